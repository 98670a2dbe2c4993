import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import { accountingKey } from '@good-standing/kernel/ledger/accounting-key.ts';
import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import { type ImporterStubs, importerStubs } from '@good-standing/kernel/relation/importer-stub.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { type FilingsOfBroker, filingsOfBroker } from './loaders/broker-filings.ts';
import { type CaseLoaders, caseLoaders } from './loaders/cases.ts';
import { certificationsOfEntry } from './loaders/certifications.ts';
import { type ClocksDueArguments, clocksDue, clocksOfSeizure } from './loaders/clocks.ts';
import { closedPenalties } from './loaders/closed-penalties.ts';
import {
  ageingOfImporter,
  billsOfImporter,
  dutyAccountOfImporter,
  paymentsOfBill,
} from './loaders/duty-account.ts';
import { type EntriesOfImporter, entriesOfImporter, entryById, linesOfEntry } from './loaders/entries.ts';
import { type HistoryOfImporter, historyOfImporter } from './loaders/importer-history.ts';
import { ownRecordations, recordationById, recordationsOfSeizure } from './loaders/recordations.ts';
import { type ReleaseLoaders, releaseLoaders } from './loaders/releases.ts';
import {
  linesOfSeizure,
  type SeizuresOfRecordation,
  seizureById,
  seizuresOfEntry,
  seizuresOfImporter,
  seizuresOfRecordation,
} from './loaders/seizures.ts';
import { standingAtFiling } from './loaders/standing-at-filing.ts';
import {
  foundAgainst,
  penaltiesOfViolation,
  penaltyOfSeizure,
  violationsOfImporter,
} from './loaders/violations.ts';
import { type Writers, writers } from './mutations/writers.ts';
import { type PublicationRoom, publicationRoom } from './publication/room.ts';
import { type ReportRoom, reportRoom } from './reports/room.ts';
import { type StatisticsRoom, statisticsRoom } from './statistics/room.ts';
import type {
  AgeingBandRow,
  BillRow,
  ClockDueRow,
  ClockRow,
  ClosedPenaltyRow,
  DutyAccountRow,
  EntryLineRow,
  EntryRow,
  PaymentRow,
  PenaltyRow,
  RecordationRow,
  SeizureLineRow,
  SeizureRow,
  ViolationRow,
} from './tables.ts';

export type Context = RequestContext<Loaders>;

type Pages<Row> = (parent: string, args: PageArguments) => Promise<Connection<Row>>;

/**
 * Everything a request reads. Each is one statement a tick whatever the number of
 * keys and the size of the pages, and gives only rows that the viewer may know of:
 * an invisible row is an absent one, null or not listed.
 */
