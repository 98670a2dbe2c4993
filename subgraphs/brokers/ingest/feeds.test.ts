import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';

const BEACON = recordId('brk', testSecret.ids, '07001');
const COMPASS = recordId('brk', testSecret.ids, '07002');
const AURORA = recordId('imp', testSecret.ids, '07-000000100');
const DUNE = recordId('imp', testSecret.ids, '000-12-3456');

const BROKERS = 'license_number,name,filer_codes,ctpat_consent';
const STATUSES = 'license_number,programme,status,from_on,until_on';
const PERMITS = 'license_number,permit_number,kind,port,issued_on,ended_on';
const CLIENTS = 'license_number,importer_number,from_on,until_on';

let brokers: DisposableSubgraph;
beforeEach(async () => {
  brokers = await disposableSubgraph(definition);
});
afterEach(() => brokers?.drop());

const quarantine = () => brokers.sql`select line, field, expected, got from quarantine order by run_id, line`;
const yesterdayOf = async () => {
  const [row] = await brokers.sql<{ day: string }[]>`
    select (received_at::date - 1)::text as day from run order by run_id desc limit 1`;
  return row?.day;
};

describe('brokers', () => {
  test("19 CFR 142.3a(b)(1): a filer code is one broker's; the second to claim it is quarantined", async () => {
    const counts = await brokers.feed('brokers', [
      BROKERS,
      '07001,BEACON CUSTOMS BROKERAGE,B7Q;B8Q,N',
      '07002,COMPASS CLEARANCE,C3K;b8q,N',
      '07001,BEACON CUSTOMS BROKERAGE,B7Q;B8Q,Y',
    ]);
    expect(counts).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
    expect(await quarantine()).toEqual([
      { line: 3, field: 'filer_codes', expected: 'codes that no other broker has', got: 'B8Q' },
    ]);
    expect(await brokers.sql`select license_number, ctpat_consent from broker`).toEqual([
      { license_number: '07001', ctpat_consent: true },
    ]);
  });

  test('identifiers are published when they change, and files without them are read', async () => {
    await brokers.feed('brokers', [BROKERS, '07001,BEACON,B7Q,N']);
    expect(await brokers.published('broker-identity')).toEqual([]);
    const with_ = (uei: string) =>
      brokers.feed('brokers', [`${BROKERS},uei,cage`, `07001,BEACON,B7Q,N,${uei},`]);
    await with_('CSCDNUT7K2L4');
    await with_('CSCDNUT7K2L4');
    expect(await brokers.published('broker-identity')).toEqual([
      { brokerId: BEACON, uei: 'CSCDNUT7K2L4', cage: null },
    ]);
    expect(await with_('O23456789012')).toMatchObject({ rejected: 1 });
  });

  test('codes are published when they are assigned, and only then', async () => {
    await brokers.feed('brokers', [BROKERS, '07001,BEACON,B7Q;B8Q,N', '07002,COMPASS,C3K,N']);
    const first = [
      { code: 'B7Q', brokerId: BEACON },
      { code: 'B8Q', brokerId: BEACON },
      { code: 'C3K', brokerId: COMPASS },
    ];
    expect(await brokers.published('filer-code')).toEqual(expect.arrayContaining(first));
    await brokers.feed('brokers', [BROKERS, '07001,BEACON CUSTOMS,B7Q,N', '07002,COMPASS,C3K;B8Q,N']);
    const published = await brokers.published('filer-code');
    expect(published.slice(3)).toEqual([{ code: 'B8Q', brokerId: COMPASS }]);
  });

  test('a broker no longer listed is delisted; its code still names it', async () => {
    await brokers.feed('brokers', [BROKERS, '07001,BEACON,B7Q,N', '07002,COMPASS,C3K,N']);
    expect(await brokers.feed('brokers', [BROKERS, '07001,BEACON,B7Q,N'])).toMatchObject({ closed: 1 });
    const answer = await brokers.ask({
      viewer: PUBLIC_VIEWER,
      document: `{
        brokers { nodes { licenseNumber } }
        brokerByFilerCode(code: "C3K") { licenseNumber filerCodes delistedOn }
      }`,
    });
    expect(answer.data).toMatchObject({
      brokers: { nodes: [{ licenseNumber: '07001' }] },
      brokerByFilerCode: { licenseNumber: '07002', filerCodes: [], delistedOn: expect.anything() },
    });
  });
});

