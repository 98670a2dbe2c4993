import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { EvasionCaseRow, ForcedLaborDetentionRow, LiquidatedDamagesRow } from '../tables.ts';
import {
  visibleEvasionCases,
  visibleForcedLaborDetentions,
  visibleLiquidatedDamages,
} from '../visibility.ts';
import { nestedList } from './nested-list.ts';

type Pages<Row> = (importer: string, args: PageArguments) => Promise<Connection<Row>>;

export interface CaseLoaders {
  readonly evasionCasesOfImporter: Pages<EvasionCaseRow>;
  readonly evasionCaseById: DataLoader<string, EvasionCaseRow | null>;
  readonly forcedLaborOfImporter: Pages<ForcedLaborDetentionRow>;
  readonly forcedLaborById: DataLoader<string, ForcedLaborDetentionRow | null>;
  readonly liquidatedDamagesOfImporter: Pages<LiquidatedDamagesRow>;
}

/** Cases of an importer, latest first, and by their id. One statement a tick each. */
export function caseLoaders(setting: LoaderSetting): CaseLoaders {
  return {
    evasionCasesOfImporter: ofImporter<EvasionCaseRow>(setting, {
      coordinate: 'Importer.evasionCases',
      table: 'evasion_case',
      columns: EVASION,
      day: 'received_on',
      visible: visibleEvasionCases(setting.viewer),
      dayOf: ({ receivedOn }) => receivedOn,
    }),
    evasionCaseById: byId<EvasionCaseRow>(
      setting,
      'evasion_case',
      EVASION,
      visibleEvasionCases(setting.viewer),
    ),
    forcedLaborOfImporter: ofImporter<ForcedLaborDetentionRow>(setting, {
      coordinate: 'Importer.forcedLaborDetentions',
      table: 'forced_labor_detention',
      columns: FORCED_LABOR,
      day: 'detained_on',
      visible: visibleForcedLaborDetentions(setting.viewer),
      dayOf: ({ detainedOn }) => detainedOn,
    }),
    forcedLaborById: byId<ForcedLaborDetentionRow>(
      setting,
      'forced_labor_detention',
      FORCED_LABOR,
      visibleForcedLaborDetentions(setting.viewer),
    ),
    liquidatedDamagesOfImporter: ofImporter<LiquidatedDamagesRow>(setting, {
      coordinate: 'Importer.liquidatedDamages',
      table: 'liquidated_damages',
      columns: LIQUIDATED_DAMAGES,
      day: 'noticed_on',
      visible: visibleLiquidatedDamages(setting.viewer),
      dayOf: ({ assessedOn }) => assessedOn,
    }),
  };
}

interface CasesOfImporter<Row> {
  readonly coordinate: string;
  readonly table: string;
  readonly columns: string;
  /** What lists are in order of. */
  readonly day: string;
  readonly visible: string;
  readonly dayOf: (row: Row) => Temporal.PlainDate;
}

function ofImporter<Row extends { readonly id: string }>(
  setting: LoaderSetting,
  { coordinate, table, columns, day, visible, dayOf }: CasesOfImporter<Row>,
): Pages<Row> {
  return nestedList<Row>(setting, {
    coordinate,
    key: ['date', 'text'],
    rows: `
      select ${columns}, ${table}.${day} as listed_on
      from ${table}
      where ${table}.importer_id = page.parent
        and ${visible}
        and (page.after_1 is null or (${table}.${day}, ${table}.id) < (page.after_1, page.after_2))
      order by ${table}.${day} desc, ${table}.id desc
      limit page.take`,
    order: 'listed.listed_on desc, listed.id desc',
    keyOf: (row) => [dayOf(row).toString(), row.id],
  });
}

function byId<Row extends { readonly id: string }>(
  setting: LoaderSetting,
  table: string,
  columns: string,
  visible: string,
): DataLoader<string, Row | null> {
  const rows = statement<Row>(
    setting.sql,
    `select ${columns} from ${table} where ${table}.id = any(:ids::text[]) and ${visible}`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.id,
  );
}

const EVASION = `
  evasion_case.id, evasion_case.case_number as "caseNumber", evasion_case.order_number as "orderNumber",
  evasion_case.merchandise, evasion_case.received_on as "receivedOn", evasion_case.initiated_on as "initiatedOn",
  evasion_case.interim, evasion_case.interim_on as "interimOn", evasion_case.notified_on as "notifiedOn",
  evasion_case.is_extended as "isExtended", evasion_case.determination,
  evasion_case.determined_on as "determinedOn",
  evasion_case.determination_notice_on as "determinationNoticeOn",
  evasion_case.review_asked_on as "reviewAskedOn", evasion_case.review,
  evasion_case.reviewed_on as "reviewedOn"`;

const FORCED_LABOR = `
  forced_labor_detention.id, forced_labor_detention.detention_number as "detentionNumber",
  forced_labor_detention.entry_id as "entryId", forced_labor_detention.basis,
  forced_labor_detention.order_reference as "orderReference", forced_labor_detention.merchandise,
  forced_labor_detention.origin, forced_labor_detention.imported_on as "importedOn",
  forced_labor_detention.presented_on as "presentedOn", forced_labor_detention.detained_on as "detainedOn",
  forced_labor_detention.notice_on as "noticeOn", forced_labor_detention.proof_on as "proofOn",
  forced_labor_detention.outcome, forced_labor_detention.decided_on as "decidedOn",
  forced_labor_detention.protested_on as "protestedOn", forced_labor_detention.protest,
  forced_labor_detention.protest_decided_on as "protestDecidedOn"`;

/** As the rules of penalties read a case: of no statute that sets a maximum, and of no finding. */
const LIQUIDATED_DAMAGES = `
  liquidated_damages.id, liquidated_damages.claim_number as "claimNumber",
  liquidated_damages.entry_id as "entryId", liquidated_damages.bond_number as "bondNumber",
  liquidated_damages.breach, liquidated_damages.assessed_cents as "assessedCents",
  liquidated_damages.mitigated_cents as "mitigatedCents", liquidated_damages.paid_cents as "paidCents",
  liquidated_damages.noticed_on as "assessedOn", liquidated_damages.petitioned_on as "petitionedOn",
  liquidated_damages.closed_on as "closedOn", '19 CFR part 172' as statute, true as "isLiquidatedDamages",
  null::bigint as "lossOfRevenueCents", null::bigint as "domesticValueCents", null::bigint as "dutiableValueCents",
  false as "isPriorDisclosure", null as "exceptionApprovedBy", null as "exceptionReason", null as "violationId"`;
