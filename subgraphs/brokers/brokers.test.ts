import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type Asked,
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from './subgraph.ts';

const BEACON = recordId('brk', testSecret.ids, '07001');
const COMPASS = recordId('brk', testSecret.ids, '07002');
const AURORA = recordId('imp', testSecret.ids, '07-000000100');
const BOREALIS = recordId('imp', testSecret.ids, '07-000000200');
const CASCADE = recordId('imp', testSecret.ids, '07-000000300');
const NO_SUCH_IMPORTER = recordId('imp', testSecret.ids, '07-999999900');

const rules = new Set(['CTPAT_STATUS', 'BROKER_CLIENTS']);
const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP' };
const fda: Viewer = { ...PUBLIC_VIEWER, audience: 'PGA', agency: 'FDA', rules };
const aurora: Viewer = { ...PUBLIC_VIEWER, audience: 'IMPORTER', subject: AURORA, rules };
const beacon: Viewer = { ...PUBLIC_VIEWER, audience: 'BROKER', subject: BEACON, rules };
const compass: Viewer = { ...beacon, subject: COMPASS };
const bazaar: Viewer = { ...PUBLIC_VIEWER, audience: 'PLATFORM', rules };

let brokers: DisposableSubgraph;

beforeAll(async () => {
  brokers = await disposableSubgraph(definition);
  await brokers.feed('brokers', [
    'license_number,name,filer_codes,ctpat_consent',
    '07001,BEACON CUSTOMS BROKERAGE,B8Q;B7Q,N',
    '07002,COMPASS CLEARANCE,C3K,Y',
    '07003,Invented Harbor Brokers,,N',
  ]);
  await brokers.feed('broker-statuses', [
    'license_number,programme,status,from_on,until_on',
    '07001,LICENSE,ACTIVE,2015-03-01,',
    '07001,CTPAT,CERTIFIED,2019-01-01,2020-12-31',
    '07001,CTPAT,VALIDATED,2021-01-01,',
    '07002,LICENSE,ACTIVE,2016-01-01,2026-06-30',
    '07002,LICENSE,SUSPENDED,2026-07-01,',
    '07002,CTPAT,APPLICANT,2025-01-01,',
  ]);
  await brokers.feed('broker-permits', [
    'license_number,permit_number,kind,port,issued_on,ended_on',
    '07001,N-1,NATIONAL,,2015-03-01,',
    '07002,D-1,DISTRICT,2704,2016-01-01,',
    '07002,D-2,DISTRICT,3001,2016-01-01,2022-12-18',
  ]);
  await brokers.feed('broker-clients', [
    'license_number,importer_number,from_on,until_on',
    '07001,07-000000100,2020-01-01,',
    '07001,07-000000300,2020-01-01,2026-11-21',
    '07001,07-000000200,2020-01-01,2026-11-22',
    '07002,07-000000200,2020-01-01,',
    '07002,07-0000001,2021-01-01,',
  ]);
  await brokers.sql`
    insert into jurisdiction (importer_id, agency, first_on, last_on)
    values (${AURORA}, 'FDA', '2025-01-01', '2026-01-01'), (${BOREALIS}, 'CPS', '2025-01-01', '2026-01-01')`;
});
afterAll(() => brokers?.drop());

const BY_CODE = 'query ($code: String!) { brokerByFilerCode(code: $code) { name filerCodes } }';

