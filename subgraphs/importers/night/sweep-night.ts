import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { RULESET_VERSION } from '@good-standing/kernel/rule/ruleset.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { sayDue } from '../standing/due.ts';
import { NOTE_PASSINGS, NOTE_UNASSESSED } from './passings.ts';

/** Importers of one transaction. */
const AT_A_TIME = 20_000;

interface UnderWay {
  readonly since: Temporal.PlainDate;
  readonly through: string;
}

/**
 * Sweeps the registry for what the days since the last sweep brought by themselves,
 * some importers at a time, each part with how far it came in one transaction. A day
 * is swept once; days on which nobody swept are made up for.
 */
export function sweepNight(atATime = AT_A_TIME): Sweep {
  return {
    name: 'the night of the registry',
    run: ({ sql, now }) =>
      sql.begin(async (tx) => {
        const today = now.toZonedDateTimeISO('UTC').toPlainDate();
        await statement(tx, BEGIN)({ today });
        const [night] = await statement<UnderWay>(tx, UNDER_WAY)({ today });
        if (night === undefined) return false;
        const [part] = await statement<{ last: string | null; importers: number }>(
          tx,
          PART,
        )({ after: night.through, most: atATime });
        if (part === undefined || part.last === null) {
          await statement(tx, FINISH)({ today });
          return false;
        }
        await sweepPart(tx, { today, ...night, last: part.last, importers: part.importers });
        return true;
      }),
  };
}

interface Part extends UnderWay {
  readonly today: Temporal.PlainDate;
  readonly last: string;
  readonly importers: number;
}

async function sweepPart(
  tx: TransactionSql,
  { today, since, through, last, importers }: Part,
): Promise<void> {
  const range = { after: through, through: last };
  await statement(
    tx,
    NOTE_PASSINGS,
  )({ ...range, today, since, inactive_after: valueOn(STANDING_PARAMETERS.inactiveAfterDays, today) });
  const due = await statement<object>(tx, NOTE_UNASSESSED)({ ...range, ruleset: RULESET_VERSION });
  if (due.length > 0) await sayDue(tx);
  await statement(tx, REACH)({ today, last, importers, due: due.length });
}

/** The first time it is the day alone. A night that was left is made up for by this one. */
const BEGIN = `
  with left_over as (
    delete from night where finished_at is null and swept_on < :today::date
  )
  insert into night (swept_on, since_on)
  select :today::date, coalesce(
    (select max(swept_on) from night where finished_at is not null), :today::date - 1)
  where not exists (select from night where finished_at is not null and swept_on >= :today::date)
  on conflict do nothing`;

/** One process at a time; the others have nothing to do meanwhile. */
const UNDER_WAY = `
  select since_on as since, through
  from night
  where swept_on = :today::date and finished_at is null
  for update skip locked`;

/** Of the registry and of who is assessed without being in it. */
const PART = `
  select max(id) as last, count(*) as importers
  from (
    select id
    from (
      (select id from importer where id > :after order by id limit :most)
      union
      (select distinct importer_id from assessment where known_until is null and importer_id > :after order by importer_id limit :most)
    ) known
    order by id
    limit :most
  ) part`;

const REACH = `
  update night
  set through = :last, importers = importers + :importers::bigint, due = due + :due::bigint
  where swept_on = :today::date`;

const FINISH = `update night set finished_at = clock_timestamp() where swept_on = :today::date`;
