import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

export interface MatchDecisionAsked {
  readonly reference: string;
  readonly exclusion: string;
  readonly decision: 'CLEAR' | 'REOPEN';
  readonly note: string;
  readonly clientMutationKey?: string | null;
}

const LONGEST_REFERENCE = 200;
const LONGEST_NOTE = 2_000;
/** Entries that one party may be cleared of: each is looked past in every answer about it. */
const MOST_OF_A_PARTY = 500;

/**
 * Keeps what the caller's organisation decided on a pair of its party and a listed
 * entry, with who, when and why. What is decided already changes nothing. Gives the
 * decision, or null where there is no such exclusion, or nothing to reopen.
 */
export function decideMatch(setting: LoaderSetting) {
  const { viewer, now, secret } = setting;
  return async (asked: MatchDecisionAsked): Promise<string | null> => {
    const reference = bounded('reference', asked.reference, LONGEST_REFERENCE);
    const note = bounded('note', asked.note, LONGEST_NOTE);
    const organization = viewer.organization?.id;
    if (organization === undefined) throw badInput('reference: expected an organisation whose party it is');
    const pair = { organization, reference, exclusion_id: asked.exclusion };
    const work: MutationAsked['work'] = async (tx) => {
      await statement(tx, ONE_AT_A_TIME)({ organization, reference });
      const [entry] = await statement<{ digest: string }>(tx, ENTRY)(pair);
      if (entry === undefined) return null;
      const [last] = await statement<LastDecision>(tx, LAST)(pair);
      const isCleared = last?.decision === 'CLEAR';
      if (asked.decision === 'REOPEN' && !isCleared) return last?.id ?? null;
      if (asked.decision === 'CLEAR' && isCleared && last.digest === entry.digest) return last.id;
      if (asked.decision === 'CLEAR') await refuseTooMany(tx, pair);
      const nth = (last?.nth ?? 0) + 1;
      const id = recordId('mdc', secret.ids, JSON.stringify([organization, reference, asked.exclusion, nth]));
      await statement(
        tx,
        KEEP,
      )({
        ...pair,
        id,
        nth,
        decision: asked.decision,
        note,
        digest: entry.digest,
        decided_by: viewer.actor,
        decided_at: now,
      });
      await statement(tx, MAKE_DUE)({ organization, reference });
      return id;
    };
    return mutate(setting, { name: 'decideMatch', input: asked, work });
  };
}

type Transaction = Parameters<MutationAsked['work']>[0];

async function refuseTooMany(tx: Transaction, pair: Readonly<Record<string, string>>): Promise<void> {
  const [others] = await statement<{ count: number }>(tx, OTHERS)(pair);
  if ((others?.count ?? 0) >= MOST_OF_A_PARTY) {
    throw badInput(`exclusion: expected at most ${MOST_OF_A_PARTY} entries decided on for one reference`);
  }
}

function bounded(field: string, text: string, longest: number): string {
  const written = text.trim();
  if (written.length < 1 || written.length > longest) {
    throw badInput(`${field}: expected 1 to ${longest} characters, got ${written.length}`);
  }
  return written;
}

interface LastDecision {
  readonly id: string;
  readonly decision: 'CLEAR' | 'REOPEN';
  readonly digest: string;
  readonly nth: number;
}

/** Decisions of one organisation on one party, until the transaction ends. */
const ONE_AT_A_TIME = `
  select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'match', :organization::text, :reference::text), 0))`;

const ENTRY = 'select entry_digest as digest from exclusion where exclusion_id = :exclusion_id';

const LAST = `
  select decision_id as id, decision, decided_digest as digest, nth
  from match_decision
  where organization = :organization and reference = :reference and exclusion_id = :exclusion_id
  order by nth desc
  limit 1`;

const OTHERS = `
  select count(distinct exclusion_id)::int as count
  from match_decision
  where organization = :organization and reference = :reference and exclusion_id <> :exclusion_id`;

const KEEP = `
  insert into match_decision (
    decision_id, organization, reference, exclusion_id, nth, decision, note, decided_digest, decided_by, decided_at)
  values (
    :id, :organization, :reference, :exclusion_id, :nth, :decision, :note, :digest, :decided_by, :decided_at)`;

/** Where the party is watched its result is another now. */
const MAKE_DUE = `
  update watched_party
  set due_at = clock_timestamp()
  where organization = :organization and reference = :reference`;
