import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';

/** Keeps consents of importers to platforms. What was revoked stays so, whatever arrives later. */
export const standingConsentConsumer: Consumer = consumer('standing-consent', async (tx, items) => {
  await tx.unsafe(
    `insert into standing_consent as held (consent_id, platform, opens_standing, from_on, until_on, revoked_at)
     select distinct on ("consentId") "consentId", platform, "opensStanding", "fromOn", "untilOn", "revokedAt"
     from jsonb_to_recordset($1::text::jsonb) as item (
       "consentId" text, platform text, "opensStanding" boolean, "fromOn" date, "untilOn" date, "revokedAt" timestamptz)
     order by "consentId", "revokedAt" nulls last
     on conflict (consent_id) do update
       set revoked_at = coalesce(held.revoked_at, excluded.revoked_at)`,
    [JSON.stringify(items)],
  );
});
