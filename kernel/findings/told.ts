import { hash } from 'node:crypto';
import type { Sql, TransactionSql } from '../postgres/pool.ts';
import { statement } from '../postgres/statement.ts';
import type { Found, Rule } from '../rule/rule.ts';
import type { RuleStatement } from '../rule/statement.ts';
import { publish } from './publish.ts';
import type { Finding } from './topics.ts';

/** Give it to an owner's `also` to have the table `told_finding`. */
export const toldFindings = { name: 'told', migrations: new URL('./told/', import.meta.url) } as const;

/** A rule's finding on an importer. */
export interface FoundOf {
  readonly subject: string;
  readonly rule: RuleStatement;
  readonly found: Found;
}

/** What each rule finds in the evidence on one person. */
export function findingsOf<Evidence>(
  subject: string,
  rules: readonly Rule<Evidence>[],
  evidence: Evidence,
): readonly FoundOf[] {
  return rules.flatMap((rule) => rule.finds(evidence).map((found) => ({ subject, rule, found })));
}

/**
 * To be run before the evidence is read, in the transaction that tells: of two
 * that look at one person at a time the later would not see what the earlier saw.
 */
export async function oneTellerAtATime(tx: Sql | TransactionSql): Promise<void> {
  await statement(tx, `select pg_advisory_xact_lock(hashtext('findings told by ' || current_schema()))`)({});
}

/** Whose findings are told, and by which rules: what is told before and not found now is withdrawn. */
export interface LookedAt {
  readonly subjects: readonly string[];
  readonly rules: readonly RuleStatement[];
}

/**
 * Publishes what differs from what was last told, in the transaction at hand.
 * Twice is once. Gives how many findings were published.
 */
export async function tell(
  tx: Sql | TransactionSql,
  { subjects, rules }: LookedAt,
  found: readonly FoundOf[],
): Promise<number> {
  const changed = await statement<Finding>(
    tx,
    TELL,
  )({
    subjects,
    rules: rules.map(({ id }) => id),
    found: { json: found.map(rowOf) },
  });
  await publish(tx, 'finding', changed);
  return changed.length;
}

/**
 * Says that the evidence of rules has been looked through, whole: whoever nothing is
 * found of has nothing there. In a feed's `after`: `staged` is its staged table, empty
 * once the file is at its end.
 */
export async function tellLookedAt(
  tx: Sql | TransactionSql,
  rules: readonly RuleStatement[],
  staged: string,
): Promise<void> {
  const [atEnd] = await statement<object>(tx, `select where not exists (select from ${staged})`)({});
  if (atEnd === undefined) return;
  await publish(
    tx,
    'rule-looked-at',
    rules.map(({ id }) => ({ rule: id })),
  );
}

/** One finding through all its restatements. Made of opaque ids. */
export function findingKey(rule: string, subject: string, about: string): string {
  return `fnd_${hash('sha256', `${rule} ${subject} ${about}`, 'hex').slice(0, 20)}`;
}

/** A rule's finding as it is told. */
export function saidOf({ subject, rule, found }: FoundOf): Omit<Finding, 'state' | 'statedAt'> {
  return {
    key: findingKey(rule.id, subject, found.about),
    rule: rule.id,
    ruleVersion: rule.version,
    subject,
    effect: found.effect,
    validFrom: found.from.toString(),
    validUntil: found.until?.toString() ?? null,
    evidence: found.evidence.map(({ kind, record, observedOn, isHeld }) => ({
      kind,
      record,
      observedOn: observedOn.toString(),
      ...(isHeld ? { isHeld } : {}),
    })),
  };
}

function rowOf(found: FoundOf) {
  const { ruleVersion, validFrom, validUntil, ...said } = saidOf(found);
  return { ...said, rule_version: ruleVersion, valid_from: validFrom, valid_until: validUntil };
}

const CONTENT = ['rule_version', 'effect', 'valid_from', 'valid_until', 'evidence', 'state'];

/** NOTE: the instant is read with the row locked, so that of two statements on one finding the later has the later one. */
const TOLD = `
  key, rule, rule_version as "ruleVersion", subject, effect, valid_from::text as "validFrom",
  valid_until::text as "validUntil", evidence, state,
  to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "statedAt"`;

const TELL = `
  with item as (
    select *, 'OPEN' as state
    from jsonb_to_recordset(:found::text::jsonb) as found (
      key text, rule text, rule_version int, subject text, effect text,
      valid_from date, valid_until date, evidence jsonb)
  ),
  changed as (
    insert into told_finding as told (
      key, rule, rule_version, subject, effect, valid_from, valid_until, evidence, state)
    select key, rule, rule_version, subject, effect, valid_from, valid_until, evidence, state
    from item
    on conflict (key) do update
      set ${CONTENT.map((name) => `${name} = excluded.${name}`).join(', ')}
      where (${CONTENT.map((name) => `told.${name}`).join(', ')})
        is distinct from (${CONTENT.map((name) => `excluded.${name}`).join(', ')})
    returning ${TOLD}
  ),
  withdrawn as (
    update told_finding
    set state = 'WITHDRAWN'
    where subject = any(:subjects::text[])
      and rule = any(:rules::text[])
      and state <> 'WITHDRAWN'
      and not exists (select from item where item.key = told_finding.key)
    returning ${TOLD}
  )
  select * from changed
  union all
  select * from withdrawn
  order by key`;
