import { request } from 'node:http';
import { DATASETS } from '@good-standing/gateway/http/downloads/datasets.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';

let house: TestHouse;
let base: string;

beforeAll(async () => {
  house = await testHouse();
  base = new URL('/downloads', house.url).href;
});
afterAll(() => house?.close());

const get = (path = '', init: RequestInit = {}) => fetch(`${base}${path}`, init);

async function json(path: string, init: RequestInit = {}) {
  const response = await get(path, init);
  return { response, told: (await response.json()) as Told };
}

interface Told {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly provenance: Readonly<Record<string, string>>;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** RFC 4180, as a reader of another make would. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let [cell, isQuoted] = ['', false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const row = rows.at(-1) ?? [];
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      row.push(cell);
      cell = '';
      rows.push([]);
      at += 1;
    } else cell += character;
  }
  return rows.slice(0, -1);
}

describe('GET /downloads', () => {
  test('says what there is, each with its dictionary, its source and the law it is published under', async () => {
    const response = await get();
    const { datasets } = (await response.json()) as {
      datasets: { name: string; authority: string; csv: string }[];
    };
    expect(datasets.map(({ name }) => name)).toEqual(DATASETS.map(({ name }) => name));
    expect(datasets.filter(({ authority }) => authority === '')).toEqual([]);
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect((await get('/')).status).toBe(200);
  });

  describe.each(DATASETS.map(({ name, columns }) => ({ name, columns })))('$name', ({ name, columns }) => {
    test('as CSV and as JSON it is the same, to anyone, and nobody is recorded', async () => {
      const csv = await get(`/${name}.csv`);
      expect([csv.status, csv.headers.get('content-type')]).toEqual([
        200,
        'text/csv; charset=utf-8; header=present',
      ]);
      const [header = [], ...lines] = readCsv(await csv.text());
      expect(header).toEqual(columns.map((column) => column.name));
      const { response, told } = await json(`/${name}.json`);
      expect(response.status).toBe(200);
      expect(told.rows.length).toBeGreaterThan(0);
      expect(lines).toHaveLength(told.rows.length);
      for (const [nth, row] of told.rows.entries()) {
        expect(Object.keys(row)).toEqual(header);
        expect(lines[nth]?.map((cell) => cell.replace(/^'/, ''))).toEqual(
          Object.values(row).map((cell) =>
            Array.isArray(cell) ? cell.join(';') : cell === null ? '' : String(cell),
          ),
        );
      }
      expect(told.provenance).toMatchObject({ source: expect.any(String), authority: expect.any(String) });
      const withToken = await get(`/${name}.csv`, {
        headers: { authorization: `Bearer ${await house.token('cbp')}` },
      });
      expect(readCsv(await withToken.text())).toEqual([header, ...lines]);
      for (const answer of [csv, response, withToken]) {
        expect(await house.ledgerOf(answer.headers.get('x-request-id') ?? '')).toEqual([]);
        expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
        expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      }
    });

    test('its dictionary names and explains each column', async () => {
      const { tableSchema, url } = (await (await get(`/${name}.csv-metadata.json`)).json()) as {
        url: string;
        tableSchema: { columns: { name: string; datatype: string; 'dc:description': string }[] };
      };
      expect(url).toBe(`${name}.csv`);
      expect(tableSchema.columns.map((column) => column.name)).toEqual(columns.map((column) => column.name));
      expect(tableSchema.columns.filter((column) => column['dc:description'].length < 5)).toEqual([]);
      const csv = await get(`/${name}.csv`, { method: 'HEAD' });
      expect(csv.headers.get('link')).toBe(
        `</downloads/${name}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"`,
      );
      expect(await csv.text()).toBe('');
    });
  });
});

describe('what is answered from a snapshot', () => {
  const ofSnapshots = DATASETS.filter(({ state }) => state !== undefined).map(({ name }) => ({ name }));

  test.each(ofSnapshots)(
    '$name: with its id the same bytes for good, and not sent again to who has them',
    async ({ name }) => {
      const latest = await json(`/${name}.json`);
      const snapshot = latest.told.provenance.snapshot ?? '';
      expect(latest.told.provenance).toMatchObject({
        through: '2026-Q3',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      const one = await get(`/${name}.csv?snapshot=${snapshot}`);
      expect(one.headers.get('cache-control')).toBe('public, max-age=86400, immutable');
      const etag = one.headers.get('etag') ?? '';
      const bytes = await one.text();
      expect(await (await get(`/${name}.csv?snapshot=${snapshot}`)).text()).toBe(bytes);
      expect((await get(`/${name}.csv`)).headers.get('etag')).toBe(etag);
      expect(latest.response.headers.get('etag')).not.toBe(etag);
      const again = await get(`/${name}.csv?snapshot=${snapshot}`, { headers: { 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const unknown = await json(`/${name}.json?snapshot=sts_${'0'.repeat(20)}`);
      expect([unknown.response.status, unknown.told.errors[0]?.extensions.code]).toEqual([
        404,
        'UNKNOWN_DOWNLOAD',
      ]);
    },
  );

  test('no count below the smallest cell is in any', async () => {
    const { told } = await json('/seizure-statistics.json');
    expect(told.rows.filter(({ seizures }) => Number(seizures) > 0 && Number(seizures) < 10)).toEqual([]);
    expect(told.rows.filter((row) => (row.seizures === null) === row.is_published)).toEqual([]);
  });
});

describe('what is refused', () => {
  test.each([
    ['/nothing.csv', 404, 'UNKNOWN_DOWNLOAD'],
    ['/published-seizures.xml', 404, 'UNKNOWN_DOWNLOAD'],
    ['/../graphql.csv', 404, null],
    ['/%2e%2e/published-seizures.csv', 404, null],
    ['/published-seizures.csv?period=soon', 400, 'BAD_USER_INPUT'],
    ['/published-seizures.csv?period=2026-Q1&period=2026-Q2', 400, 'BAD_USER_INPUT'],
    ['/published-seizures.csv?__proto__=1', 400, 'BAD_USER_INPUT'],
    ['/trusted-importers.csv?search=A', 400, 'BAD_USER_INPUT'],
    [`/post-scoreboard.csv?quarter=${'2'.repeat(300)}`, 400, 'BAD_REQUEST'],
  ] as const)('%s: %i %s', async (path, status, code) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    if (code !== null) expect(((await response.json()) as Told).errors[0]?.extensions.code).toBe(code);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('anything but reading', async () => {
    const response = await get('/published-seizures.csv', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

test('a period and a quarter narrow what is had', async () => {
  const all = (await json('/published-seizures.json')).told.rows;
  const period = String(all[0]?.period);
  const { told } = await json(`/published-seizures.json?period=${period}`);
  expect(told.rows).toEqual(all.filter((row) => row.period === period));
  const earlier = await json('/post-scoreboard.json?quarter=2026-Q1');
  expect(new Set(earlier.told.rows.map(({ quarter }) => quarter))).toEqual(new Set(['2026-Q1']));
});

test('no cell is a formula to who opens it in a spreadsheet', async () => {
  await house.admin.unsafe(
    `update importers.listing set name = '=HYPERLINK("https://invented.example","A")'
     where id = (select min(id) from importers.listing where programme = 'TRUSTED' and name is not null)`,
  );
  const rows = readCsv(await (await get('/trusted-importers.csv')).text());
  expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  expect(rows.flat().some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
});

test('without the ledger there is all the same', async () => {
  await house.admin.unsafe('alter table ledger.request rename to request_away');
  try {
    const response = await get('/closed-penalties.csv');
    expect([response.status, readCsv(await response.text()).length > 1]).toEqual([200, true]);
  } finally {
    await house.admin.unsafe('alter table ledger.request_away rename to request');
  }
});

test('a download whose reader goes away is given up, and the next is served', async () => {
  for (let nth = 0; nth < 12; nth += 1) {
    await new Promise<void>((resolve) => {
      const asked = request(`${base}/seizure-statistics.csv`, (response) => {
        response.destroy();
        resolve();
      });
      asked.on('error', () => resolve());
      asked.end();
    });
  }
  await expect.poll(async () => (await get('/seizure-statistics.csv')).status, { timeout: 10_000 }).toBe(200);
  expect(house.failures.filter(({ event }) => event === 'failed')).toEqual([]);
});
