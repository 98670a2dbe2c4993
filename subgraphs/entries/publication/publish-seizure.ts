import { type Quarter, quarterDays, quarterOf } from '@good-standing/kernel/calendar/quarter.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting, Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { readOptionalText, readPlainText } from '../reports/plain-text.ts';
import type { PublishSeizureInput, RedactionProfile } from '../schema.generated.ts';
import { earlierOffenses } from './earlier-offenses.ts';
import { CLASS_OF_GROUND, type Ground, priorityTradeIssues } from './parameters.ts';
import { affectedIssues, publicationScore } from './score.ts';
import { CASE_AT_AN_END, HAS_NOTICE, IN_MAIL_OR_EXPRESS, NOT_HELD } from './which-seizures.ts';

/** CBP publishes a seizure: one decision, one audit line. */
export function publishSeizure(setting: LoaderSetting) {
  return async (input: PublishSeizureInput): Promise<string | null> => {
    const description = readDescription(input.description);
    const note = readPlainText('note', input.note, { longest: 1_000, hasLines: true });
    const { viewer, secret, now, today } = setting;
    return mutate(setting, {
      name: 'publishSeizure',
      input,
      work: async (tx) => {
        const by = { organization: viewer.organization?.id ?? null, actor: viewer.actor };
        const order = { seizure: input.seizure, description, note, by, secret, at: now, today };
        const published = await publish(tx, order);
        if (published === null || 'id' in published) return published?.id ?? null;
        throw badInput(published.refused);
      },
    });
  };
}

export function readDescription(text: string | null | undefined): string | null {
  return readOptionalText('description', text, { shortest: 5, longest: 300 });
}

export interface PublishOrder {
  readonly seizure: string;
  readonly description: string | null;
  readonly note: string;
  readonly by: { readonly organization: string | null; readonly actor: string | null };
  readonly secret: Secret;
  readonly at: Temporal.Instant;
  readonly today: Temporal.PlainDate;
}

export interface NotPublished {
  readonly refused: string;
}

interface Facts {
  readonly id: string;
  readonly isEligible: boolean;
  readonly isHeld: boolean;
  readonly isAtAnEnd: boolean;
  readonly hasNotice: boolean;
  readonly environment: string;
  readonly grounds: readonly string[];
  readonly port: string | null;
  readonly seizedOn: Temporal.PlainDate;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly origin: string | null;
  /** Names of parties and numbers of the case: no description may hold one. */
  readonly names: readonly string[];
}

/**
 * EO 13904 § 6(a), 19 CFR 103.32. Null where there is no such seizure; the standing publication
 * where it already says the same; the reason where it may not be published.
 */
export async function publish(
  tx: TransactionSql,
  order: PublishOrder,
): Promise<{ readonly id: string } | NotPublished | null> {
  const { seizure, today, description } = order;
  const [facts] = await statement<Facts>(tx, FACTS)({ seizure, today });
  if (facts === undefined) return null;
  const refused = refusalOf(facts, description);
  if (refused !== null) return { refused };
  const profile: RedactionProfile = facts.isAtAnEnd ? 'COMPLETED_CASE' : 'FORFEITURE_NOTICE';
  const [standing] = await statement<Standing>(tx, STANDING)({ seizure });
  if (standing?.profile === profile && (description === null || standing.description === description))
    return standing;
  if (standing !== undefined)
    await statement(tx, WITHDRAW)({ id: standing.id, today, ...order.by, note: ANEW, isSuperseded: true });
  const nth =
    Number(standing?.nth ?? (await statement<{ nth: number }>(tx, NTH)({ seizure }))[0]?.nth ?? 0) + 1;
  const id = recordId('pub', order.secret.ids, `${seizure} ${nth}`);
  const period = quarterOf(facts.seizedOn);
  const base = {
    id,
    seizure,
    nth,
    profile,
    period,
    note: order.note,
    at: order.at,
    today,
    ...order.by,
  };
  if (profile === 'FORFEITURE_NOTICE') await statement(tx, KEEP_NOTICE)({ ...base, period });
  else await keepCompleted(tx, facts, period, { ...base, description });
  return { id };
}

function refusalOf(facts: Facts, description: string | null): string | null {
  if (!facts.isEligible)
    return 'seizure: expected goods seized in the mail or express environment (EO 13904 § 6(a))';
  if (facts.isHeld) return 'seizure: it is held, and nothing of it is told';
  if (facts.isAtAnEnd) return descriptionRefusal(facts, description);
  if (!facts.hasNotice)
    return 'seizure: the case is pending, and no notice of forfeiture was published (19 CFR 103.32)';
  if (description === null) return null;
  return 'description: expected none, of a pending case its notice of forfeiture speaks (19 CFR 103.32)';
}

