import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from './subgraph.ts';

const BEACON = recordId('brk', testSecret.ids, '07001');
const COMPASS = recordId('brk', testSecret.ids, '07002');
const [AURORA_NUMBER, FORMER_NUMBER] = ['07-000000100', '07-000000900'];
const importerOf = (number: string) => recordId('imp', testSecret.ids, number);

const rules = new Set(['BROKER_RECORD', 'ENTRY_PARTIES']);
const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP' };
const beacon: Viewer = { ...PUBLIC_VIEWER, audience: 'BROKER', subject: BEACON, rules };
const compass: Viewer = { ...beacon, subject: COMPASS };

const COLUMNS =
  'entry_number,entry_type,environment,mode_of_transport,port,filed_on,released_on,importer_number,post_code,entered_value_usd,duties_owed_usd,duties_paid_usd,bond_type,surety_code,line,hts,description,origin,line_value_usd,line_duty_usd,quantity,unit,mid,agencies';
const entry = (number: string, type: string, filedOn: string, releasedOn: string, importer: string) =>
  `${number},${type},CARGO,11,2704,${filedOn},${releasedOn},${importer},,100.00,1.00,1.00,,,1,6912004810,Invented,US,100.00,1.00,1,NO,,FDA`;

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await disposableSubgraph(definition);
  await entries.feed('entries', [
    COLUMNS,
    entry('B76-0324527-8', '01', '2026-08-05', '2026-08-06', AURORA_NUMBER),
    entry('ABC-1234567-6', '11', '2026-08-31', '', AURORA_NUMBER),
    entry('ABC-0000001-0', '01', '2026-10-01', '2026-10-02', AURORA_NUMBER),
    entry('N01-0324527-5', '01', '2026-10-01', '2026-10-02', FORMER_NUMBER),
    entry('Z99-0000000-3', '01', '2026-10-01', '2026-10-02', AURORA_NUMBER),
  ]);
  await entries.sql`
    insert into filer_code (code, broker_id)
    values ('B76', ${BEACON}), ('ABC', ${BEACON}), ('N01', ${BEACON}), ('Z99', ${COMPASS})
    on conflict (code) do update set broker_id = excluded.broker_id`;
  await entries.sql`
    insert into engagement (broker_id, importer_id, from_on, until_on)
    values (${BEACON}, ${importerOf(AURORA_NUMBER)}, '2020-01-01', null),
           (${BEACON}, ${importerOf(FORMER_NUMBER)}, '2020-01-01', '2026-10-31')`;
});
afterAll(() => entries?.drop());

const FILINGS = `query ($refs: [_Any!]!, $from: Date!, $to: Date!) {
  _entities(representations: $refs) { ... on Broker {
    filings(from: $from, to: $to) {
      total { from to entries released importers entryTypes { type { code } entries } }
      months { from entries importers }
    }
  } }
}`;
const ask = (viewer: Viewer, over: object = {}, ...ids: readonly string[]) =>
  entries.ask({
    viewer,
    document: FILINGS,
    variables: {
      refs: (ids.length === 0 ? [BEACON] : ids).map((id) => ({ __typename: 'Broker', id })),
      from: '2026-08-31',
      to: '2026-10-01',
      ...over,
    },
  });

describe('EO 14411 § 4(a), 19 CFR 111.24: what a broker filed', () => {
  test('to the broker what it filed for its clients of today, by month', async () => {
    const answer = await ask(beacon);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      _entities: [
        {
          filings: {
            total: {
              from: '2026-08-01',
              to: '2026-10-31',
              entries: 3,
              released: 2,
              importers: 1,
              entryTypes: [
                { type: { code: '01' }, entries: 2 },
                { type: { code: '11' }, entries: 1 },
              ],
            },
            months: [
              { from: '2026-08-01', entries: 2, importers: 1 },
              { from: '2026-09-01', entries: 0, importers: 0 },
              { from: '2026-10-01', entries: 1, importers: 1 },
            ],
          },
        },
      ],
    });
  });

  test('to CBP all', async () => {
    const answer = await ask(cbp);
    expect(answer.data).toMatchObject({ _entities: [{ filings: { total: { entries: 4, importers: 2 } } }] });
  });

  test.each([
    ['another broker', compass],
    ['an agency', { ...beacon, audience: 'PGA', agency: 'FDA' }],
    ['an importer', { ...beacon, audience: 'IMPORTER', subject: importerOf(AURORA_NUMBER) }],
    ['nobody', PUBLIC_VIEWER],
  ] as const)('to %s none', async (_who, viewer) => {
    const answer = await ask(viewer);
    expect(answer.data).toEqual({ _entities: [{ filings: null }] });
    expect(answer.disclosed).toEqual([]);
  });

  test('for how many importers, to who may have the parties', async () => {
    const answer = await ask({ ...beacon, rules: new Set(['BROKER_RECORD']) });
    expect(answer.data).toMatchObject({
      _entities: [{ filings: { total: { entries: 3, importers: null } } }],
    });
    expect(answer.withheld).toMatchObject([
      { coordinate: 'BrokerFilingPeriod.importers', reason: 'AGREEMENT' },
    ]);
  });

  test('one statement for all brokers', async () => {
    const answer = await ask(cbp, {}, BEACON, COMPASS, recordId('brk', testSecret.ids, 'x'));
    expect(answer.statements).toHaveLength(1);
    expect(answer.data).toMatchObject({
      _entities: [
        { filings: { total: { entries: 4 } } },
        { filings: { total: { entries: 1 } } },
        { filings: { total: { entries: 0 } } },
      ],
    });
  });

  test.each([
    [{ from: '2026-10-02' }, 'to: expected a day not before from, and at most 60 months, both in'],
    [{ from: '2021-10-01' }, 'to: expected a day not before from, and at most 60 months, both in'],
  ])('%j is refused', async (over, message) => {
    expect((await ask(beacon, over)).errors).toMatchObject([
      { message, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
