import { mkdirSync, writeFileSync } from 'node:fs';
import { PERSONAS } from '@good-standing/gateway/authenticate/personas.ts';
import type { EmbeddedPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin, beginByNpm, endAll, type Running, refusedWith, run } from './command.ts';
import { overTcp, ownPostgres, postgresOn, rowCounts, type TestFolder, testFolder } from './data-folder.ts';
import { printedRequests, printedTokens, printedUrl, send } from './printed-request.ts';

const READY = /Ctrl-C ends it\.\n/;
/** A load of the world tells of each of its feeds; the kill comes at any time after one of these. */
const FEEDS = [
  'agreements',
  'brokers',
  'importers',
  'bonds',
  'recordations',
  'recordations',
  'entries',
  'seizures',
];
const LONGEST_AFTER_MS = 2_500;

let folder: TestFolder;
let dataDir: string;
let own: EmbeddedPostgres;
/** On the embedded Postgres of `dataDir`, whose first load was killed. */
let house: Running;
/** On a Postgres of its own, undisturbed. */
let elsewhere: Running;
let undisturbed: Sql;
let killedAt: string;

/**
 * Two first starts at once: one is killed while the world loads and started again,
 * the other is left alone.
 */
beforeAll(async () => {
  folder = testFolder('start');
  dataDir = `${folder.path}/data`;
  own = await ownPostgres(`${folder.path}/own`);
  undisturbed = connect(own.adminUrl, { max: 1, applicationName: 'good-standing command tests' });
  elsewhere = beginElsewhere();
  const feed = FEEDS[Math.floor(Math.random() * FEEDS.length)] ?? 'entries';
  const afterMs = Math.floor(Math.random() * LONGEST_AFTER_MS);
  killedAt = `killed ${afterMs} ms after ${feed}`;
  const first = beginHouse();
  await first.until(new RegExp(`^ +${feed} +\\d+ rows`, 'm'));
  await new Promise((later) => setTimeout(later, afterMs));
  first.send('SIGKILL');
  await first.ended;
  house = beginHouse();
  await Promise.all([house.until(READY), elsewhere.until(READY)]);
});

afterAll(async () => {
  await endAll();
  await undisturbed.end({ timeout: 1 });
  await own.stop();
  await folder.remove();
});

function beginHouse(): Running {
  return begin('start', [], { PORT: '0', DATA_DIR: dataDir });
}

/** A mark of another database's world stands in its data folder. */
function beginElsewhere(): Running {
  const others = `${folder.path}/elsewhere`;
  mkdirSync(others, { recursive: true });
  writeFileSync(
    `${others}/world.json`,
    JSON.stringify({ size: 'small', seed: 1, on: '2026-01-01', state: 'LOADED' }),
  );
  return begin('start', [], { PORT: '0', DATA_DIR: others, DATABASE_URL: overTcp(own.adminUrl) });
}

async function ready(said: string): Promise<number> {
  return (await fetch(`${printedUrl(said)}/health/ready`)).status;
}

describe.each([
  ['on the embedded Postgres', () => house],
  ['on DATABASE_URL', () => elsewhere],
])('a start %s', (_place, started) => {
  test('prints where it is, and a token for each persona', () => {
    const said = started().said();
    expect(printedUrl(said)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([...printedTokens(said).keys()]).toEqual(Object.keys(PERSONAS));
  });

  test('is ready when it says so', async () => {
    expect(await ready(started().said())).toBe(200);
  });

  test('answers the three requests that it prints', async () => {
    const answers = await Promise.all(printedRequests(started().said()).map(send));
    expect(answers).toMatchObject([
      { status: 200, data: { importerByNumber: { name: expect.any(String) } } },
      { status: 200, data: { screen: { results: [{ reference: 'seller-1' }, { reference: 'seller-2' }] } } },
      { status: 200, data: { myRecordations: { nodes: expect.arrayContaining([expect.anything()]) } } },
    ]);
    const unexpected = answers.flatMap(({ errors }) =>
      errors.filter(({ extensions }) => extensions?.code !== 'FIELD_WITHHELD'),
    );
    expect(unexpected).toEqual([]);
  });

  test('accepts each token', async () => {
    const said = started().said();
    for (const [persona, token] of printedTokens(said)) {
      const response = await fetch(`${printedUrl(said)}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: '{ viewer { audience } }' }),
      });
      const { data } = (await response.json()) as { readonly data?: unknown };
      const { audience } = PERSONAS[persona as keyof typeof PERSONAS];
      expect({ persona, data }).toEqual({ persona, data: { viewer: { audience } } });
    }
  });
});

test('on DATABASE_URL nothing embedded runs', () => {
  expect(postgresOn(`${folder.path}/elsewhere`)).toBeNull();
});

test('a first load that was killed is completed by the next start, and nothing is doubled', async () => {
  const expected = await rowCounts(undisturbed);
  expect(expected['entries.run']).toBeGreaterThan(0);
  expect(await rowCounts(await folder.admin(dataDir)), killedAt).toEqual(expected);
});

test('a folder that a running house uses is refused to a second one', async () => {
  expect(await run('start', [], { PORT: '0', DATA_DIR: dataDir })).toEqual(
    refusedWith(
      `The data folder ${dataDir}/postgres is in use by another running Good Standing.\n`,
      '· database\n',
    ),
  );
  expect(await ready(house.said())).toBe(200);
});

describe.each([
  ['SIGINT', () => house],
  ['SIGTERM', () => elsewhere],
] as const)('%s', (signal, started) => {
  test('ends it cleanly', async () => {
    started().send(signal);
    expect(await started().ended).toMatchObject({ code: 0, stderr: '' });
  });
});

test('no Postgres is left running', () => {
  expect(postgresOn(dataDir)).toBeNull();
});

describe('the starts after', () => {
  test('reuse what is there', async () => {
    house = beginHouse();
    const { input } = await house.until(READY);
    expect(input).not.toMatch(/\d rows/);
  });

  test('recover by themselves from kill -9 of the server and of its Postgres', async () => {
    const left = postgresOn(dataDir);
    house.send('SIGKILL');
    await house.ended;
    if (left === null) throw new Error('no Postgres was running');
    process.kill(left, 'SIGKILL');
    house = beginHouse();
    await house.until(READY);
    expect(await rowCounts(await folder.admin(dataDir))).toEqual(await rowCounts(undisturbed));
    const [importer] = printedRequests(house.said());
    if (importer === undefined) throw new Error('no request was printed');
    expect(await send(importer)).toMatchObject({
      status: 200,
      data: { importerByNumber: expect.anything() },
    });
  });

  test('Ctrl-C ends npm start and all that it started', async () => {
    house.send('SIGINT');
    await house.ended;
    const typed = beginByNpm('start', [], { PORT: '0', DATA_DIR: dataDir });
    await typed.until(READY);
    typed.send('SIGINT');
    expect(await typed.ended).toMatchObject({ stderr: '' });
    await expect.poll(() => postgresOn(dataDir), { timeout: 20_000 }).toBeNull();
  });

  test('a signal while it starts leaves no Postgres either', async () => {
    house = beginHouse();
    await house.until(/· migrations\n/);
    house.send('SIGINT');
    expect(await house.ended).toMatchObject({ code: 130, stderr: '' });
    await expect.poll(() => postgresOn(dataDir), { timeout: 20_000 }).toBeNull();
  });
});
