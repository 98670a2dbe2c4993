import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { CASCADE_UEI } from '@good-standing/gateway/world/cast.ts';
import type { TestHouse } from '../../world/house.ts';
import { idsOf } from '../../world/ids.ts';
import { REPORT, REPORTER } from '../../world/violation-reports.ts';
import { ANOTHER_PLATFORM, PLATFORM } from './askers.ts';
import { done } from './decisions.ts';
import type { InventedImporter } from './invented-importers.ts';

/** What others told CBP, and what CBP made of it. */
export interface ToldToCbp {
  /** Notices of re-establishment by the organisation that gave them. */
  readonly notices: Readonly<Record<string, string>>;
  readonly lead: string;
  readonly referral: string;
  /** Reports by the organisation that submitted them; without a token by {@link NOBODY}. The first is flagged to FDA. */
  readonly reports: Readonly<Record<string, Report>>;
}

export interface Report {
  readonly id: string;
  readonly receipt: string;
}

const OFFICER = { as: 'cbp', of: 'matrix-cbp-stranger-0' } as const;
export const NOBODY = '';
const NOTIFIERS = [
  { as: 'broker', of: 'matrix-broker-related-0' },
  { as: 'broker', of: 'matrix-broker-related-1' },
  { as: 'carrier', of: 'matrix-carrier-stranger-0' },
  { as: 'carrier', of: 'matrix-carrier-stranger-1' },
] as const;

/** Like whom a debarred person is back: none of the importers that bear on a rule by their names. */
const LIKE = 2;

export async function toldToCbp(
  house: TestHouse,
  importers: readonly InventedImporter[],
): Promise<ToldToCbp> {
  const like = importers[LIKE];
  if (like === undefined) throw new Error('there is nobody to be back');
  const exclusion = await exclusionOfCbp(house);
  const notices: Record<string, string> = {};
  for (const who of NOTIFIERS) notices[who.of] = await notify(house, who, { exclusion, like });
  await settleQueue(house.pools);
  return {
    notices,
    lead: await leadTo(house, idsOf(house).importer(like.number)),
    referral: await refer(house, idsOf(house).importer(like.number), exclusion),
    reports: await reports(house),
  };
}

async function exclusionOfCbp(house: TestHouse): Promise<string> {
  const { nodes } = await done<{ nodes: readonly { id: string; uei: string | null }[] }>(house, {
    ...OFFICER,
    query: '{ exclusionsRequiringVigilance(since: "2000-01-01", first: 50) { nodes { id uei } } }',
  });
  const found = nodes.find(({ uei }) => uei === CASCADE_UEI) ?? nodes[0];
  if (found === undefined) throw new Error('the world has no exclusion by CBP');
  return found.id;
}

async function notify(
  house: TestHouse,
  who: (typeof NOTIFIERS)[number],
  { exclusion, like }: { readonly exclusion: string; readonly like: InventedImporter },
): Promise<string> {
  const { id } = await done<{ id: string }>(house, {
    ...who,
    query: `mutation ($input: ReestablishmentNoticeInput!) { submitReestablishmentNotice(input: $input) { id } }`,
    variables: {
      input: {
        exclusionId: exclusion,
        knowledge: 'KNOWS',
        newName: like.name,
        newAddress: {
          lines: [`${like.nth} MATRIX ST`],
          city: 'INVENTION',
          region: 'WA',
          postalCode: '98100',
          country: 'US',
        },
        newPhone: '+1 555 010 0123',
        newWebsite: 'https://matrix.example',
        association: 'Invented: the same person signs.',
        observedAt: '2026-10-30T09:00:00Z',
      },
    },
  });
  return id;
}

async function leadTo(house: TestHouse, importer: string): Promise<string> {
  const { nodes } = await done<{
    nodes: readonly { id: string; importer: { id: string } | null }[];
  }>(house, { ...OFFICER, query: '{ reestablishmentLeads(first: 200) { nodes { id importer { id } } } }' });
  const lead = nodes.find((each) => each.importer?.id === importer);
  if (lead === undefined) throw new Error('the notices led to nobody');
  return lead.id;
}

async function refer(house: TestHouse, importerId: string, exclusionId: string): Promise<string> {
  const { id } = await done<{ id: string }>(house, {
    ...OFFICER,
    query: `mutation ($input: ReferralInput!) { referForPresentResponsibility(input: $input) { id } }`,
    variables: {
      input: {
        person: 'Jane Invented',
        personKind: 'PERSON',
        importerId,
        exclusionId,
        conductLevel: 'KNOWING',
        basis: 'Invented: 19 USC 1592(a).',
      },
    },
  });
  await done(house, {
    ...OFFICER,
    query: `mutation ($id: ID!) {
      recordReferralOutcome(id: $id, outcome: PROPOSED_FOR_DEBARMENT, note: "Invented") { id } }`,
    variables: { id },
  });
  return id;
}

async function reports(house: TestHouse): Promise<Readonly<Record<string, Report>>> {
  const submit = (of: string) =>
    done<Report>(house, {
      ...(of === NOBODY ? {} : { as: 'platform' as const, of }),
      query: `mutation ($input: ViolationReportInput!) { submitViolationReport(input: $input) { id receipt } }`,
      variables: { input: { ...REPORT, reporter: REPORTER } },
    });
  const submitted = {
    [NOBODY]: await submit(NOBODY),
    [PLATFORM]: await submit(PLATFORM),
    [ANOTHER_PLATFORM]: await submit(ANOTHER_PLATFORM),
  };
  await done(house, {
    ...OFFICER,
    query: `mutation ($id: ID!) {
      decideViolationReport(id: $id, decision: REFER, note: "Invented", agencies: ["FDA"]) { id } }`,
    variables: { id: submitted[NOBODY]?.id },
  });
  return submitted;
}
