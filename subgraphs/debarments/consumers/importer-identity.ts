import { consumer } from '@good-standing/kernel/findings/consumer.ts';
import type { ImporterIdentity } from '@good-standing/kernel/findings/topics.ts';
import { readCage } from '@good-standing/kernel/identifiers/cage.ts';
import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readUei } from '@good-standing/kernel/identifiers/uei.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { postalKey } from '../keys/postal-key.ts';
import { traceImporters } from '../leads/trace-importers.ts';
import { linkImporters, oneAtATime } from '../links/find-links.ts';
import { publishFindings } from '../links/publish-findings.ts';

/** Keeps who importers are, links them with exclusions, publishes what follows, and looks for leads, all in one transaction. */
export const importerIdentityConsumer = consumer('importer-identity', async (tx: TransactionSql, items) => {
  const identities = [...new Map(items.map((item) => [item.importerId, item])).values()];
  const importers = identities.map((identity) => identity.importerId);
  await statement(tx, oneAtATime)({});
  await statement(tx, KEEP)({ identities: { json: identities.map(identityRow) } });
  await statement(tx, FORGET_KEYS)({ importers });
  await statement(tx, KEEP_KEYS)({ keys: { json: identities.flatMap(keyRows) } });
  await statement(tx, linkImporters)({ importers });
  await publishFindings(tx, { importers });
  await traceImporters(tx, identities);
});

function identityRow({ importerId, postalCodes, trusted, ...identity }: ImporterIdentity) {
  const { names, isPerson, uei, cage, associations } = identity;
  return {
    importer_id: importerId,
    names,
    is_person: isPerson ?? null,
    addresses: associations?.addresses ?? [],
    phones: associations?.phones ?? [],
    websites: associations?.websites ?? [],
    uei,
    cage,
    postal_keys: [...new Set(postalCodes.flatMap((code) => postalKey(code, null) ?? []))],
    trusted_name: trusted?.name ?? null,
    trusted_key: trusted === null ? null : normalisedName(trusted.name),
    trusted_from: trusted?.from ?? null,
    trusted_until: trusted?.until ?? null,
    trusted_suspended: trusted?.suspended ?? [],
  };
}

function keyRows({ importerId, uei, cage, names }: ImporterIdentity) {
  const readUeiOrNull = uei === null ? null : readUei(uei);
  const readCageOrNull = cage === null ? null : readCage(cage);
  const keys = [
    ...(readUeiOrNull === null || isMalformed(readUeiOrNull) ? [] : [['UEI', readUeiOrNull] as const]),
    ...(readCageOrNull === null || isMalformed(readCageOrNull) ? [] : [['CAGE', readCageOrNull] as const]),
    ...names.flatMap((name) => normalisedName(name) ?? []).map((key) => ['NAME', key.slice(0, 500)] as const),
  ];
  return keys.map(([scheme, value]) => ({ importer_id: importerId, scheme, value }));
}

/** What CBP searches the registry by. */
const SEARCHED = 'names, is_person, addresses, phones, websites, uei, cage';
const of = (row: string) => SEARCHED.replace(/(\w+)/g, `${row}.$1`);
const known = of('known');
const excluded = of('excluded');

const KEEP = `
  insert into importer_identity as known (
    importer_id, postal_keys, trusted_name, trusted_key, trusted_from, trusted_until, trusted_suspended,
    trusted_at, ${SEARCHED})
  select
    importer_id, postal_keys, trusted_name, trusted_key, trusted_from, trusted_until, trusted_suspended,
    case when trusted_name is not null then now() end, ${SEARCHED}
  from jsonb_to_recordset(:identities::text::jsonb) as item (
    importer_id text, postal_keys text[], trusted_name text, trusted_key text, trusted_from date, trusted_until date,
    trusted_suspended jsonb, names text[], is_person boolean, addresses jsonb, phones text[], websites text[], uei text, cage text)
  on conflict (importer_id) do update
    set postal_keys = excluded.postal_keys,
        trusted_name = excluded.trusted_name,
        trusted_key = excluded.trusted_key,
        trusted_from = excluded.trusted_from,
        trusted_until = excluded.trusted_until,
        trusted_suspended = excluded.trusted_suspended,
        (${SEARCHED}) = row (${excluded}),
        heard = case
          when (${known}) is distinct from (${excluded}) then nextval('importer_heard')
          else known.heard
        end,
        trusted_at = case
          when (known.trusted_name, known.trusted_from, known.trusted_until, known.trusted_suspended)
            is distinct from (
              excluded.trusted_name, excluded.trusted_from, excluded.trusted_until, excluded.trusted_suspended)
            then now()
          else known.trusted_at
        end`;

const FORGET_KEYS = 'delete from importer_key where importer_id = any(:importers::text[])';

const KEEP_KEYS = `
  insert into importer_key (value, scheme, importer_id)
  select distinct value, scheme, importer_id
  from jsonb_to_recordset(:keys::text::jsonb) as item (value text, scheme text, importer_id text)
  on conflict do nothing`;
