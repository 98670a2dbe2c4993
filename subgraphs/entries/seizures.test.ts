import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  bazaar,
  CASCADE,
  CASE,
  cascade,
  cbp,
  cpsc,
  entriesWithCast,
  epa,
  fda,
  idOf,
  lumen,
  meridian,
  nobody,
  SUPPLEMENTS,
} from './cast.ts';
import { SEIZURE_STAGES } from './rules/seizure-stage.ts';
import { disclosedOf, withheldOf } from './told.ts';

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await entriesWithCast();
});
afterAll(() => entries?.drop());

const SEIZURE = `query ($id: ID!) { seizure(id: $id) {
  stage grounds environment
  importedOn port description quantity { amount unit } countryOfOrigin lines { number description }
  manufacturer { name address } exporter { name address } importerParty { name }
  redactedImages { kind reference } images { kind reference }
  caseNumber importer { id } entry { number } domesticValue penalty { assessed }
  recordations { number } } }`;

const of = (caseNumber: string) => ({ id: idOf('sez', caseNumber) });

const LIMITED = ['countryOfOrigin', 'description', 'importedOn', 'lines', 'port', 'quantity'];
const PARTIES = ['exporter', 'importerParty', 'manufacturer'];
const CASE_AND_VALUE = ['caseNumber', 'domesticValue', 'entry', 'importer', 'penalty'];

/** The fields withheld, by reason. */
function reasons(withheld: readonly { coordinate: string; reason: string; availableWhen: string | null }[]) {
  const told: Record<string, string[]> = {};
  for (const { coordinate, reason, availableWhen } of withheld) {
    const key = availableWhen === null ? reason : `${reason} until ${availableWhen}`;
    told[key] = [...(told[key] ?? []), coordinate.slice('Seizure.'.length)];
  }
  return told;
}

