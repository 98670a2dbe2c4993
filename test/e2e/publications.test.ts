import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Question, type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';

/** Cast: goods forfeited long ago in the mail, published by the world; seized and pending in the mail. */
const PUBLISHED = castCase(4);
const PENDING = castCase(2);

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(() => house?.close());

interface Published {
  readonly id: string;
  readonly profile: string;
  readonly period: string;
  readonly description: string;
}

const published = async (of: Question = {}) => {
  const reply = await house.ask({
    ...of,
    documentId: 'public/published-seizures',
    variables: { first: 25 },
  });
  const { nodes } = (reply.data as { publishedSeizures: { nodes: Published[] } }).publishedSeizures;
  return { ...reply, nodes };
};

const publish = (as: Question['as'], seizure: string, description: string | null) =>
  house.ask({
    ...(as === undefined ? {} : { as }),
    query: `mutation ($input: PublishSeizureInput!) { publishSeizure(input: $input) { id published { id } } }`,
    variables: { input: { seizure, description, note: 'Invented' } },
  });

describe('EO 13904 § 6(a) over HTTP', () => {
  test('anyone reads what is published, with or without a token, and the ledger has no line of it', async () => {
    const { nodes, requestId, withheld } = await published();
    expect(nodes.length).toBeGreaterThan(0);
    expect(new Set(nodes.map(({ profile }) => profile))).toContain('COMPLETED_CASE');
    expect([await house.ledgerOf(requestId), withheld]).toEqual([[], []]);
    for (const as of ['cbp', 'importer', 'rights-holder', 'platform'] as const) {
      expect((await published({ as })).nodes).toEqual(nodes);
    }
  });

  test('no word of a party, a number or a mark of any seizure is in it', async () => {
    const { text } = await published();
    const parties = await house.admin.unsafe<{ word: string }[]>(`
      select distinct unnest(array[case_number, manufacturer_name, exporter_name, importer_name, manufacturer_address, id,
        importer_id, entry_id]) as word
      from entries.seizure`);
    const words = parties.map(({ word }) => word).filter((word) => word !== null && word !== '');
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word) => text.includes(word) && word !== 'NOWHERE')).toEqual([]);
  });

  test('CBP is shown what to consider first, and publishes it; nobody else has the operation', async () => {
    const shown = await house.ask({
      as: 'cbp',
      documentId: 'cbp/publication-candidates',
      variables: { period: '2026-Q2' },
    });
    expect(shown.errors).toEqual([]);
    for (const as of [undefined, 'importer', 'pga', 'rights-holder'] as const) {
      const refused = await publish(as, ids.seizure(PUBLISHED), 'Printed matter');
      expect([as, refused.status, refused.data]).toEqual([as, 400, undefined]);
    }
    const before = (await published()).nodes;
    const anew = await publish('cbp', ids.seizure(PUBLISHED), 'Printed catalogs without a license');
    expect(anew.errors).toEqual([]);
    const after = (await published()).nodes;
    expect(after.map(({ description }) => description)).toContain('Printed catalogs without a license');
    expect(after).toHaveLength(before.length);
    const { id } = (anew.data as { publishSeizure: { id: string } }).publishSeizure;
    const withdrawn = await house.ask({
      as: 'cbp',
      documentId: 'cbp/withdraw-seizure-publication',
      variables: { input: { publication: id, note: 'Invented' } },
    });
    expect(withdrawn.errors).toEqual([]);
    expect((await published()).nodes).toHaveLength(before.length - 1);
    const told = await house.ask({ as: 'cbp', documentId: 'cbp/seizure-publications' });
    expect(told.text).toContain(id);
  });

  test('19 CFR 103.32: nothing of a pending case, not even by CBP', async () => {
    const refused = await publish('cbp', ids.seizure(PENDING), 'Sunglasses');
    expect(refused.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(refused.errors[0]?.message).toContain('19 CFR 103.32');
  });
});

describe('EO 14411 § 6 over HTTP', () => {
  test.each([
    ['public/seizure-statistics', { groupBy: 'ENVIRONMENT', from: '2025-10-01', to: '2026-09-30' }],
    ['public/enforcement-transparency-report', { year: 2026 }],
    ['public/fee-sufficiency', { period: 'FY2026' }],
    ['public/performance-measures', { year: 2026 }],
    ['public/publication-rules', {}],
  ])(
    '%s: the same to anyone, and again from the same snapshot; recorded for nobody',
    async (documentId, variables) => {
      const first = await house.ask({ documentId, variables });
      expect(first.errors).toEqual([]);
      expect(Object.values(first.data as object)).not.toContain(null);
      const again = await house.ask({ as: 'importer', documentId, variables });
      expect(again.data).toEqual(first.data);
      expect(await house.ledgerOf(first.requestId)).toEqual([]);
    },
  );

  test('no count below the smallest cell is in the report', async () => {
    const { data } = await house.ask({
      documentId: 'public/enforcement-transparency-report',
      variables: { year: 2026 },
    });
    const counts = [...JSON.stringify(data).matchAll(/"seizures":(\d+)/g)].map(([, count]) => Number(count));
    expect(counts.filter((count) => count > 0 && count < 10)).toEqual([]);
  });

  test('a snapshot is for CBP to take', async () => {
    const input = { through: '2026-Q3', note: 'Invented' };
    const query =
      'mutation ($input: StatisticsSnapshotInput!) { takeStatisticsSnapshot(input: $input) { through } }';
    expect((await house.ask({ query, variables: { input } })).status).toBe(400);
    expect((await house.ask({ as: 'pga', query, variables: { input } })).status).toBe(400);
    expect((await house.ask({ as: 'cbp', query, variables: { input } })).data).toEqual({
      takeStatisticsSnapshot: { through: '2026-Q3' },
    });
  });
});
