import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { post as postTo, type Sent } from './client-under-test.ts';
import { type ServedHouse, serveHouse } from './house-under-test.ts';

let house: ServedHouse;
let fda: string;

beforeAll(async () => {
  house = await serveHouse({ deadlineMs: 600 });
  fda = await house.tokenFor('PGA', 'fda');
});

afterAll(async () => {
  await house.close();
});

beforeEach(() => {
  house.failures.length = 0;
});

function post(body: unknown, sent: Sent = {}) {
  return postTo(house.url, body, sent);
}

function ask(query: string, sent: Sent = {}, variables: Readonly<Record<string, unknown>> = {}) {
  return post({ query, variables }, sent);
}

describe('time', () => {
  test('an answer that does not come ends at the deadline', async () => {
    const { status, body } = await ask('{ slow }');
    expect(status).toBe(504);
    expect(body.errors[0]).toEqual({
      message: 'The answer was not ready within 600 ms.',
      extensions: { code: 'DEADLINE_EXCEEDED' },
    });
  });

  test('a client that goes away leaves the door open for others', async () => {
    const controller = new AbortController();
    const gone = fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ slow }"}',
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    await expect(gone).rejects.toThrow();
    expect((await ask('{ echo }')).status).toBe(200);
    expect(house.failures).toEqual([]);
  });
});

describe('health', () => {
  test.each([
    ['/health/live', 200],
    ['/health/ready', 200],
    ['/', 404],
    ['/graphql/', 404],
  ])('%s: %i', async (path, status) => {
    expect((await fetch(house.url + path)).status).toBe(status);
  });

  test('not ready is said', async () => {
    const served = await serveHouse({ isReady: () => false });
    expect((await fetch(`${served.url}/health/ready`)).status).toBe(503);
    await served.close();
  });
});

test('failures are logged without values, tokens or variables', async () => {
  await ask('{ importer(id: "canary-id") { id } broken }', { token: fda }, { canary: 'canary-variable' });
  await ask('{ slow }', { token: fda });
  await ask('{ echo }', { token: `${fda}x` });
  const logged = JSON.stringify(house.failures);

  expect(house.failures.map(({ event, code }) => `${event} ${code}`)).toEqual([
    'refused DEADLINE_EXCEEDED',
    'refused UNAUTHENTICATED',
  ]);
  expect(logged).not.toMatch(/canary|07-0000001|eyJ/);
});