describe('an owner of rights and one seizure', () => {
  test('seized: limited and comprehensive information, images that CBP released, never the case', async () => {
    const answer = await entries.ask({ viewer: lumen, document: SEIZURE, variables: of(CASE.seized) });
    expect(answer.data).toEqual({
      seizure: {
        stage: 'SEIZED',
        grounds: ['IPR_TRADEMARK'],
        environment: 'MAIL',
        importedOn: '2026-10-30',
        port: '2704',
        description: 'COUNTERFEIT SUNGLASSES',
        quantity: { amount: 478, unit: 'NO' },
        countryOfOrigin: 'CN',
        lines: [{ number: 1, description: 'SUNGLASSES' }],
        manufacturer: { name: 'INVENTED OPTICAL WORKS', address: '1 FACTORY RD NOWHERE' },
        exporter: { name: 'INVENTED EXPORTS', address: null },
        importerParty: { name: 'CASCADE NUTRITION LLC' },
        redactedImages: [{ kind: 'PHOTOGRAPH', reference: 'IMG-R1' }],
        images: [
          { kind: 'LABEL', reference: 'IMG-1' },
          { kind: 'PHOTOGRAPH', reference: 'IMG-2' },
        ],
        caseNumber: null,
        importer: null,
        entry: null,
        domesticValue: null,
        penalty: null,
        recordations: [{ number: 'TMK 07-00001' }],
      },
    });
    expect(reasons(answer.withheld)).toEqual({ AUDIENCE: CASE_AND_VALUE });
    expect(answer.disclosed.map(({ decision }) => decision)).toEqual(
      answer.disclosed.map(() => ({ outcome: 'DISCLOSE', relation: 'RECORDATION', stage: 'SEIZED' })),
    );
  });

  test('detained: description and quantity of the notice of detention, no parties', async () => {
    const answer = await entries.ask({ viewer: lumen, document: SEIZURE, variables: of(CASE.detained) });
    expect(answer.data).toMatchObject({
      seizure: {
        stage: 'DETAINED',
        description: 'SUNGLASSES BEARING A MARK',
        quantity: { amount: 480 },
        manufacturer: null,
      },
    });
    expect(reasons(answer.withheld)).toEqual({
      AUDIENCE: CASE_AND_VALUE,
      'STAGE until SEIZED': PARTIES,
      'CONDITION until RELEASED_BY_CBP': ['images', 'redactedImages'],
    });
  });

  test.each([
    [
      'presented, with an image released',
      CASE.presentedWithImage,
      {
        'STAGE until DETAINED': [
          'countryOfOrigin',
          'description',
          'images',
          'importedOn',
          'lines',
          'port',
          'quantity',
        ],
        'STAGE until SEIZED': PARTIES,
      },
    ],
    [
      'held',
      CASE.held,
      {
        NOT_AUTHORIZED: [
          ...['environment', 'grounds', 'recordations', 'stage'],
          ...[...LIMITED, ...PARTIES, 'images', 'redactedImages'],
        ].sort(),
      },
    ],
    ['abandoned', CASE.abandoned, { CONDITION: [...LIMITED, ...PARTIES, 'images', 'redactedImages'].sort() }],
    ['gray market', CASE.grayMarket, { CONDITION: [...PARTIES, 'images', 'redactedImages'].sort() }],
  ])('%s', async (_case, caseNumber, expected) => {
    const answer = await entries.ask({ viewer: lumen, document: SEIZURE, variables: of(caseNumber) });
    expect(reasons(answer.withheld)).toEqual({ AUDIENCE: CASE_AND_VALUE, ...expected });
  });

  test.each([
    ['presented, nothing released', lumen, CASE.presented],
    ['on another owner’s mark', meridian, CASE.seized],
    ['on no mark', lumen, CASE.unrecorded],
    ['before its recordation was in force', lumen, CASE.beforeTheRecordation],
    ['of a number that is no case', lumen, '2026-INV-999999-01'],
  ] as const)('%s: it is not there', async (_case, viewer, caseNumber) => {
    const answer = await entries.ask({ viewer, document: SEIZURE, variables: of(caseNumber) });
    expect(answer).toMatchObject({ data: { seizure: null }, withheld: [], disclosed: [] });
    expect(answer.errors).toBeUndefined();
  });

  test('of two marks each owner knows of its own', async () => {
    for (const [viewer, number, mark, goods, amount] of [
      [lumen, 1, 'TMK 07-00001', 'SUNGLASSES', 478],
      [meridian, 2, 'TMK 07-00003', 'SHOES', 12],
    ] as const) {
      const answer = await entries.ask({ viewer, document: SEIZURE, variables: of(CASE.ofTwoMarks) });
      expect(answer.data).toMatchObject({
        seizure: {
          recordations: [{ number: mark }],
          lines: [{ number, description: goods }],
          description: `COUNTERFEIT ${goods}`,
          quantity: { amount },
        },
      });
    }
  });

  test('the stage of a former day, and no day before the presentation to be found out', async () => {
    const document = `query ($id: ID!) { seizure(id: $id) {
      a: stage(asOf: "2026-11-09") b: stage(asOf: "2026-11-10") c: stage(asOf: "2001-01-01") d: stage(asOf: "2099-01-01") } }`;
    const answer = await entries.ask({ viewer: lumen, document, variables: of(CASE.seized) });
    expect(answer.data).toEqual({ seizure: { a: 'DETAINED', b: 'SEIZED', c: 'PRESENTED', d: 'SEIZED' } });
  });
});

