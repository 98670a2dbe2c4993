import { hash } from 'node:crypto';
import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { type HeldExclusion, rulesOfExcludedPersons } from '../rules/excluded-persons.ts';
import { statusOn } from '../rules/status.ts';

/** Whose findings are looked at: of the exclusions of the chunk at hand, all where no chunk is at hand, or of some importers. */
export type Concerned = { readonly of: 'STAGED_EXCLUSIONS' } | { readonly importers: readonly string[] };

/** A link and the exclusion behind it, with the finding last told of it. */
interface LinkedExclusion extends HeldExclusion {
  readonly importerId: string;
  readonly exclusionId: string;
  readonly isConfirmed: boolean;
  readonly activeOn: Temporal.PlainDate;
  readonly terminatesOn: Temporal.PlainDate | null;
  readonly firstListedOn: Temporal.PlainDate;
}

/** What stands in `published_finding`, days as ISO texts. */
interface Told {
  readonly key: string;
  readonly rule: string;
  readonly rule_version: number;
  readonly importer_id: string;
  readonly exclusion_id: string;
  readonly effect: Finding['effect'];
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly observed_on: string;
  readonly state: Finding['state'];
}

/**
 * Evaluates GS-001 and GS-002 for the links concerned and publishes what differs from
 * what was last told: findings opened, restated and closed. Twice is once. Within the
 * writer's transaction, so that links and findings never part.
 */
export async function publishFindings(tx: Sql | TransactionSql, concerned: Concerned): Promise<void> {
  const linked = await statement<LinkedExclusion>(tx, LINKED[scopeOf(concerned)])(paramsOf(concerned));
  if (linked.length === 0) return;
  const today = await dayOfTransaction(tx);
  const told = linked.flatMap((link) => findingsOf(link, today));
  const changed = await statement<Told>(tx, TELL)({ told: { json: told } });
  // NOTE: a transaction has everything of a pool that publishing needs.
  await publish(tx, 'finding', changed.map(findingOf));
}

function scopeOf(concerned: Concerned): keyof typeof LINKED {
  return 'importers' in concerned ? 'importers' : 'staged';
}

function paramsOf(concerned: Concerned): Readonly<Record<string, readonly string[]>> {
  return 'importers' in concerned ? { importers: concerned.importers } : {};
}

async function dayOfTransaction(tx: Sql | TransactionSql): Promise<Temporal.PlainDate> {
  const [row] = await statement<{ today: Temporal.PlainDate }>(tx, 'select current_date as today')({});
  if (row === undefined) throw new Error('the database has no day');
  return row.today;
}

/** Each rule's finding on this link: open where the rule holds it, else closed, which matters only where it was once told. */
function findingsOf(link: LinkedExclusion, today: Temporal.PlainDate): readonly Told[] {
  return rulesOfExcludedPersons.map((rule) => {
    const holds = link.isConfirmed && rule.finds([link], today).length > 0;
    return {
      key: findingKey(rule.id, link),
      rule: rule.id,
      rule_version: rule.version,
      importer_id: link.importerId,
      exclusion_id: link.exclusionId,
      effect: rule.effect,
      valid_from: link.activeOn.toString(),
      valid_until: (holds ? link.terminatesOn : lastDayHeld(link, today))?.toString() ?? null,
      observed_on: link.firstListedOn.toString(),
      state: holds ? 'OPEN' : 'CLOSED',
    };
  });
}

/** One finding of a rule for each pair, through all its restatements. Made of opaque ids. */
function findingKey(rule: string, { importerId, exclusionId }: LinkedExclusion): string {
  return `fnd_${hash('sha256', `${rule} ${importerId} ${exclusionId}`, 'hex').slice(0, 20)}`;
}

/** The last day on which a closed finding held, as far as days tell; never before its first. */
function lastDayHeld(link: LinkedExclusion, today: Temporal.PlainDate): Temporal.PlainDate {
  const yesterday = today.subtract({ days: 1 });
  const last = lastDayInForce(link, today) ?? yesterday;
  const held = Temporal.PlainDate.compare(last, yesterday) < 0 ? last : yesterday;
  return Temporal.PlainDate.compare(held, link.activeOn) < 0 ? link.activeOn : held;
}

function lastDayInForce(link: LinkedExclusion, today: Temporal.PlainDate): Temporal.PlainDate | null {
  switch (statusOn(link, today)) {
    case 'TERMINATED':
      return link.terminatesOn;
    case 'REMOVED':
      return link.delistedOns.at(-1)?.subtract({ days: 1 }) ?? null;
    default:
      return null;
  }
}

function findingOf(told: Told): Finding {
  return {
    key: told.key,
    rule: told.rule,
    ruleVersion: told.rule_version,
    subject: told.importer_id,
    effect: told.effect,
    validFrom: told.valid_from,
    validUntil: told.valid_until,
    evidence: [{ kind: 'EXCLUSION', record: told.exclusion_id, observedOn: told.observed_on }],
    state: told.state,
  };
}

const linkedWhere = (concerned: string) => `
  select
    l.importer_id as "importerId", l.exclusion_id as "exclusionId", l.status = 'CONFIRMED' as "isConfirmed",
    x.by_cbp_as as "byCbpAs", x.trade_related as "tradeRelated", x.proceeding,
    x.active_on as "activeOn", x.terminates_on as "terminatesOn", x.first_listed_on as "firstListedOn",
    x.active_ons as "activeOns", x.terminates_ons as "terminatesOns",
    x.delisted_ons as "delistedOns", x.relisted_ons as "relistedOns"
  from exclusion_link l
  join exclusion x using (exclusion_id)
  where ${concerned}`;

const LINKED = {
  staged: linkedWhere(`
    not exists (select from staged_exclusion)
    or l.exclusion_id in (select exclusion_id from staged_exclusion)`),
  importers: linkedWhere('l.importer_id = any(:importers::text[])'),
};

/** Keeps what is told and gives back what differs. A finding that never opened is never told closed. */
const TELL = `
  insert into published_finding as told (
    finding_key, rule, rule_version, importer_id, exclusion_id, effect, valid_from, valid_until, observed_on, state)
  select key, rule, rule_version, importer_id, exclusion_id, effect, valid_from, valid_until, observed_on, state
  from jsonb_to_recordset(:told::text::jsonb) as item (
    key text, rule text, rule_version int, importer_id text, exclusion_id text, effect text,
    valid_from date, valid_until date, observed_on date, state text)
  where state = 'OPEN'
    or exists (select from published_finding p where p.finding_key = item.key and p.state = 'OPEN')
  on conflict (finding_key) do update
    set rule_version = excluded.rule_version, effect = excluded.effect, valid_from = excluded.valid_from,
        valid_until = excluded.valid_until, state = excluded.state
    where (told.rule_version, told.effect, told.valid_from, told.valid_until, told.state)
      is distinct from
        (excluded.rule_version, excluded.effect, excluded.valid_from, excluded.valid_until, excluded.state)
  returning
    finding_key as key, rule, rule_version, importer_id, exclusion_id, effect,
    valid_from::text, valid_until::text, observed_on::text, state`;
