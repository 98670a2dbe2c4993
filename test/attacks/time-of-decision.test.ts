import { AURORA } from '@good-standing/gateway/world/cast.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { type Answer, type Asker, askAs, credentials } from './askers.ts';

const BEGUN = Temporal.Instant.from('2026-11-02T15:00:00Z');
/** The last day of everything here. */
const LAST = '2026-11-05';
/** By which clocks of issuers may differ from ours. */
const TOLERANCE_MS = 5_000;
const END = Temporal.Instant.from('2026-11-06T00:00:00Z');

let now = BEGUN;
let house: TestHouse;
let aurora: string;

beforeAll(async () => {
  house = await testHouse(undefined, { clock: () => now });
  aurora = idsOf(house).importer(AURORA);
  const { data, text } = await askAs(house, 'aurora', {
    query: 'mutation ($input: GrantStandingConsentInput!) { grantStandingConsent(input: $input) { id } }',
    variables: {
      input: {
        platform: recordId('org', house.database.keys.ids, 'bazaar'),
        until: LAST,
        scopes: ['STANDING_STATUS'],
      },
    },
  });
  if (data?.grantStandingConsent == null) throw new Error(text);
  await house.admin.unsafe(
    `update importers.listing set until_on = $2 where importer_id = $1 and programme = 'TRUSTED'`,
    [aurora, LAST],
  );
  await house.admin.unsafe(
    `update access.agreement set expires_on = $1
     where organization_id = (select id from access.organization where key = 'fda')`,
    [LAST],
  );
});
afterAll(() => house?.close());

const at = async (instant: Temporal.Instant, asker: Asker, query: string): Promise<Answer> => {
  now = instant;
  return askAs(house, asker, { query, variables: { id: aurora } });
};
const importerIn = ({ data }: Answer) =>
  data?.importer as Readonly<Record<string, unknown>> | null | undefined;

const CASES: readonly (readonly [string, Asker, string, (answer: Answer) => boolean])[] = [
  [
    'a consent',
    'bazaar',
    'query ($id: ID!) { importer(id: $id) { registryStatus } }',
    (answer) => importerIn(answer)?.registryStatus === 'ACTIVE',
  ],
  [
    'a listing on the public registry',
    'nobody',
    'query ($id: ID!) { importer(id: $id) { id } }',
    (answer) => importerIn(answer) != null,
  ],
  [
    'an agreement',
    'fda',
    'query ($id: ID!) { importer(id: $id) { id } viewer { audience } }',
    ({ data }) => (data?.viewer as { audience: string } | undefined)?.audience === 'PGA',
  ],
];

describe('A63: one instant decides a whole request, to the millisecond', () => {
  test.each(CASES)('%s ends with its last day', async (_what, asker, query, isTold) => {
    const told: boolean[] = [];
    for (const milliseconds of [-86_400_000, -1, 0, 1]) {
      told.push(isTold(await at(END.add({ milliseconds }), asker, query)));
    }
    expect(told).toEqual([true, true, false, false]);
  });

  test('a token ends at the second that it says, and the five by which clocks may differ', async () => {
    const { authorization = '' } = await credentials(house, 'cbp');
    const [, claims = ''] = authorization.split('.');
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number };
    const end = Temporal.Instant.fromEpochMilliseconds(exp * 1_000);
    const statuses: number[] = [];
    for (const milliseconds of [-1, 0, TOLERANCE_MS - 1, TOLERANCE_MS]) {
      statuses.push((await at(end.add({ milliseconds }), 'cbp', '{ viewer { audience } }')).status);
    }
    expect(statuses).toEqual([200, 200, 200, 401]);
  });

  test('whatever time passes while it is answered: a clock that runs on changes no cell of it', async () => {
    const query = `query ($id: ID!) { a: importer(id: $id) { registryStatus } b: importer(id: $id) { registryStatus } }`;
    const last = END.subtract({ milliseconds: 1 });
    now = last;
    const whole = await askAs(house, 'bazaar', { query, variables: { id: aurora } });
    const answering = askAs(house, 'bazaar', { query, variables: { id: aurora } });
    // NOTE: a request takes longer than this to arrive; wherever it stands by then, all of it is on one side.
    await new Promise((later) => setTimeout(later, 3));
    now = END;
    const { data } = await answering;
    expect(whole.data).toEqual({ a: { registryStatus: 'ACTIVE' }, b: { registryStatus: 'ACTIVE' } });
    expect(data?.a).toEqual(data?.b);
  });
});
