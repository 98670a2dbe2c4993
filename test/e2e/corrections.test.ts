import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SIZE, type TestHouse, TODAY, testHouse } from '../world/house.ts';

const CASCADE = '07-000000300';

let house: TestHouse;
let folder: string;
beforeAll(async () => {
  house = await testHouse();
  folder = mkdtempSync(join(tmpdir(), 'gs-corrections-'));
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

/** The registry as the house has it, with one thing in it otherwise. */
function registryWith(change: (text: string) => string): string {
  const files = [...writeWorld({ size: SIZE, seed: 1, today: TODAY, folder })];
  const file = files.find(({ feed }) => feed === 'importers')?.file ?? expect.fail('no registry');
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
  return file;
}

const NOTICES = `{ correctionNotices { nodes {
  id record coordinates rules state recipientName correctedAt lastDisclosedAt } } }`;

async function notices(as: 'cbp' | 'pga' | 'platform') {
  const { data, errors } = await house.ask({ as, query: NOTICES });
  expect(errors).toEqual([]);
  return (data as { correctionNotices: { nodes: readonly Record<string, unknown>[] } }).correctionNotices
    .nodes;
}

test('5 USC 552a(c)(4): an agency that was disclosed a name hears that the registry corrected it', async () => {
  const asked = { as: 'pga', query: `{ importerByNumber(number: "${CASCADE}") { id name } }` } as const;
  const { data } = await house.ask(asked);
  const { id, name } = (data as { importerByNumber: { id: string; name: string } }).importerByNumber;
  expect(await notices('pga')).toEqual([]);

  await house.feed(
    'importers',
    registryWith((text) => text.replaceAll(name, `${name} Restated`)),
  );
  const due = {
    id: expect.stringMatching(/^ntc_/),
    record: id,
    coordinates: ['Importer.name'],
    rules: ['IMPORTER_NAME'],
    state: 'DUE',
    recipientName: expect.stringContaining('Food and Drug'),
    correctedAt: expect.any(String),
    lastDisclosedAt: '2026-11-02T15:00:00Z',
  };
  expect(await notices('cbp')).toEqual([due]);
  expect(await notices('pga')).toEqual([due]);
  expect(await notices('platform')).toEqual([]);

  const [notice] = await notices('cbp');
  const acknowledged = await house.ask({
    as: 'pga',
    query: 'mutation($id: ID!) { acknowledgeCorrection(id: $id) { state } }',
    variables: { id: notice?.id },
  });
  expect(acknowledged.data).toEqual({ acknowledgeCorrection: { state: 'ACKNOWLEDGED' } });
  expect((await notices('cbp')).map(({ state }) => state)).toEqual(['ACKNOWLEDGED']);
  expect((await house.ask(asked)).data).toEqual({ importerByNumber: { id, name: `${name} Restated` } });
});
