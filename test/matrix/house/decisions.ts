import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Question, TestHouse } from '../../world/house.ts';
import { idsOf } from '../../world/ids.ts';
import { TODAY } from '../today.ts';
import { ANOTHER_PLATFORM, PLATFORM, selfOrganization } from './askers.ts';
import type { InventedImporter } from './invented-importers.ts';
import { type InventedSeizure, recordationOf } from './invented-seizures.ts';

/** What importers and CBP decide in the matrix's world: consents, certifications taken back, releases. */
export async function decide(
  house: TestHouse,
  importers: readonly InventedImporter[],
  seizures: readonly InventedSeizure[],
): Promise<void> {
  for (const importer of importers) {
    if (importer.facts.consent !== 'none') await consent(house, importer);
    if (importer.facts.certification === 'withdrawn') await withdraw(house, importer);
  }
  for (const seizure of seizures) if (seizure.facts.limited === 'released') await release(house, seizure);
  await house.admin.unsafe(REGISTERED_BEFORE);
  await house.admin.unsafe(CERTIFIED);
}

/** What a mutation answered; that it answered nothing fails the test. */
export async function done<Data>(house: TestHouse, question: Question): Promise<Data> {
  const { data, text } = await house.ask(question);
  const [answer] = Object.values((data ?? {}) as Readonly<Record<string, Data | null>>);
  if (answer === undefined || answer === null) throw new Error(`nothing was decided: ${text}`);
  return answer;
}

/** Of every importer a record of what the registry said of it last year. */
const REGISTERED_BEFORE = `
  insert into importers.registration (
    importer_id, until_on, name, other_names, kind, registry_status, mailing_lines, mailing_country)
  select id, '2025-12-31', name, other_names, kind, registry_status, mailing_lines, mailing_country
  from importers.importer`;

/** Of every entry what is certified of the whole of it. */
const CERTIFIED = `
  insert into entries.entry_certification (
    id, certification, entry_id, kind, lines, signed_by, signed_on, run_id, line)
  select 'cer_' || id, 'INV-' || number, id, 'CAATSA', '{}', 'INVENTED SIGNER', filed_on, run_id, line
  from entries.entry`;

const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'to the name alone': ['IMPORTER_NAME'],
  'to the status alone': ['STANDING_STATUS'],
};

async function consent(
  house: TestHouse,
  { nth, facts: { consent: state = '' } }: InventedImporter,
): Promise<void> {
  const as = { as: 'importer', of: selfOrganization(nth, 'granted') } as const;
  const platform = state === 'of another' ? ANOTHER_PLATFORM : PLATFORM;
  const { id } = await done<{ id: string }>(house, {
    ...as,
    query: `mutation ($input: GrantStandingConsentInput!) { grantStandingConsent(input: $input) { id } }`,
    variables: {
      input: {
        platform: recordId('org', house.database.keys.ids, platform),
        until: TODAY.add({ days: 5 }).toString(),
        scopes: SCOPES[state] ?? ['IMPORTER_NAME', 'STANDING_STATUS'],
      },
    },
  });
  if (state === 'revoked') {
    const query = 'mutation ($id: ID!) { revokeStandingConsent(id: $id) { id } }';
    await done(house, { ...as, query, variables: { id } });
  }
  if (state !== 'lapsed') return;
  // NOTE: the house's clock stands still, so that the consent's days are moved instead.
  await house.admin.unsafe(
    `update importers.standing_consent set granted_on = granted_on - 6, until_on = until_on - 6 where id = $1`,
    [id],
  );
}

async function withdraw(house: TestHouse, { nth, number }: InventedImporter): Promise<void> {
  const as = { as: 'importer', of: selfOrganization(nth, 'granted') } as const;
  const { confidentiality } = await done<{ confidentiality: readonly { id: string }[] }>(house, {
    ...as,
    query: 'query ($id: ID!) { importer(id: $id) { confidentiality { id } } }',
    variables: { id: idsOf(house).importer(number) },
  });
  await done(house, {
    ...as,
    query: 'mutation ($id: ID!) { withdrawConfidentialityCertification(id: $id) { id } }',
    variables: { id: confidentiality[0]?.id },
  });
}

async function release(house: TestHouse, { caseNumber, facts }: InventedSeizure): Promise<void> {
  const ids = idsOf(house);
  await done(house, {
    as: 'cbp',
    of: 'matrix-cbp-stranger-0',
    query: `mutation ($input: SeizureReleaseInput!) { decideSeizureRelease(input: $input) { id } }`,
    variables: {
      input: {
        seizure: ids.seizure(caseNumber),
        recordation: ids.recordation(recordationOf(facts)),
        item: 'LIMITED_INFORMATION',
        decision: 'RELEASE',
        note: 'To tell whether it is genuine (invented).',
      },
    },
  });
}
