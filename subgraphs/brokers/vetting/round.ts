import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { schedule } from './schedule.ts';

const MOST_AT_ONCE = 1_000;

/** Once a day looks at every broker, and at once at those of whom a file brought a vetting; goes on where it was ended. */
export const brokerVettingRound: Sweep = {
  name: 'recurrent vetting of brokers',
  run({ sql, now }) {
    const today = now.toZonedDateTimeISO('UTC').toPlainDate();
    return sql.begin(async (tx) => (await lookAtNoted(tx, today)) || (await lookOn(tx, today)));
  },
};

async function lookAtNoted(tx: TransactionSql, today: Temporal.PlainDate): Promise<boolean> {
  const noted = await statement<{ id: string }>(tx, TAKE_NOTED)({});
  await schedule(
    tx,
    noted.map(({ id }) => id),
    today,
  );
  return noted.length > 0;
}

interface Round {
  readonly on: Temporal.PlainDate;
  readonly after: string;
  readonly isOver: boolean;
}

async function lookOn(tx: TransactionSql, today: Temporal.PlainDate): Promise<boolean> {
  await statement(tx, BEGIN)({ today });
  const [reached] = await statement<Round>(tx, REACHED)({});
  if (reached === undefined) return false;
  const isAnotherDay = Temporal.PlainDate.compare(reached.on, today) < 0;
  if (reached.isOver && !isAnotherDay) return false;
  const rows = await statement<{ id: string }>(
    tx,
    `select id from broker where id > :after order by id limit ${MOST_AT_ONCE}`,
  )({ after: isAnotherDay ? '' : reached.after });
  const ids = rows.map(({ id }) => id);
  await schedule(tx, ids, today);
  const last = ids.length === MOST_AT_ONCE ? ids.at(-1) : undefined;
  await statement(tx, REACH)({ today, after: last ?? '', isOver: last === undefined });
  return last !== undefined;
}

const TAKE_NOTED = `
  delete from broker_vetting_noted
  where broker_id = any(array(
    select broker_id from broker_vetting_noted order by broker_id limit ${MOST_AT_ONCE} for update skip locked))
  returning broker_id as id`;

const BEGIN = `
  insert into broker_vetting_round (on_day, after, is_over) values (:today::date, '', false) on conflict do nothing`;

/** One process at a time; the others have nothing to do meanwhile. */
const REACHED = `
  select on_day as "on", after, is_over as "isOver" from broker_vetting_round for update skip locked`;

const REACH = `
  update broker_vetting_round set on_day = :today::date, after = :after, is_over = :isOver::boolean`;