export interface Loaders extends ReleaseLoaders, CaseLoaders, Writers {
  readonly importerById: ImporterStubs;
  readonly entryById: DataLoader<string, EntryRow | null>;
  /** By the canonical number. */
  readonly entryByNumber: (number: string) => Promise<EntryRow | null>;
  readonly entriesOfImporter: EntriesOfImporter;
  readonly historyOfImporter: HistoryOfImporter;
  readonly filingsOfBroker: FilingsOfBroker;
  readonly linesOfEntry: Pages<EntryLineRow>;
  readonly certificationsOfEntry: ReturnType<typeof certificationsOfEntry>;
  readonly seizureById: DataLoader<string, SeizureRow | null>;
  readonly seizuresOfEntry: DataLoader<string, readonly SeizureRow[]>;
  readonly seizuresOfImporter: Pages<SeizureRow>;
  readonly seizuresOfRecordation: SeizuresOfRecordation;
  readonly clocksOfSeizure: DataLoader<string, readonly ClockRow[]>;
  readonly clocksDue: (args: ClocksDueArguments) => Promise<Connection<ClockDueRow>>;
  readonly linesOfSeizure: DataLoader<string, readonly SeizureLineRow[]>;
  readonly recordationById: DataLoader<string, RecordationRow | null>;
  /** By the canonical number. */
  readonly recordationByNumber: (number: string) => Promise<RecordationRow | null>;
  readonly recordationsOfSeizure: DataLoader<string, readonly RecordationRow[]>;
  readonly ownRecordations: (args: PageArguments) => Promise<Connection<RecordationRow>>;
  readonly violationsOfImporter: Pages<ViolationRow>;
  readonly penaltyOfSeizure: DataLoader<string, PenaltyRow | null>;
  readonly penaltiesOfViolation: DataLoader<string, readonly PenaltyRow[]>;
  /** All that was found against an importer, for the rules of its cases. */
  readonly foundAgainst: ReturnType<typeof foundAgainst>;
  readonly closedPenalties: (args: PageArguments) => Promise<Connection<ClosedPenaltyRow>>;
  readonly dutyAccountOfImporter: DataLoader<string, DutyAccountRow | null>;
  readonly ageingOfImporter: DataLoader<string, readonly AgeingBandRow[]>;
  readonly billsOfImporter: Pages<BillRow>;
  readonly paymentsOfBill: DataLoader<string, readonly PaymentRow[]>;
  /** To the importer that a visible record is about. */
  readonly accountingKeyOf: (record: string) => string | null;
  readonly provenanceOf: (row: ReceivedLine) => Promise<Provenance>;
  readonly reports: ReportRoom;
  readonly publications: PublicationRoom;
  readonly statistics: StatisticsRoom;
  readonly standingAtFiling: ReturnType<typeof standingAtFiling>;
}

export function loaders(setting: LoaderSetting): Loaders {
  const { ids } = setting.secret;
  const entries = entryById(setting);
  const recordations = recordationById(setting);
  const releases = releaseLoaders(setting);
  const seizures = seizureById(setting);
  return {
    ...releases,
    ...caseLoaders(setting),
    ...writers(setting, releases, seizures),
    importerById: importerStubs(setting),
    entryById: entries,
    entryByNumber: (number) => entries.load(recordId('ent', ids, number)),
    entriesOfImporter: entriesOfImporter(setting),
    historyOfImporter: historyOfImporter(setting),
    filingsOfBroker: filingsOfBroker(setting),
    linesOfEntry: linesOfEntry(setting),
    certificationsOfEntry: certificationsOfEntry(setting),
    seizureById: seizures,
    seizuresOfEntry: seizuresOfEntry(setting),
    seizuresOfImporter: seizuresOfImporter(setting),
    seizuresOfRecordation: seizuresOfRecordation(setting),
    clocksOfSeizure: clocksOfSeizure(setting),
    clocksDue: clocksDue(setting),
    linesOfSeizure: linesOfSeizure(setting),
    recordationById: recordations,
    recordationByNumber: (number) => recordations.load(recordId('rec', ids, number)),
    recordationsOfSeizure: recordationsOfSeizure(setting),
    ownRecordations: ownRecordations(setting),
    violationsOfImporter: violationsOfImporter(setting),
    penaltyOfSeizure: penaltyOfSeizure(setting),
    penaltiesOfViolation: penaltiesOfViolation(setting),
    foundAgainst: foundAgainst(setting),
    closedPenalties: closedPenalties(setting),
    dutyAccountOfImporter: dutyAccountOfImporter(setting),
    ageingOfImporter: ageingOfImporter(setting),
    billsOfImporter: billsOfImporter(setting),
    paymentsOfBill: paymentsOfBill(setting),
    accountingKeyOf: (record) => {
      const { subject } = setting.viewer;
      return subject === null ? null : accountingKey(ids, { record, subject, on: setting.today });
    },
    provenanceOf: provenanceOf(setting.sql),
    reports: reportRoom(setting),
    publications: publicationRoom(setting),
    statistics: statisticsRoom(setting),
    standingAtFiling: standingAtFiling(setting),
  };
}
