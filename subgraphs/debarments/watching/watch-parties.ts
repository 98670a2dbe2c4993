import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { PartyInput } from '../schema.generated.ts';
import { type Party, readParty } from '../screening/party.ts';
import { screenRead } from '../screening/screen.ts';
import { keepOutcomes } from './keep-outcomes.ts';
import { marksOf } from './marks.ts';
import { outcomeOf } from './outcome.ts';
import { mostWatched, watchedDays } from './parameters.ts';
import { watchedByReference } from './watched.ts';
import type { AnswerRow } from './watched-row.ts';

export interface WatchAsked {
  readonly parties: readonly PartyInput[];
  readonly clientMutationKey?: string | null;
}

export interface WatchReport {
  /** In the order asked. */
  readonly answers: readonly AnswerRow[];
}

const MOST_PARTIES = 1_000;

/** One party of the call, read, or in words why it is not watched. */
interface Read {
  readonly reference: string | null;
  readonly input: PartyInput;
  readonly party: Party | string;
}

/**
 * Watches parties for the viewer's organisation and looks them up at once. One that is
 * watched already is written anew; what that changes of its result is told like any change.
 */
export function watchParties(setting: LoaderSetting) {
  const { viewer, today, now, secret, sql } = setting;
  const read = watchedByReference(setting);
  return async ({ parties, clientMutationKey = null }: WatchAsked): Promise<WatchReport> => {
    if (parties.length > MOST_PARTIES) {
      throw badInput(`parties: expected at most ${MOST_PARTIES}, got ${parties.length}`);
    }
    const organization = viewer.organization?.id;
    if (organization === undefined) throw badInput('parties: expected an organisation that watches them');
    const asked = readAll(parties);
    const readable = asked.flatMap(({ reference, input, party }) =>
      typeof party === 'string' || reference === null ? [] : [{ reference, input, party }],
    );
    const [{ run } = { run: 0 }] = await statement<{ run: number }>(sql, NEWEST_LIST)({});
    const { results } = await screenRead(setting)(readable, today);
    let refused = 0;
    const work: MutationAsked['work'] = async (tx) => {
      if (readable.length === 0) return null;
      const [held] = await statement<{ parties: number }>(tx, LOCK)({ organization });
      const known = await statement<{ reference: string }>(
        tx,
        KNOWN,
      )({
        organization,
        references: readable.map(({ reference }) => reference),
      });
      const isKnown = new Set(known.map(({ reference }) => reference));
      const room = Math.max(0, mostWatched.value - (held?.parties ?? 0));
      const fresh = readable.filter(({ reference }) => !isKnown.has(reference));
      refused = Math.max(0, fresh.length - room);
      const tooMany = new Set(fresh.slice(fresh.length - refused).map(({ reference }) => reference));
      const kept = readable
        .map((one, nth) => ({ ...one, watching: results[nth]?.watching }))
        .filter(({ reference }) => !tooMany.has(reference));
      const written = await statement<{ number: number; reference: string }>(
        tx,
        WRITE,
      )({
        organization,
        audience: viewer.audience,
        actor: viewer.actor,
        run,
        now,
        until: today.add({ days: watchedDays.value }),
        parties: {
          json: kept.map(({ reference, input: { reference: _own, ...party }, party: { facts } }) => ({
            id: recordId('wtc', secret.ids, randomUUID()),
            reference,
            party,
            facts: JSON.stringify(facts),
            marks: marksOf(facts),
          })),
        },
      });
      await statement(tx, COUNT)({ organization, fresh: fresh.length - refused });
      const numbers = new Map(written.map(({ reference, number }) => [reference, number]));
      await keepOutcomes(
        { tx, today, now },
        kept.flatMap(({ reference, watching }) => {
          const number = numbers.get(reference);
          return number === undefined || watching === undefined
            ? []
            : [{ number, outcome: outcomeOf(watching) }];
        }),
      );
      return organization;
    };
    await mutate(setting, {
      name: 'watchParties',
      input: { parties, clientMutationKey } as MutationAsked['input'],
      work,
    });
    const watched = await read(readable.map(({ reference }) => reference));
    const answers = asked.map(({ reference, party }): AnswerRow => {
      if (typeof party === 'string') return { reference, watched: null, error: party };
      const row = watched.get(reference ?? '') ?? null;
      const error = row === null ? `parties: expected at most ${mostWatched.value} watched at a time` : null;
      return { reference, watched: row, error };
    });
    return { answers };
  };
}

function readAll(parties: readonly PartyInput[]): readonly Read[] {
  const seen = new Set<string>();
  return parties.map((input): Read => {
    const party = readParty(input);
    const reference = input.reference ?? null;
    const problem = referenceProblem(reference, seen);
    if (reference !== null) seen.add(reference);
    return { reference, input, party: problem ?? party };
  });
}

function referenceProblem(reference: string | null, seen: ReadonlySet<string>): string | null {
  if (reference === null || reference.trim() === '')
    return 'reference: expected one, by which the party is known, got none';
  return seen.has(reference) ? 'reference: expected each once in a call, got it again' : null;
}

const NEWEST_LIST = `select coalesce(max(run_id), 0) as run from run where state = 'DONE'`;

const LOCK = `
  insert into watching_organization (organization) values (:organization)
  on conflict (organization) do update set parties = watching_organization.parties
  returning watching_organization.parties`;

const KNOWN = `
  select reference from watched_party where organization = :organization and reference = any(:references::text[])`;

const WRITE = `
  insert into watched_party (
    id, organization, audience, reference, party, facts, marks, heard_run, watched_at, watched_by, until_on)
  select id, :organization, :audience, reference, party, facts, marks, :run::bigint, :now::timestamptz, :actor, :until::date
  from jsonb_to_recordset(:parties::text::jsonb) as given (id text, reference text, party jsonb, facts text, marks text)
  on conflict (organization, reference) do update
    set audience = excluded.audience, party = excluded.party, facts = excluded.facts, marks = excluded.marks,
        heard_run = excluded.heard_run, until_on = excluded.until_on, watched_by = excluded.watched_by,
        version = watched_party.version + 1, written_at = clock_timestamp()
  returning number, reference`;

const COUNT = `
  update watching_organization set parties = parties + :fresh::int where organization = :organization`;