describe('the public record', () => {
  test('a broker whole, to nobody in particular', async () => {
    const answer = await brokers.ask({
      viewer: PUBLIC_VIEWER,
      document: `query ($id: ID!) {
        broker(id: $id) {
          id name licenseNumber filerCodes licenseStatus delistedOn
          permits { number kind port issuedOn endedOn }
          provenance { source line }
        }
      }`,
      variables: { id: COMPASS },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      broker: {
        id: COMPASS,
        name: 'COMPASS CLEARANCE',
        licenseNumber: '07002',
        filerCodes: ['C3K'],
        licenseStatus: 'SUSPENDED',
        delistedOn: null,
        permits: [
          { number: 'D-1', kind: 'DISTRICT', port: '2704', issuedOn: '2016-01-01', endedOn: null },
          { number: 'D-2', kind: 'DISTRICT', port: '3001', issuedOn: '2016-01-01', endedOn: '2022-12-18' },
        ],
        provenance: { source: 'BROKERS', line: 3 },
      },
    });
  });

  test.each([
    ['b7q', { name: 'BEACON CUSTOMS BROKERAGE', filerCodes: ['B7Q', 'B8Q'] }],
    ['ZZZ', null],
  ])('the broker that files under %s', async (code, broker) => {
    const answer = await brokers.ask({ viewer: PUBLIC_VIEWER, document: BY_CODE, variables: { code } });
    expect(answer.data).toEqual({ brokerByFilerCode: broker });
  });

  test.each([
    ['2026-06-30', 'ACTIVE'], // last day
    ['2026-07-01', 'SUSPENDED'], // first day
    ['2015-12-31', 'UNKNOWN'],
  ])('19 CFR part 111: the licence at the end of %s is %s', async (asOf, status) => {
    const document = 'query ($id: ID!, $asOf: Date) { broker(id: $id) { licenseStatus(asOf: $asOf) } }';
    const answer = await brokers.ask({ viewer: PUBLIC_VIEWER, document, variables: { id: COMPASS, asOf } });
    expect(answer.data).toEqual({ broker: { licenseStatus: status } });
  });

  test.each([
    [null, ['07001', '07002', '07003']],
    [{ namePrefix: 'invented' }, ['07003']],
    [{ namePrefix: '_' }, []],
    [{ filerCode: 'c3k' }, ['07002']],
    [{ licenseStatus: 'SUSPENDED' }, ['07002']],
    [{ licenseStatus: 'UNKNOWN' }, ['07003']],
    [{ port: '2709' }, ['07001', '07002']],
    [{ port: '3002' }, ['07001']],
    [{ port: '2709', licenseStatus: 'ACTIVE' }, ['07001']],
  ])('the brokers where %j', async (filter, licenses) => {
    const document = 'query ($filter: BrokerFilter) { brokers(filter: $filter) { nodes { licenseNumber } } }';
    const answer = await brokers.ask({ viewer: PUBLIC_VIEWER, document, variables: { filter } });
    expect(answer.data).toEqual({
      brokers: { nodes: licenses.map((licenseNumber) => ({ licenseNumber })) },
    });
  });

  test('page by page', async () => {
    const document = `query ($after: String) {
      brokers(first: 2, after: $after) { nodes { licenseNumber } pageInfo { hasNextPage endCursor } }
    }`;
    const first = await brokers.ask({ viewer: PUBLIC_VIEWER, document });
    const { brokers: page } = first.data as { brokers: { pageInfo: { endCursor: string } } };
    const after = page.pageInfo.endCursor;
    const second = await brokers.ask({ viewer: PUBLIC_VIEWER, document, variables: { after } });
    expect(second.data).toMatchObject({
      brokers: { nodes: [{ licenseNumber: '07003' }], pageInfo: { hasNextPage: false } },
    });
    const stolen = await brokers.ask({ viewer: fda, document, variables: { after } });
    expect(stolen.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([
    ['brokerByFilerCode(code: "000") { id }', 'code: expected XXX, not 000, got "000"'],
    [
      'brokers(filter: { port: "27" }) { nodes { id } }',
      'filter.port: expected NNNN of Schedule D, got "27"',
    ],
    ['brokers(first: 201) { nodes { id } }', 'first: expected 1 to 200, got 201'],
  ])('%s is refused', async (selection, message) => {
    const answer = await brokers.ask({ viewer: PUBLIC_VIEWER, document: `{ ${selection} }` });
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

const brokersIn = <Broker>(answer: Asked) => (answer.data as { brokers: { nodes: Broker[] } }).brokers.nodes;
const withheldReasons = (answer: Asked) =>
  answer.withheld.map(({ coordinate, reason, count }) => `${coordinate} ${reason} ${count}`);

describe('CBP E-Commerce Strategy obj. 3.2: CTPAT status', () => {
  const document = `query ($asOf: Date) { brokers(first: 2) { nodes { ctpat(asOf: $asOf) } } }`;
  const statuses = (answer: Asked) => brokersIn<{ ctpat: string | null }>(answer).map(({ ctpat }) => ctpat);

  test.each([
    ['CBP', cbp, ['VALIDATED', 'APPLICANT']],
    ['an agency', fda, ['VALIDATED', 'APPLICANT']],
    ['the broker itself', beacon, ['VALIDATED', 'APPLICANT']],
    ['a client', aurora, ['VALIDATED', 'APPLICANT']],
    ['another broker, of one that does not consent', compass, [null, 'APPLICANT']],
    ['a platform', bazaar, [null, 'APPLICANT']],
    ['nobody', PUBLIC_VIEWER, [null, 'APPLICANT']],
  ])('%s', async (_who, viewer, expected) => {
    const answer = await brokers.ask({ viewer, document });
    expect(statuses(answer)).toEqual(expected);
    const withheld = expected.includes(null) ? ['Broker.ctpat CONDITION 1'] : [];
    expect(withheldReasons(answer)).toEqual(withheld);
    expect(answer.disclosed).toHaveLength(2 - withheld.length);
  });

  test('as of an earlier day', async () => {
    const answer = await brokers.ask({ viewer: cbp, document, variables: { asOf: '2020-12-31' } });
    expect(statuses(answer)).toEqual(['CERTIFIED', 'NOT_ENROLLED']);
  });

  test('a client no more is a stranger', async () => {
    const answer = await brokers.ask({ viewer: { ...aurora, subject: CASCADE }, document });
    expect(statuses(answer)).toEqual([null, 'APPLICANT']);
  });
});

const CLIENTS = `query ($first: Int!) {
  brokers(first: 2) { nodes { licenseNumber clients(first: $first) { nodes { id } } } }
}`;

describe('19 CFR 111.24: the clients of brokers', () => {
  const byLicense = (answer: Asked) =>
    Object.fromEntries(
      brokersIn<{ licenseNumber: string; clients: { nodes: { id: string }[] } | null }>(answer).map(
        ({ licenseNumber, clients }) => [
          licenseNumber,
          clients === null ? null : clients.nodes.map(({ id }) => id).sort(),
        ],
      ),
    );

  test.each([
    ['CBP', cbp, [AURORA, BOREALIS], [AURORA, BOREALIS]],
    ['an agency, those within its jurisdiction', fda, [AURORA], [AURORA]],
    ['an importer, itself', aurora, [AURORA], [AURORA]],
    ['a broker, its own', beacon, [AURORA, BOREALIS], null],
    ['another broker', compass, null, [AURORA, BOREALIS]],
    ['a platform', bazaar, null, null],
    ['nobody', PUBLIC_VIEWER, null, null],
  ])('%s', async (_who, viewer, ofBeacon, ofCompass) => {
    const answer = await brokers.ask({ viewer, document: CLIENTS, variables: { first: 25 } });
    expect(byLicense(answer)).toEqual({
      '07001': ofBeacon === null ? null : [...ofBeacon].sort(),
      '07002': ofCompass === null ? null : [...ofCompass].sort(),
    });
  });

  test('as many statements for one client of one broker as for all', async () => {
    const one = await brokers.ask({
      viewer: cbp,
      document: '{ brokers(first: 1) { nodes { clients(first: 1) { nodes { id } } } } }',
    });
    const all = await brokers.ask({ viewer: cbp, document: CLIENTS, variables: { first: 200 } });
    expect(one.statements).toHaveLength(2);
    expect(all.statements).toHaveLength(2);
  });

  test('every list, status and permit of every broker: one statement each', async () => {
    const answer = await brokers.ask({
      viewer: cbp,
      document: `{ brokers { nodes {
        filerCodes licenseStatus ctpat permits { number } clients { nodes { id brokers { id } } } provenance { line }
      } } }`,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toHaveLength(7);
  });
});

describe('19 CFR 111.24: the brokers of an importer, reached from another owner', () => {
  const document = `query ($refs: [_Any!]!) {
    _entities(representations: $refs) { ... on Importer { id brokers { name } } }
  }`;
  const refs = (...ids: string[]) => ({ refs: ids.map((id) => ({ __typename: 'Importer', id })) });
  const BEACON_NAME = { name: 'BEACON CUSTOMS BROKERAGE' };
  const COMPASS_NAME = { name: 'COMPASS CLEARANCE' };

  test.each([
    ['CBP', cbp, [BEACON_NAME, COMPASS_NAME]],
    ['an agency with jurisdiction', fda, [BEACON_NAME, COMPASS_NAME]],
    ['the importer itself', aurora, [BEACON_NAME, COMPASS_NAME]],
    ['its broker, of itself alone', beacon, [BEACON_NAME]],
    ['an agency without jurisdiction', { ...fda, agency: 'APH' }, null],
    ['another importer', { ...aurora, subject: BOREALIS }, null],
    ['a platform', bazaar, null],
  ])('%s', async (_who, viewer, expected) => {
    const answer = await brokers.ask({ viewer, document, variables: refs(AURORA) });
    expect(answer.data).toEqual({ _entities: [{ id: AURORA, brokers: expected }] });
  });

  test('whether there is such an importer cannot be told from the answer', async () => {
    const known = await brokers.ask({ viewer: fda, document, variables: refs(BOREALIS) });
    const unknown = await brokers.ask({ viewer: fda, document, variables: refs(NO_SUCH_IMPORTER) });
    expect(JSON.stringify(unknown.data).replaceAll(NO_SUCH_IMPORTER, BOREALIS)).toBe(
      JSON.stringify(known.data),
    );
    expect(unknown.errors).toEqual(known.errors);
    expect(unknown.withheld).toEqual(known.withheld);
  });
});
