import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type DisposableSubgraph, testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cbp, EVERGLADE, EVERYONE, granted, importersWithCast, sample, viewers } from './cast.ts';

const everglade = granted({ audience: 'IMPORTER', subject: EVERGLADE, purpose: 'OWN_RECORD' });

/** Two worlds that differ only in cells that an outsider may not read. */
let one: DisposableSubgraph;
let other: DisposableSubgraph;

beforeAll(async () => {
  one = await importersWithCast();
  other = await importersWithCast();
  for (const [feed, changes] of Object.entries(HIDDEN)) {
    const changed = changes.reduce(
      (lines, [text, instead]) => lines.replaceAll(text, instead),
      sample(feed).join('\n'),
    );
    await other.feed(feed, changed.split('\n'));
  }
  const consent = await other.ask({
    viewer: everglade,
    document: `mutation ($platform: ID!) {
      grantStandingConsent(input: { platform: $platform, until: "2026-11-30" }) { inForce }
    }`,
    variables: { platform: recordId('org', testSecret.ids, 'another-market') },
  });
  if (consent.errors !== undefined) throw new Error('the other world wants its consent');
});
afterAll(() => Promise.all([one?.drop(), other?.drop()]));

const HIDDEN: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  importers: [
    ['BOREALIS TOYS INC', 'ZEBRA TOYS INC'],
    ['EVERGLADE IMPORTS', 'OTHERGLADE IMPORTS'],
    ['Nassau,,,BS', 'Invented,,,CN'],
    ['Springfield,IL,62701,US', 'Toronto,ON,M5V,CA'],
    ['ACTIVE,2026-10-30,2015', 'VOIDED,2026-01-30,2001'],
    ['07-0000099|2024-06-30;000-98-7654|2019-12-31', ''],
    ['CSCDNUT7K2L4', ''],
  ],
  'importer-disclosures': [
    ['Invented Person One', 'Invented Person Two'],
    ['07-000000100,AFFILIATE', '07-000000200,AFFILIATE'],
  ],
  bonds: [['990000001', '990000009']],
  'confidentiality-certifications': [['07-000000300', '264601-00005']],
};

const WHOLE = `query ($id: ID!) {
  importer(id: $id) {
    id name number otherNames kind registryStatus lastUsedOn numberHistory { number } addresses { kind }
    profile { uei } owners { name } assets { value } affiliates(depth: 3) { name distance } bonds { amount }
    confidentiality { names state } consents { platform } trustedListing { name } knownShipper { enrolled modes } provenance { line }
  }
}`;

const LIST = `query ($filter: ImporterFilter) {
  importers(filter: $filter) { nodes { id name kind trustedListing { name } } pageInfo { hasNextPage } }
}`;

const FILTERS = [
  null,
  ...['aurora', 'borealis', 'zebra', 'everglade', 'otherglade', 'cascade'].map((name) => ({ name })),
  ...['US', 'CA', 'CN', 'BS'].map((country) => ({ country })),
  ...['ACTIVE', 'VOIDED'].map((registryStatus) => ({ registryStatus })),
  { kind: 'LLC' },
];

const BY_NUMBER = 'query ($number: ImporterNumber!) { importerByNumber(number: $number) { id name } }';

const QUESTIONS = [
  ...EVERYONE.map((id) => ({ document: WHOLE, variables: { id } })),
  ...FILTERS.map((filter) => ({ document: LIST, variables: { filter } })),
  ...['07-000000100', '07-000000200', '000-12-3456', '264601-00005'].map((number) => ({
    document: BY_NUMBER,
    variables: { number },
  })),
];

const OUTSIDERS = ['public', 'bazaar', 'swift', 'lumen', 'cpsc without grants', 'a stranger'];

describe('two worlds that differ only in what an outsider may not read answer it alike', () => {
  test.each(OUTSIDERS)('%s', async (name) => {
    const viewer = {
      ...viewers,
      'cpsc without grants': { ...cbp, audience: 'PGA' as const, agency: 'CPS' },
      'a stranger': { ...cbp, audience: 'BROKER' as const, subject: 'brk_00000000000000000000' },
    }[name];
    if (viewer === undefined) throw new Error(`no viewer ${name}`);
    for (const question of QUESTIONS) {
      expect(await one.ask({ viewer, ...question })).toEqual(await other.ask({ viewer, ...question }));
    }
  });

  test('and do differ to CBP', async () => {
    const answers = [one, other].map((world) => world.ask({ viewer: cbp, document: LIST, variables: {} }));
    const [here, there] = await Promise.all(answers);
    expect(here?.data).not.toEqual(there?.data);
  });
});
