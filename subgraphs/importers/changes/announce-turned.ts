import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import type { StandingStatus } from '../rules/risk-tier.ts';
import type { Reason } from '../standing/assess.ts';
import { announceChanges } from './announce-changes.ts';
import { type KeptSpan, whatChanged } from './what-changed.ts';

const MOST_AT_ONCE = 1_000;

/**
 * Announces standings that a day brings by itself: an exclusion whose last day is over,
 * a bill past its grace. Nobody writes anything then, and the assessment said so before.
 * Each once: how far it came is kept. The first time it only notes the day.
 */
export const announceTurned: Sweep = {
  name: 'standings of another day',
  async run({ sql, now }) {
    const today = now.toZonedDateTimeISO('UTC').toPlainDate();
    return sql.begin(async (tx) => {
      await statement(tx, BEGIN)({ today });
      const [reached] = await statement<Reached>(tx, REACHED)({});
      if (reached === undefined || Temporal.PlainDate.compare(reached.on, today) > 0) return false;
      const turned = await statement<Turned>(tx, TURNED)({ ...reached, today });
      await announceChanges(tx, turned.flatMap(difference), now);
      const last = turned.at(-1);
      const isMore = turned.length === MOST_AT_ONCE && last !== undefined;
      await reach(
        tx,
        isMore ? { on: last.on, after: last.importerId } : { on: today.add({ days: 1 }), after: '' },
      );
      return isMore;
    });
  },
};

/** All before `on` is told, and of `on` the importers up to and with `after`. */
interface Reached {
  readonly on: Temporal.PlainDate;
  readonly after: string;
}

interface Turned {
  readonly importerId: string;
  readonly on: Temporal.PlainDate;
  readonly status: StandingStatus;
  readonly reasons: readonly Reason[];
  readonly statusBefore: StandingStatus;
  readonly reasonsBefore: readonly Reason[];
}

function difference({ importerId, status, reasons, statusBefore, reasonsBefore }: Turned) {
  const found = whatChanged([spanOf(statusBefore, reasonsBefore)], [spanOf(status, reasons)]);
  return found === null ? [] : [{ importerId, difference: found }];
}

/** The days themselves are no news: they stood in the assessment. */
function spanOf(status: StandingStatus, reasons: readonly Reason[]): KeptSpan {
  return { from: '', until: null, status, reasons };
}

async function reach(tx: TransactionSql, reached: Reached): Promise<void> {
  await statement(
    tx,
    'update standing_turned set through_on = :on::date, through_importer = :after',
  )({ ...reached });
}

const BEGIN = `
  insert into standing_turned (through_on, through_importer)
  values (:today::date + 1, '')
  on conflict do nothing`;

/** One process at a time; the others have nothing to do meanwhile. */
const REACHED = `
  select through_on as "on", through_importer as after from standing_turned for update skip locked`;

const TURNED = `
  select a.importer_id as "importerId", a.valid_from as "on", a.status, a.reasons,
    before.status as "statusBefore", before.reasons as "reasonsBefore"
  from assessment a
  join assessment before
    on before.importer_id = a.importer_id and before.valid_until = a.valid_from - 1 and before.known_until is null
  where a.known_until is null and a.valid_from > '2020-01-31'
    and (a.valid_from, a.importer_id) > (:on::date, :after)
    and a.valid_from <= :today::date
  order by a.valid_from, a.importer_id
  limit ${MOST_AT_ONCE}`;
