import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { readConfig } from '@good-standing/gateway/config.ts';
import { checkpointsIn } from '@good-standing/gateway/house/chaining.ts';
import { openHouse } from '@good-standing/gateway/house/house.ts';
import { prepare } from '@good-standing/gateway/house/prepare.ts';
import { ledger } from '@good-standing/kernel/ledger/ledger.ts';
import { accountingOf } from '@good-standing/kernel/ledger/ledger-under-test.ts';
import type { EmbeddedPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, endAll, refusedWith, run } from './command.ts';
import { overTcp, ownPostgres, type TestFolder, testFolder } from './data-folder.ts';

const config = readConfig({});
const requestId = randomUUID();

let folder: TestFolder;
let own: EmbeddedPostgres;
let checkpoints: string;
const ANSWER = '{"importer":{"name":"One (invented)"}}';

beforeAll(async () => {
  folder = testFolder('ledger');
  own = await ownPostgres(`${folder.path}/own`);
  checkpoints = checkpointsIn(`${folder.path}/data`);
  const database = { adminUrl: own.adminUrl, keys: config.keys };
  await prepare(database);
  const house = await openHouse({ config, database, checkpoints });
  await ledger(house.pools.ledger, config.keys.digests).record({
    ...accountingOf(requestId, ['imp_one', 'imp_two']),
    answer: ANSWER,
  });
  await house.close();
});

afterAll(async () => {
  await endAll();
  await own.stop();
  await folder.remove();
});

function command(...args: readonly string[]): Promise<Ended> {
  return run('ledger', args, { DATABASE_URL: overTcp(own.adminUrl), DATA_DIR: `${folder.path}/data` });
}

test('a house that ends has chained and attested its ledger, in a file of its own user', async () => {
  expect(JSON.parse(readFileSync(checkpoints, 'utf8'))).toMatchObject({ sequence: 1 });
  expect(statSync(checkpoints).mode & 0o777).toBe(0o600);
});

test('verify: a ledger nobody touched', async () => {
  expect(await command('verify')).toEqual({
    code: 0,
    signal: null,
    stdout: expect.stringMatching(
      /^The ledger is what it was: 2 rows in 1 batches, 1 checkpoints, [\d.]+ s; 0 rows wait to be chained\.\n$/,
    ),
    stderr: '',
  });
});

test('a house that begins again signs only what is new', async () => {
  const before = readFileSync(checkpoints, 'utf8');
  const again = await openHouse({
    config,
    database: { adminUrl: own.adminUrl, keys: config.keys },
    checkpoints,
  });
  await again.close();
  expect(readFileSync(checkpoints, 'utf8')).toBe(before);
});

test('export: a line of JSON for each request', async () => {
  const { code, stdout } = await command('export');
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { requestId, disclosed: [{ record: 'imp_one' }, { record: 'imp_two' }] },
  ]);
});

test('show: what was disclosed of one record', async () => {
  const { code, stdout } = await command('show', 'imp_two');
  expect(code).toBe(0);
  expect(stdout).toMatch(/for RISK_ASSESSMENT; Importer\.name; under 19 CFR 103\.31\(d\); [^\n]*\n/);
  expect(stdout).toContain(requestId);
  expect(stdout).toMatch(/imp_two: 1 disclosure\n$/);
  expect((await command('show', 'imp_none')).stdout).toBe('imp_none: 0 disclosures\n');
});

test('match: whether an answer that someone kept is the one that left', async () => {
  const file = `${folder.path}/answer.json`;
  writeFileSync(file, JSON.stringify({ data: JSON.parse(ANSWER), extensions: {} }));
  expect(await command('match', requestId, file)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^This is what left at \S+ under request /),
  });
  writeFileSync(file, '{"data":{"importer":{"name":"Another (invented)"}}}');
  expect(await command('match', requestId, file)).toMatchObject({
    code: 1,
    stdout: `Another answer is recorded under request ${requestId}.\n`,
  });
  const other = randomUUID();
  expect((await command('match', other, file)).stdout).toBe(`Nothing is recorded under request ${other}.\n`);
  expect(await command('match', requestId, `${file}.none`)).toMatchObject({ code: 1, stdout: '' });
});

test('archive: a young ledger has nothing past retention', async () => {
  const { code, stdout } = await command('archive');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^0 months past retention \(5 years, 5 USC 552a\(c\)\(2\)\) archived in /);
});

test.each([[[]], [['verify', 'more']], [['show']], [['erase']]])(
  '%j is refused in one line',
  async (args) => {
    expect(await command(...args)).toEqual(
      refusedWith('expected: npm run ledger -- verify|export|show <record>|match <request> <file>|archive\n'),
    );
  },
);

test('verify: an altered checkpoint, and an altered entry, each named, exit code 1', async () => {
  const genuine = readFileSync(checkpoints, 'utf8');
  writeFileSync(checkpoints, genuine.replace('"sequence":1', '"sequence":2'));
  expect(await command('verify')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('checkpoint 1 does not bear the signature of this house'),
  });
  writeFileSync(checkpoints, genuine);
  const admin = connect(own.adminUrl, { max: 1, applicationName: 'good-standing command tests' });
  await admin
    .unsafe(
      `set session_replication_role = replica; update ledger.disclosure set stage = 'SEIZED' where 'imp_two' = any (record_ids)`,
    )
    .simple();
  await admin.end({ timeout: 1 });
  expect(await command('verify')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(
      `batch 1, request ${requestId}, record imp_one imp_two, a disclosure was altered`,
    ),
  });
});
