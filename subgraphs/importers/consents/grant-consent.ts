import { randomUUID } from 'node:crypto';
import { readRecordId, recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { consentDays } from '../parameters.ts';
import { lastConsentDay } from '../rules/consent-term.ts';
import type { ConsentScope, GrantStandingConsentInput } from '../schema.generated.ts';
import { announceConsents, type ConsentParties } from './announce-consent.ts';
import { publishConsents } from './publish-consents.ts';

/**
 * The importer that asks lets one platform see it, from now on. A consent to that
 * platform that is still in force ends; the same one again changes nothing. Null
 * where the registry does not know the importer.
 */
export function grantConsent(setting: LoaderSetting) {
  const { viewer, today, now, secret } = setting;
  return async (input: GrantStandingConsentInput): Promise<string | null> => {
    const platform = wellFormed('platform', readRecordId(input.platform, 'org'));
    const scopes = readScopes(input.scopes ?? ALL);
    const until = readUntil(input.until, today);
    const work: MutationAsked['work'] = async (tx) => {
      const consent = { importer: viewer.subject, platform, scopes, until };
      const importers = statement(tx, 'select from importer where id = :importer for update');
      if ((await importers({ importer: viewer.subject })).length === 0) return null;
      const [standing] = await statement<{ id: string }>(tx, SAME)({ ...consent, today });
      if (standing !== undefined) return standing.id;
      const id = recordId('cns', secret.ids, randomUUID());
      const ended = await statement<{ id: string }>(
        tx,
        END_EARLIER,
      )({
        importer: viewer.subject,
        platform,
        today,
        now,
      });
      const given = await statement<ConsentParties>(tx, GRANT)({ ...consent, id, today, now });
      await publishConsents(tx, [...ended.map((earlier) => earlier.id), id]);
      await announceConsents(tx, given, now);
      return id;
    };
    return mutate(setting, { name: 'grantStandingConsent', input, work });
  };
}

const ALL: readonly ConsentScope[] = ['IMPORTER_NAME', 'STANDING_STATUS'];

/** In one order, each once. */
function readScopes(scopes: readonly ConsentScope[]): readonly ConsentScope[] {
  if (scopes.length === 0) throw badInput('scopes: expected at least one, got none');
  return [...new Set(scopes)].sort();
}

function readUntil(until: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate {
  const last = lastConsentDay(today);
  const { compare } = Temporal.PlainDate;
  if (compare(until, today) >= 0 && compare(until, last) <= 0) return until;
  throw badInput(
    `until: expected a day from ${today} to ${last}, at most ${consentDays.value} days ahead, got ${until}`,
  );
}

const SAME = `
  select id from standing_consent
  where importer_id = :importer and platform = :platform and scopes = :scopes::text[] and until_on = :until::date
    and granted_on <= :today::date and revoked_at is null`;

const END_EARLIER = `
  update standing_consent
  set revoked_at = :now
  where importer_id = :importer and platform = :platform and until_on >= :today::date and revoked_at is null
  returning id`;

const GRANT = `
  insert into standing_consent (id, importer_id, platform, scopes, granted_on, until_on, granted_at)
  values (:id, :importer, :platform, :scopes, :today, :until, :now)
  returning importer_id as importer, platform, 'STANDING_STATUS' = any(scopes) as "opensStanding"`;