describe('broker-clients', () => {
  test('engagements are published when they change; what is no longer listed ended yesterday', async () => {
    await brokers.feed('broker-clients', [
      CLIENTS,
      '07001,07-000000100,2020-01-01,',
      '07001,000-12-3456,2021-01-01,',
    ]);
    const engaged = { brokerId: BEACON, importerId: AURORA, fromOn: '2020-01-01', untilOn: null };
    const dune = { brokerId: BEACON, importerId: DUNE, fromOn: '2021-01-01', untilOn: null };
    expect(await brokers.published('engagement')).toEqual(expect.arrayContaining([engaged, dune]));
    expect(await brokers.published('engagement')).toHaveLength(2);

    const same = [CLIENTS, '07001,000-12-3456,2021-01-01,', '07001,07-000000100,2020-01-01,'];
    expect(await brokers.feed('broker-clients', same)).toMatchObject({ accepted: 2, closed: 0 });
    expect(await brokers.published('engagement')).toHaveLength(2);

    const fewer = await brokers.feed('broker-clients', [CLIENTS, '07001,07-000000100,2020-01-01,']);
    expect(fewer).toMatchObject({ accepted: 1, closed: 1 });
    const published = await brokers.published('engagement');
    expect(published.slice(2)).toEqual([{ ...dune, untilOn: await yesterdayOf() }]);
    expect(await brokers.sql`select count(*)::int as left_over from unpublished_engagement`).toEqual([
      { left_over: 0 },
    ]);
  });

  test('an importer number is neither stored nor quoted', async () => {
    await brokers.feed('broker-clients', [
      CLIENTS,
      '07001,000-12-3456,2021-01-01,',
      '07001,000-12-345X,2021-01-01,',
      '07001,000-12-3456,2021-01-01,2020-01-01',
    ]);
    const stored = await brokers.sql`select to_jsonb(e)::text as text from engagement e`;
    const refused = await quarantine();
    expect(refused).toMatchObject([
      { line: 3, field: 'importer_number', got: '11 characters' },
      { line: 4, field: 'until_on', expected: '2021-01-01 or later', got: '2020-01-01' },
    ]);
    expect(JSON.stringify([stored, refused])).not.toContain('000-12');
  });
});

describe('broker-statuses and broker-permits', () => {
  test('a status must be of its programme', async () => {
    const counts = await brokers.feed('broker-statuses', [
      STATUSES,
      '07001,LICENSE,VALIDATED,2020-01-01,',
      '07001,CTPAT,REVOKED,2020-01-01,',
      '07001,AEO,VALIDATED,2020-01-01,',
      '07001,CTPAT,VALIDATED,2020-02-30,',
      '07001,CTPAT,SUSPENDED,2020-01-01,2020-01-01',
    ]);
    expect(counts).toMatchObject({ accepted: 1, rejected: 4 });
    const refused = await quarantine();
    expect(refused.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '2 status',
      '3 status',
      '4 programme',
      '5 from_on',
    ]);
  });

  test('a status no longer listed ended yesterday; one that had ended stays', async () => {
    const ended = '07001,CTPAT,CERTIFIED,2019-01-01,2019-12-31';
    await brokers.feed('broker-statuses', [STATUSES, ended, '07001,CTPAT,VALIDATED,2020-01-01,']);
    const next = [STATUSES, '07001,LICENSE,ACTIVE,2015-01-01,'];
    expect(await brokers.feed('broker-statuses', next)).toMatchObject({ closed: 1 });
    expect(await brokers.sql`select status, until_on::text from broker_status order by from_on`).toEqual([
      { status: 'ACTIVE', until_on: null },
      { status: 'CERTIFIED', until_on: '2019-12-31' },
      { status: 'VALIDATED', until_on: await yesterdayOf() },
    ]);
  });

  test('a district permit names its port', async () => {
    const counts = await brokers.feed('broker-permits', [
      PERMITS,
      '07001,N-1,NATIONAL,,2020-01-01,',
      '07001,D-1,DISTRICT,,2020-01-01,',
      '07001,D-2,DISTRICT,270,2020-01-01,',
      '07001,N-1,NATIONAL,2704,2020-01-01,',
    ]);
    expect(counts).toMatchObject({ accepted: 2, rejected: 2 });
    expect(await brokers.sql`select number, port from permit`).toEqual([{ number: 'N-1', port: '2704' }]);
  });
});
