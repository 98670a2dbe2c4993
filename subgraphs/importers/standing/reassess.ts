import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { ImporterStanding } from '@good-standing/kernel/findings/topics.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { RULESET_VERSION } from '@good-standing/kernel/rule/ruleset.ts';
import { announceChanges, changedStandings, type KeptStanding } from '../changes/announce-changes.ts';
import type { KeptSpan } from '../changes/what-changed.ts';
import { tellSuspensions } from '../listings/suspend.ts';
import { assess, type StandingSpan } from './assess.ts';
import { NOTE_AFFILIATES, NOTE_EVERYONE, TAKE_DUE } from './due.ts';
import { gather } from './gather.ts';
import { canonical, digestOf } from './inputs.ts';

/** Importers of one transaction. */
const AT_A_TIME = 2_000;

/**
 * Assesses importers that are due, in the transaction at hand: what it takes out is
 * due again if it does not commit. Where neither inputs nor ruleset are others
 * nothing is written. Gives how many it took.
 *
 * @param now of the house: whoever stands in a relation to an importer on its day is told of a change.
 */
export async function reassessDue(
  tx: TransactionSql,
  atATime = AT_A_TIME,
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<number> {
  const importers = await take(tx, atATime);
  if (importers.length === 0) return assessedUnderAnother(tx, atATime, now);
  const held = new Map(
    (
      await statement<{ importerId: string; digest: string }>(
        tx,
        HELD,
      )({ importers, ruleset: RULESET_VERSION })
    ).map(({ importerId, digest }) => [importerId, digest]),
  );
  const made = (await gather(tx, importers)).flatMap((inputs) => {
    const text = canonical(inputs);
    const digest = digestOf(text);
    if (held.get(inputs.importerId) === digest) return [];
    return [{ importerId: inputs.importerId, text, digest, spans: assess(inputs) }];
  });
  if (made.length > 0) {
    await announceChanges(tx, changedStandings(await keep(tx, made), made), now);
    await tellSuspensions(
      tx,
      made.map(({ importerId }) => importerId),
      now.toZonedDateTimeISO('UTC').toPlainDate(),
    );
  }
  return importers.length;
}

/** Takes out who is due, and notes their affiliates where their change concerns those too. */
async function take(tx: TransactionSql, most: number): Promise<readonly string[]> {
  await statement(tx, NOTE_EVERYONE)({});
  const lines = await statement<{ importerId: string; withAffiliates: boolean }>(tx, TAKE_DUE)({ most });
  const taken = [...new Set(lines.map(({ importerId }) => importerId))].sort();
  const changed = new Set(
    lines.flatMap(({ importerId, withAffiliates }) => (withAffiliates ? importerId : [])),
  );
  if (changed.size > 0) await statement(tx, NOTE_AFFILIATES)({ importers: [...changed], taken });
  return taken;
}

/** Nobody is due: those assessed under another ruleset than this process has are, some at a time. */
async function assessedUnderAnother(
  tx: TransactionSql,
  atATime: number,
  now: Temporal.Instant,
): Promise<number> {
  const others = await statement<object>(tx, UNDER_ANOTHER)({ ruleset: RULESET_VERSION, most: atATime });
  return others.length === 0 ? 0 : reassessDue(tx, atATime, now);
}

interface Made {
  readonly importerId: string;
  readonly text: string;
  readonly digest: string;
  readonly spans: readonly StandingSpan[];
}

/**
 * Ends the earlier knowledge, keeps the new, and tells it to the other owners.
 *
 * @returns what was known until now.
 */
async function keep(tx: TransactionSql, made: readonly Made[]): Promise<readonly KeptStanding[]> {
  const importers = made.map(({ importerId }) => importerId);
  const [now] = await statement<{ at: string }>(tx, NOW)({ importers });
  if (now === undefined) throw new Error('the database has no instant');
  const ended = await statement<KeptSpan & { readonly importerId: string }>(
    tx,
    END,
  )({ importers, at: now.at });
  await statement(
    tx,
    KEEP_INPUTS,
  )({ inputs: { json: made.map(({ digest, text }) => ({ digest, inputs: text })) } });
  await statement(tx, KEEP)({ spans: { json: made.flatMap(rowsOf) }, ruleset: RULESET_VERSION, at: now.at });
  await publish(
    tx,
    'importer-standing',
    made.map((each) => toldOf(each, now.at)),
  );
  return [...Map.groupBy(ended, ({ importerId }) => importerId)].map(([importerId, spans]) => ({
    importerId,
    spans,
  }));
}

function rowsOf({ importerId, digest, spans }: Made) {
  return spans.map(({ from, until, status, since, reasons }) => ({
    importer_id: importerId,
    valid_from: from,
    valid_until: until,
    status,
    since_on: since,
    reasons,
    digest,
  }));
}

/** Spans of one status, whatever their reasons: those are not told to other owners. */
function toldOf({ importerId, spans }: Made, statedAt: string): ImporterStanding {
  const firsts = spans.filter(({ from, since }) => from === since);
  return {
    importerId,
    statedAt,
    spans: firsts.map(({ from, status }) => ({
      from,
      until: spans.findLast(({ since }) => since === from)?.until ?? null,
      status,
    })),
  };
}

/** NOTE: two ranges of an index and not an inequality, which would read every assessment there is. */
const UNDER_ANOTHER = `
  insert into standing_due (importer_id)
  select distinct importer_id
  from (
    (select importer_id from assessment where known_until is null and ruleset < :ruleset limit :most)
    union all
    (select importer_id from assessment where known_until is null and ruleset > :ruleset limit :most)
  ) other
  order by 1
  limit :most
  returning importer_id`;

/** NOTE: of each importer by itself: asked of all at once, Postgres reads every assessment under the ruleset. */
const HELD = `
  select asked.id as "importerId", held.digest
  from unnest(:importers::text[]) as asked (id)
  cross join lateral (
    select digest, ruleset from assessment a where a.importer_id = asked.id and a.known_until is null limit 1
  ) held
  where held.ruleset = :ruleset`;

/** Later than all that is known of any of them; by the clock and not by the transaction, which began before its inputs were read. */
const NOW = `
  select greatest(clock_timestamp(), (
    select max(known_from) + interval '1 microsecond' from assessment
    where importer_id = any(:importers::text[]) and known_until is null))::text as at`;

const END = `
  update assessment
  set known_until = :at::timestamptz
  where importer_id = any(:importers::text[]) and known_until is null
  returning
    importer_id as "importerId", valid_from::text as "from", valid_until::text as until, status, reasons`;

const KEEP_INPUTS = `
  insert into assessment_input (digest, inputs)
  select distinct on (digest) digest, inputs
  from jsonb_to_recordset(:inputs::text::jsonb) as item (digest text, inputs text)
  order by digest
  on conflict do nothing`;

const KEEP = `
  insert into assessment (
    importer_id, valid_from, valid_until, status, since_on, reasons, ruleset, digest, known_from)
  select importer_id, valid_from, valid_until, status, since_on, reasons, :ruleset, digest, :at::timestamptz
  from jsonb_to_recordset(:spans::text::jsonb) as item (
    importer_id text, valid_from date, valid_until date, status text, since_on date, reasons jsonb, digest text)
  order by importer_id, valid_from`;
