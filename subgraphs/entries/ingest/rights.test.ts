import { isRejected } from '@good-standing/kernel/ingest/feed.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf, seizureFile, seizureRow } from '../cast.ts';
import { definition } from '../subgraph.ts';

let entries: DisposableSubgraph;
beforeAll(async () => {
  entries = await disposableSubgraph(definition);
});
afterAll(() => entries?.drop());

const HEADER = 'recordation,agent_reference,from_on,until_on';

describe('recordation-agents: every delegation in force or known', () => {
  const kept = async () =>
    entries.sql<{ agent_id: string; from_on: string; until_on: string | null }[]>`
      select agent_id, from_on::text, until_on::text from recordation_agent order by from_on`;

  test('by ids; what a later snapshot no longer lists ended the day before; twice is once', async () => {
    const first = [
      HEADER,
      'TMK 07-00001,IPRR-07901,2026-01-01,',
      'tmk 07-00001,IPRR-07902,2026-02-01,2026-03-01',
    ];
    expect(await entries.feed('recordation-agents', first)).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await kept()).toEqual([
      { agent_id: idOf('own', 'IPRR-07901'), from_on: '2026-01-01', until_on: null },
      { agent_id: idOf('own', 'IPRR-07902'), from_on: '2026-02-01', until_on: '2026-03-01' },
    ]);
    await entries.feed('recordation-agents', [HEADER]);
    const [ended, past] = await kept();
    const yesterday = Temporal.Now.plainDateISO('UTC').subtract({ days: 1 }).toString();
    expect([ended?.until_on, past?.until_on]).toEqual([yesterday, '2026-03-01']);
    await entries.feed('recordation-agents', first);
    expect((await kept())[0]?.until_on).toBeNull();
  });

  test('rows that cannot be read go to quarantine with the field', async () => {
    const bad = [HEADER, 'TMK 7,IPRR-07901,2026-01-01,', 'TMK 07-00001,IPRR-07901,2026-01-02,2026-01-01'];
    expect(await entries.feed('recordation-agents', bad)).toMatchObject({ accepted: 0, rejected: 2 });
    const fields = await entries.sql`select field from quarantine order by line`;
    expect(fields.map(({ field }) => field)).toEqual(['recordation', 'until_on']);
  });
});

describe('dmca-persons (19 CFR 133.47)', () => {
  const feed = definition.feeds(testSecret).find(({ name }) => name === 'dmca-persons');
  const row = { recordation: 'COP 07-00002', list: 'injured', from_on: '2026-01-01', until_on: '' };
  const mapped = (over: object) => feed?.map({ ...row, ...over } as never, {} as never);

  test('a list each', () => {
    expect(mapped({})).toMatchObject({
      staged_dmca_person: [{ recordation_id: idOf('rec', 'COP 07-00002'), list: 'INJURED', until_on: null }],
    });
  });
  test.each([{ list: 'BOTH' }, { recordation: '' }, { from_on: '' }])('%o is not taken', (over) => {
    const result = mapped(over);
    expect(result !== undefined && isRejected(result)).toBe(true);
    expect(result).toMatchObject({ field: Object.keys(over)[0] });
  });
});

describe('what a line was held for', () => {
  test.each([
    ['a mark', { grounds: 'IPR_TRADEMARK' }, 'TRADEMARK'],
    ['a work', { grounds: 'IPR_COPYRIGHT', recordation: 'COP 07-00002' }, 'COPYRIGHT'],
    ['flagged gray market', { grounds: 'IPR_TRADEMARK', gray_market: 'Y' }, 'GRAY_MARKET'],
    ['gray market by the grounds alone', { grounds: 'GRAY_MARKET' }, 'GRAY_MARKET'],
    ['gray market is another line of the seizure', { grounds: 'IPR_TRADEMARK;GRAY_MARKET' }, 'TRADEMARK'],
    ['a device that circumvents', { grounds: 'DMCA', recordation: 'COP 07-00002' }, 'DMCA'],
    ['as told', { grounds: 'IPR_COPYRIGHT;DMCA', recordation: 'COP 07-00002', basis: 'DMCA' }, 'DMCA'],
    ['no right', { grounds: 'FORCED_LABOR' }, null],
    ['no recordation', { grounds: 'IPR_TRADEMARK', recordation: '' }, null],
  ])('%s', async (_case, over, expected) => {
    const number = '2026-INV-000201-01';
    expect(await entries.feed('seizures', seizureFile([seizureRow(number, over)]))).toMatchObject({
      rejected: 0,
    });
    const [line] =
      await entries.sql`select basis from seizure_line where seizure_id = ${idOf('sez', number)}`;
    expect(line?.basis).toBe(expected);
  });

  test('columns that a file may lack', async () => {
    const number = '2026-INV-000202-01';
    const [header = '', row = ''] = seizureFile([seizureRow(number)]);
    const without = [
      'importer_response',
      'importer_responded_on',
      'images_requested_on',
      'commissioner_belief_on',
      'basis',
    ];
    const lacking = header.split(',').flatMap((column, nth) => (without.includes(column) ? [nth] : []));
    const file = [header, row].map((each) =>
      each
        .split(',')
        .filter((_cell, nth) => !lacking.includes(nth))
        .join(','),
    );
    expect(await entries.feed('seizures', file)).toMatchObject({ accepted: 1, rejected: 0 });
  });

  test.each([
    ['importer_response', { importer_response: 'MAYBE' }],
    ['importer_responded_on', { importer_responded_on: '2026-11-01' }],
    ['basis', { basis: 'PATENT' }],
  ])('%s is not taken', async (field, over) => {
    await entries.sql`delete from quarantine`;
    expect(
      await entries.feed('seizures', seizureFile([seizureRow('2026-INV-000203-01', over)])),
    ).toMatchObject({
      rejected: 1,
    });
    const [found] = await entries.sql`select field from quarantine`;
    expect(found?.field).toBe(field);
  });
});
