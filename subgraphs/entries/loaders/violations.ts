import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { FoundAgainst } from '../rules/mitigation-of-penalty.ts';
import type { PenaltyRow, ViolationRow } from '../tables.ts';
import { visiblePenalties, visibleViolations } from '../visibility.ts';
import { nestedList } from './nested-list.ts';

export function violationsOfImporter(
  setting: LoaderSetting,
): (importer: string, args: PageArguments) => Promise<Connection<ViolationRow>> {
  return nestedList<ViolationRow>(setting, {
    coordinate: 'Importer.violations',
    key: ['date', 'text'],
    rows: `
      select violation.id, violation.finding_number as "findingNumber", violation.entry_id as "entryId",
        violation.kind, violation.culpability, violation.statute, violation.found_on as "foundOn",
        violation.final_on as "finalOn", violation.status,
        violation.appealed_on as "appealedOn", violation.appeal_outcome as "appealOutcome",
        violation.appeal_decided_on as "appealDecidedOn"
      from violation
      where violation.importer_id = page.parent
        and ${visibleViolations(setting.viewer)}
        and (page.after_1 is null or (violation.found_on, violation.id) < (page.after_1, page.after_2))
      order by violation.found_on desc, violation.id desc
      limit page.take`,
    order: 'listed."foundOn" desc, listed.id desc',
    keyOf: (violation) => [violation.foundOn.toString(), violation.id],
  });
}

const PENALTY = `
  penalty.id, penalty.case_number as "caseNumber", penalty.statute, penalty.assessed_cents as "assessedCents",
  penalty.loss_of_revenue_cents as "lossOfRevenueCents", penalty.mitigated_cents as "mitigatedCents",
  penalty.paid_cents as "paidCents", penalty.assessed_on as "assessedOn", penalty.closed_on as "closedOn",
  penalty.importer_id as "importerId", penalty.domestic_value_cents as "domesticValueCents",
  penalty.dutiable_value_cents as "dutiableValueCents", penalty.prior_disclosure as "isPriorDisclosure",
  penalty.exception_approved_by as "exceptionApprovedBy", penalty.exception_reason as "exceptionReason",
  penalty.violation_id as "violationId", false as "isLiquidatedDamages"`;

/** The penalty case of a seizure's number, or null. */
export function penaltyOfSeizure(setting: LoaderSetting): DataLoader<string, PenaltyRow | null> {
  const rows = statement<PenaltyRow & { readonly seizureId: string }>(
    setting.sql,
    `select penalty.seizure_id as "seizureId", ${PENALTY}
     from penalty
     where penalty.seizure_id = any(:ids::text[]) and ${visiblePenalties(setting.viewer)}`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.seizureId,
  );
}

/** Few by nature; 200 of each finding at most. */
export function penaltiesOfViolation(setting: LoaderSetting): DataLoader<string, readonly PenaltyRow[]> {
  const rows = statement<PenaltyRow & { readonly parent: string }>(
    setting.sql,
    `select parent.id as parent, listed.*
     from unnest(:ids::text[]) as parent (id)
     cross join lateral (
       select ${PENALTY}
       from penalty
       where penalty.violation_id = parent.id and ${visiblePenalties(setting.viewer)}
       order by penalty.assessed_on desc, penalty.id desc
       limit 200
     ) listed
     order by listed."assessedOn" desc, listed.id desc`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.parent,
  );
}

/**
 * All that was found against an importer, for the rules of its penalty cases: whoever is told what
 * they find is told of every finding (disclosures/case-of-seizure.ts). One statement a tick.
 */
export function foundAgainst(setting: LoaderSetting): DataLoader<string, readonly FoundAgainst[]> {
  const rows = statement<FoundAgainst & { readonly importerId: string }>(
    setting.sql,
    `select importer_id as "importerId", id, kind, culpability, status, found_on as "foundOn",
       final_on as "finalOn", appealed_on as "appealedOn", appeal_outcome as "appealOutcome"
     from violation
     where importer_id = any(:importers::text[])
     order by id`,
  );
  return manyByKey(
    (importers: readonly string[]) => rows({ importers }),
    (row) => row.importerId,
  );
}