describe('the recordations of an owner', () => {
  const MINE = `query ($filter: SeizureFilter, $first: Int = 25) { myRecordations(first: $first) {
    nodes { number status kind seizures(filter: $filter, first: $first) { nodes { stage grounds } } }
    pageInfo { hasNextPage endCursor } } }`;

  test('with the seizures on them that it may see, latest event first', async () => {
    const answer = await entries.ask({ viewer: lumen, document: MINE });
    expect(withheldOf(answer)).toEqual([
      'Seizure.grounds NOT_AUTHORIZED (1)',
      'Seizure.stage NOT_AUTHORIZED (1)',
    ]);
    expect(answer.data).toMatchObject({
      myRecordations: {
        nodes: [
          { number: 'COP 07-00002', kind: 'COPYRIGHT', seizures: { nodes: [] } },
          { number: 'TMK 07-00001', kind: 'TRADEMARK', status: 'ACTIVE' },
        ],
      },
    });
    const mark = (
      answer.data as { myRecordations: { nodes: { seizures: { nodes: { stage: string }[] } }[] } }
    ).myRecordations.nodes[1];
    expect(mark?.seizures.nodes.map(({ stage }) => stage).sort()).toEqual(
      ['ABANDONED', 'DETAINED', 'PRESENTED', 'SEIZED', 'SEIZED', 'SEIZED', null].sort(),
    );
    expect(disclosedOf(answer)).toEqual([
      'RECORDATION Recordation.seizures',
      'RECORDATION Seizure.grounds',
      'RECORDATION Seizure.stage',
    ]);
  });

  test.each([
    [{ stage: 'SEIZED' }, 3],
    [{ stage: 'RELEASED' }, 0],
    [{ ground: 'IPR_TRADEMARK', environment: 'MAIL' }, 5],
    [{ ground: 'GRAY_MARKET' }, 1],
    [{ ground: 'NARCOTICS' }, 0],
  ])('filtered by %o', async (filter, count) => {
    const answer = await entries.ask({ viewer: lumen, document: MINE, variables: { filter } });
    const nodes = (answer.data as { myRecordations: { nodes: { seizures: { nodes: unknown[] } }[] } })
      .myRecordations.nodes;
    expect(nodes[1]?.seizures.nodes).toHaveLength(count);
  });

  test('an expired one gives nothing, and says so', async () => {
    const answer = await entries.ask({ viewer: meridian, document: MINE });
    expect(answer.data).toMatchObject({
      myRecordations: {
        nodes: [
          { number: 'TMK 07-00003', seizures: { nodes: [{ stage: 'SEIZED' }] } },
          { number: 'TMK 07-00004', status: 'EXPIRED', seizures: null },
        ],
      },
    });
    expect(withheldOf(answer)).toEqual(['Recordation.seizures CONDITION (1)']);
  });

  test.each([cbp, fda, cascade, bazaar, nobody])('are no operation for $audience', async (viewer) => {
    const answer = await entries.ask({ viewer, document: MINE });
    expect(answer).toMatchObject({ data: { myRecordations: null }, withheld: [] });
  });

  test('a recordation is public, its seizures are not', async () => {
    const document = `{ recordation(number: "tmk 07-00001") { number title status(asOf: "2031-02-01") expiresOn seizures { nodes { id } } } }`;
    const answer = await entries.ask({ viewer: nobody, document });
    expect(answer.data).toEqual({
      recordation: {
        number: 'TMK 07-00001',
        title: 'LUMEN (INVENTED MARK)',
        status: 'GRACE',
        expiresOn: '2031-01-01',
        seizures: null,
      },
    });
    expect(withheldOf(answer)).toEqual(['Recordation.seizures UNAUTHENTICATED (1)']);
    const other = await entries.ask({ viewer: meridian, document });
    expect(withheldOf(other)).toEqual(['Recordation.seizures RELATION (1)']);
  });

  test('pages of one recordation give every seizure once', async () => {
    const document = `query ($after: String) { recordation(number: "TMK 07-00001") {
      seizures(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const answer = await entries.ask({ viewer: lumen, document, variables: { after } });
      const { seizures } = (answer.data as { recordation: { seizures: Page } }).recordation;
      seen.push(...seizures.nodes.map(({ id }) => id));
      after = seizures.pageInfo.endCursor;
      more = seizures.pageInfo.hasNextPage;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });
  interface Page {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }
});

describe('everybody else and seizures', () => {
  test('the importer has its own, whole', async () => {
    const answer = await entries.ask({ viewer: cascade, document: SEIZURE, variables: of(CASE.seized) });
    expect(answer.data).toMatchObject({
      seizure: {
        caseNumber: CASE.seized,
        importer: { id: CASCADE },
        entry: { number: SUPPLEMENTS },
        domesticValue: '23900.00',
        penalty: { assessed: '9000.00' },
        images: [{}, {}],
      },
    });
    expect(answer.withheld).toEqual([]);
  });

  test('an agency has its lines, and is told of itself alone', async () => {
    const document = `query ($id: ID!) { seizure(id: $id) { lines { number agencies value recordation { number } } recordations { number } } }`;
    const answer = await entries.ask({ viewer: cpsc, document, variables: of(CASE.ofTwoMarks) });
    expect(answer.data).toEqual({
      seizure: {
        lines: [{ number: 2, agencies: ['CPS'], value: '23900.00', recordation: { number: 'TMK 07-00003' } }],
        recordations: [{ number: 'TMK 07-00003' }],
      },
    });
    const other = await entries.ask({ viewer: epa, document, variables: of(CASE.ofTwoMarks) });
    expect(other.data).toEqual({ seizure: null });
  });

  test('a hold withholds from all but CBP, without saying why', async () => {
    for (const viewer of [fda, cascade]) {
      const answer = await entries.ask({ viewer, document: SEIZURE, variables: of(CASE.held) });
      expect(new Set(answer.withheld.map(({ reason }) => reason))).toEqual(new Set(['NOT_AUTHORIZED']));
      expect(answer.disclosed).toEqual([]);
      expect(new Set(Object.values((answer.data as { seizure: object }).seizure))).toEqual(new Set([null]));
    }
    const officer = await entries.ask({ viewer: cbp, document: SEIZURE, variables: of(CASE.held) });
    expect(officer.withheld).toEqual([]);
  });

  test('of an importer the list has those that the viewer may know of', async () => {
    const document = `query ($importers: [_Any!]!) { _entities(representations: $importers) { ... on Importer {
      seizures { nodes { id } } } } }`;
    const count = async (viewer: typeof fda, id: string) => {
      const importers = [{ __typename: 'Importer', id }];
      const answer = await entries.ask({ viewer, document, variables: { importers } });
      return (answer.data as { _entities: [{ seizures: { nodes: unknown[] } | null }] })._entities[0].seizures
        ?.nodes.length;
    };
    expect(await count(cbp, CASCADE)).toBe(10);
    expect(await count(fda, CASCADE)).toBe(10);
    expect(await count(cascade, CASCADE)).toBe(10);
    expect(await count(cpsc, AURORA)).toBe(0);
    expect(await count(cpsc, CASCADE)).toBeUndefined();
  });
});

describe('the stage in SQL', () => {
  const STAGES = `query ($filter: SeizureFilter) { recordation(number: "TMK 07-00001") {
    seizures(filter: $filter) { nodes { id stage } } } }`;

  test.each(['2019-06-04', '2019-06-10', '2026-11-03', '2026-11-06', '2026-11-09', '2026-11-12'])(
    'is that of the rule on %s',
    async (day) => {
      const list = async (filter: object) => {
        const answer = await entries.ask({
          viewer: cbp,
          document: STAGES,
          variables: { filter },
          now: `${day}T12:00:00Z`,
        });
        return (answer.data as { recordation: { seizures: { nodes: readonly Staged[] } } }).recordation
          .seizures.nodes;
      };
      const all = await list({});
      for (const stage of SEIZURE_STAGES) {
        expect(await list({ stage })).toEqual(all.filter((seizure) => seizure.stage === stage));
      }
    },
  );
  interface Staged {
    readonly id: string;
    readonly stage: string;
  }
});
