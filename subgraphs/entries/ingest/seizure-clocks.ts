import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { StagedRow, StagedTable } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { type Clock, clocksOfGoods, clocksOfRight, type GoodsDates } from '../rules/statutory-clocks.ts';
import { basisOf, type Seizure, type SeizureLine } from './seizure-fields.ts';

/** A clock of the goods, or of the owner of one line's right: lines under one recordation have one together. */
export const STAGED_CLOCKS: StagedTable = {
  name: 'staged_seizure_clock',
  columns: [
    { name: 'id', type: 'text' },
    { name: 'seizure_id', type: 'text' },
    { name: 'nth', type: 'bigint' },
    { name: 'kind', type: 'text' },
    { name: 'recordation_id', type: 'text' },
    { name: 'authority', type: 'text' },
    { name: 'from_on', type: 'date' },
    { name: 'due_on', type: 'date' },
    { name: 'met_on', type: 'date' },
  ],
};

interface Brought {
  readonly group: { readonly nth: number };
  readonly seizure: { readonly fields: Seizure; readonly id: string };
  readonly line: SeizureLine;
  readonly secret: Secret;
}

export function stagedClocksOfGoods(brought: Brought): readonly StagedRow[] {
  return clocksOfGoods(goodsOf(brought)).map((clock) => stagedClock(brought, clock, null));
}

export function stagedClocksOfLine(brought: Brought): readonly StagedRow[] {
  const { line, seizure, secret } = brought;
  if (line.recordation === null) return [];
  const recordation = recordId('rec', secret.ids, line.recordation);
  const right = {
    basis: basisOf(seizure.fields, line),
    limitedDisclosedOn: line.limited_disclosed_on,
    comprehensiveDisclosedOn: line.comprehensive_disclosed_on,
    consentAskedOn: line.consent_asked_on,
    consentAnsweredOn: line.consent_answered_on,
  };
  return clocksOfRight(goodsOf(brought), right).map((clock) => stagedClock(brought, clock, recordation));
}

function goodsOf({ seizure: { fields } }: Brought): GoodsDates {
  return {
    grounds: fields.grounds,
    presentedOn: fields.presented_on,
    detainedOn: fields.detained_on,
    detentionNoticeOn: fields.detention_notice_on,
    importerRespondedOn: fields.importer_responded_on,
    seizedOn: fields.seized_on,
    seizureNoticeOn: fields.seizure_notice_on,
    forfeitedOn: fields.forfeited_on,
    abandonedOn: fields.abandoned_on,
    excludedOn: fields.excluded_on,
    releasedOn: fields.released_on,
  };
}

function stagedClock(
  { group, seizure, secret }: Brought,
  clock: Clock,
  recordation: string | null,
): StagedRow {
  return {
    id: recordId('clk', secret.ids, `${seizure.id}/${clock.kind}/${recordation ?? ''}`),
    seizure_id: seizure.id,
    nth: group.nth,
    kind: clock.kind,
    recordation_id: recordation,
    authority: clock.authority,
    from_on: clock.from,
    due_on: clock.dueOn,
    met_on: clock.metOn,
  };
}

const LAST_STATEMENT = `
  delete from staged_seizure_clock
  using staged_seizure later
  where later.id = staged_seizure_clock.seizure_id and later.nth > staged_seizure_clock.nth`;

const VANISHED = `
  delete from seizure_clock
  using staged_seizure
  where seizure_clock.seizure_id = staged_seizure.id
    and not exists (select from staged_seizure_clock where staged_seizure_clock.id = seizure_clock.id)`;

/** Of several lines under one recordation the first day due counts, and what is done is done for all of them. */
const CHANGED = `
  insert into seizure_clock (id, seizure_id, kind, recordation_id, authority, from_on, due_on, met_on)
  select id, seizure_id, kind, recordation_id,
    (array_agg(authority order by due_on, authority))[1],
    (array_agg(from_on order by due_on, authority))[1],
    min(due_on),
    case when bool_and(met_on is not null) then max(met_on) end
  from staged_seizure_clock
  group by id, seizure_id, kind, recordation_id
  on conflict (id) do update
    set authority = excluded.authority,
        from_on = excluded.from_on,
        due_on = excluded.due_on,
        met_on = excluded.met_on
    where (seizure_clock.authority, seizure_clock.from_on, seizure_clock.due_on, seizure_clock.met_on)
      is distinct from (excluded.authority, excluded.from_on, excluded.due_on, excluded.met_on)`;

/** After the seizures and their lines: a seizure restated has the clocks that follow from it and no others. */
export const MERGE_CLOCKS: readonly string[] = [LAST_STATEMENT, VANISHED, CHANGED];
