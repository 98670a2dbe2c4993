import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import { accountingKey } from '@good-standing/kernel/ledger/accounting-key.ts';
import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import { type ImporterStubs, importerStubs } from '@good-standing/kernel/relation/importer-stub.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import { lazily, together } from '@good-standing/kernel/subgraph/lazily.ts';
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

/** Made for one request and one viewer. */
export const loaders = lazily<Loaders>({
  ...releaseLoaders,
  ...together(caseLoaders, [
    'evasionCasesOfImporter',
    'evasionCaseById',
    'forcedLaborOfImporter',
    'forcedLaborById',
    'liquidatedDamagesOfImporter',
  ]),
  ...writers,
  importerById: importerStubs,
  entryById,
  entryByNumber:
    ({ secret }, { entryById }) =>
    (number) =>
      entryById.load(recordId('ent', secret.ids, number)),
  entriesOfImporter,
  historyOfImporter,
  filingsOfBroker,
  linesOfEntry,
  certificationsOfEntry,
  seizureById,
  seizuresOfEntry,
  seizuresOfImporter,
  seizuresOfRecordation,
  clocksOfSeizure,
  clocksDue,
  linesOfSeizure,
  recordationById,
  recordationByNumber:
    ({ secret }, { recordationById }) =>
    (number) =>
      recordationById.load(recordId('rec', secret.ids, number)),
  recordationsOfSeizure,
  ownRecordations,
  violationsOfImporter,
  penaltyOfSeizure,
  penaltiesOfViolation,
  foundAgainst,
  closedPenalties,
  dutyAccountOfImporter,
  ageingOfImporter,
  billsOfImporter,
  paymentsOfBill,
  accountingKeyOf:
    ({ secret, viewer: { subject }, today }) =>
    (record) =>
      subject === null ? null : accountingKey(secret.ids, { record, subject, on: today }),
  provenanceOf: ({ sql }) => provenanceOf(sql),
  reports: reportRoom,
  publications: publicationRoom,
  statistics: statisticsRoom,
  standingAtFiling,
});
