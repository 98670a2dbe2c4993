import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { announce } from '@good-standing/kernel/webhook/announce.ts';
import { changeBetween, fingerprintOf, type WatchedMatch, type WatchedOutcome } from './outcome.ts';

/** What was found of one watched party. */
export interface FoundOutcome {
  readonly number: number;
  readonly outcome: WatchedOutcome;
}

export interface KeepingSetting {
  readonly tx: TransactionSql;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

/**
 * Keeps what was found of watched parties and announces what is another than before, to
 * their organisation alone, by the party's id. What was never looked up before is
 * announced to nobody: who began to watch it has the answer.
 */
export async function keepOutcomes(
  { tx, today, now }: KeepingSetting,
  found: readonly FoundOutcome[],
): Promise<void> {
  const outcomes = new Map(found.map(({ number, outcome }) => [number, outcome]));
  const held = await statement<Held>(tx, HELD)({ numbers: [...outcomes.keys()] });
  const changed = held.flatMap((row) => {
    const outcome = outcomes.get(row.number);
    if (outcome === undefined) return [];
    const fingerprint = fingerprintOf(outcome.matches);
    return fingerprint === row.fingerprint ? [] : [{ ...row, outcome, fingerprint }];
  });
  await statement(
    tx,
    KEEP_EDGES,
  )({
    numbers: held.map(({ number }) => number),
    edges: held.map(({ number }) => outcomes.get(number)?.edge ?? null),
  });
  if (changed.length === 0) return;
  const numbers = changed.map(({ number }) => number);
  const before = Map.groupBy(await statement<MatchRow>(tx, MATCHES)({ numbers }), ({ number }) => number);
  const gone = changed.flatMap(({ number, outcome }) =>
    (before.get(number) ?? []).filter(
      (match) => !outcome.matches.some(({ exclusionId }) => exclusionId === match.exclusionId),
    ),
  );
  const terminated = new Set(
    (
      await statement<{ id: string }>(
        tx,
        TERMINATED,
      )({ ids: gone.map(({ exclusionId }) => exclusionId), today })
    ).map(({ id }) => id),
  );
  await statement(
    tx,
    REPLACE_MATCHES,
  )({
    numbers,
    matches: {
      json: changed.flatMap(({ number, outcome }) => outcome.matches.map((match) => ({ ...match, number }))),
    },
  });
  const told = changed
    .filter(({ wasLookedUp }) => wasLookedUp)
    .map((row) => ({
      ...row,
      ...changeBetween(before.get(row.number) ?? [], row.outcome.matches, (id) => terminated.has(id)),
    }))
    .filter(({ kinds }) => kinds.length > 0);
  await statement(
    tx,
    KEEP,
  )({
    now,
    rows: {
      json: changed.map(({ number, fingerprint }) => ({
        number,
        fingerprint,
        isTold: told.some((each) => each.number === number),
      })),
    },
  });
  await statement(
    tx,
    KEEP_CHANGES,
  )({
    now,
    changes: {
      json: told.map(({ number, kinds, exclusionIds }) => ({ number, kinds, exclusions: exclusionIds })),
    },
  });
  await announce(
    tx,
    told.map(({ id, audience, organization }) => ({
      kind: 'WATCHED_PARTY_CHANGED',
      record: id,
      to: [{ audience, organization }],
      occurredAt: now,
    })),
  );
}

interface Held {
  readonly number: number;
  readonly id: string;
  readonly organization: string;
  readonly audience: Audience;
  readonly fingerprint: string;
  readonly wasLookedUp: boolean;
}

interface MatchRow extends WatchedMatch {
  readonly number: number;
}

const HELD = `
  select number, id, organization, audience, fingerprint, fingerprint <> '' as "wasLookedUp"
  from watched_party
  where number = any(:numbers::bigint[])
  order by number
  for update`;

const KEEP_EDGES = `
  update watched_party
  set edge = found.edge
  from unnest(:numbers::bigint[], :edges::real[]) as found (number, edge)
  where watched_party.number = found.number and watched_party.edge is distinct from found.edge`;

const MATCHES = `
  select number, exclusion_id as "exclusionId", conclusive, band, identifiers, terminates_on::text as "terminatesOn", listing
  from watched_match
  where number = any(:numbers::bigint[])
  order by number, exclusion_id collate "C"`;

const TERMINATED = `
  select exclusion_id as id
  from exclusion e
  where exclusion_id = any(:ids::text[])
    and exclusion_status(e.active_ons, e.terminates_ons, e.delisted_ons, e.relisted_ons, :today::date) = 'TERMINATED'`;

const REPLACE_MATCHES = `
  with found as (
    select *
    from jsonb_to_recordset(:matches::text::jsonb) as (
      number bigint, "exclusionId" text, conclusive boolean, band text, identifiers text[], "terminatesOn" date, listing text)
  ),
  lost as (
    delete from watched_match m
    where m.number = any(:numbers::bigint[])
      and not exists (select from found f where f.number = m.number and f."exclusionId" = m.exclusion_id)
  )
  insert into watched_match (number, exclusion_id, conclusive, band, identifiers, terminates_on, listing)
  select number, "exclusionId", conclusive, band, identifiers, "terminatesOn", listing from found
  on conflict (number, exclusion_id) do update
    set conclusive = excluded.conclusive, band = excluded.band,
        identifiers = excluded.identifiers, terminates_on = excluded.terminates_on,
        listing = excluded.listing`;

const KEEP = `
  update watched_party
  set fingerprint = found.fingerprint,
      version = version + 1,
      changed_at = case when found."isTold" then :now::timestamptz else changed_at end
  from jsonb_to_recordset(:rows::text::jsonb) as found (number bigint, fingerprint text, "isTold" boolean)
  where watched_party.number = found.number`;

const KEEP_CHANGES = `
  insert into watched_change (number, at, kinds, exclusions)
  select number, :now::timestamptz, kinds, exclusions
  from jsonb_to_recordset(:changes::text::jsonb) as (number bigint, kinds text[], exclusions text[])
  on conflict (number, at) do update
    set kinds = (select array_agg(distinct kind) from unnest(watched_change.kinds || excluded.kinds) kind),
        exclusions = (select array_agg(distinct id) from unnest(watched_change.exclusions || excluded.exclusions) id)`;