function descriptionRefusal({ names }: Facts, description: string | null): string | null {
  if (description === null) return 'description: expected the goods in words, of a case at an end';
  const said = folded(description);
  if (names.every((name) => folded(name).length < SHORTEST_NAME || !said.includes(folded(name)))) return null;
  return 'description: expected words that name no party or number of the case';
}

/** Letters a name has at least that is looked for: shorter ones are in too many words. */
const SHORTEST_NAME = 4;

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

async function keepCompleted(
  tx: TransactionSql,
  facts: Facts,
  period: Quarter,
  base: Readonly<Record<string, string | number | null | Temporal.Instant | Temporal.PlainDate>>,
): Promise<void> {
  const { end } = quarterDays(period);
  const [earlier] = await statement<{ offenses: number }>(
    tx,
    `select ${earlierOffenses(end)} as offenses from seizure candidate where candidate.id = :seizure`,
  )({ seizure: facts.id, today: base.today ?? null });
  const score = publicationScore({ grounds: facts.grounds, earlierOffenses: earlier?.offenses ?? 0 }, end);
  await statement(
    tx,
    KEEP_COMPLETED,
  )({
    ...base,
    environment: facts.environment,
    classes: [...new Set(facts.grounds.map((ground) => CLASS_OF_GROUND[ground as Ground]))],
    issues: affectedIssues(facts.grounds, priorityTradeIssues(end)),
    port: facts.port,
    quantity: facts.quantity,
    unit: facts.unit,
    origin: facts.origin,
    score: score.points,
    version: score.version,
    parts: { json: score.parts },
  });
}

const ANEW = 'Published anew.';

interface Standing {
  readonly id: string;
  readonly nth: number;
  readonly profile: string;
  readonly description: string;
}

/** The row is held until the decision is written: two officers decide one after the other. */
const FACTS = `
  select seizure.id, coalesce(${IN_MAIL_OR_EXPRESS}, false) as "isEligible", not (${NOT_HELD}) as "isHeld",
    coalesce(${CASE_AT_AN_END}, false) as "isAtAnEnd", ${HAS_NOTICE} as "hasNotice",
    seizure.environment, seizure.grounds, seizure.port, seizure.seized_on as "seizedOn",
    coalesce(seizure.quantity_at_seizure, seizure.quantity_at_detention, seizure.quantity_at_entry) as quantity,
    seizure.unit, seizure.origin,
    array_remove(array[seizure.case_number, seizure.manufacturer_name, seizure.exporter_name, seizure.importer_name], null) as names
  from seizure
  where seizure.id = :seizure
  for update`;

const STANDING = `
  select id, nth, profile, description
  from seizure_publication
  where seizure_id = :seizure and withdrawn_on is null`;

const NTH = `select coalesce(max(nth), 0) as nth from seizure_publication where seizure_id = :seizure`;

/** Ends a publication for good. */
export const WITHDRAW = `
  update seizure_publication
  set withdrawn_on = :today, withdrawn_note = :note, withdrawn_by = :actor::text,
      withdrawn_by_organization = :organization::text, is_superseded = :isSuperseded
  where id = :id`;

const OWN = 'published_on, published_at, published_note, published_by_organization, published_by';
const GIVEN = ':today, :at, :note, :organization::text, :actor::text';

const KEEP_COMPLETED = `
  insert into seizure_publication (
    id, seizure_id, nth, profile, period, environment, classes, issues, port, description, quantity, unit, origin,
    score, score_version, score_parts, ${OWN})
  values (
    :id, :seizure, :nth::int, :profile, :period, :environment, :classes::text[], :issues::text[], :port::text,
    :description, :quantity::double precision, :unit::text, :origin::text,
    :score::int, :version, :parts::jsonb, ${GIVEN})`;

const KEEP_NOTICE = `
  insert into seizure_publication (
    id, seizure_id, nth, profile, period, classes, issues, port, seized_on, description, quantity, unit, law_violated,
    notice_on, score, score_version, score_parts, ${OWN})
  select :id, :seizure, :nth::int, :profile, :period, '{}', '{}', port, seized_on, description, quantity, unit,
    law_violated, published_on, 0, '1', '[]', ${GIVEN}
  from forfeiture_notice
  where seizure_id = :seizure`;
