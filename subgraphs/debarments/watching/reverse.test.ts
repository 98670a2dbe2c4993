import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InventedRow, inventedList } from '../ingest/sample/invented-list.ts';
import { readParty } from '../screening/party.ts';
import { screenRead } from '../screening/screen.ts';
import { inventedCage, inventedName, inventedPlace } from './invented-parties-under-test.ts';
import { fingerprintOf, outcomeOf } from './outcome.ts';
import { NOW, organization, type WatchingHouse, watch, watchingHouse } from './watching-under-test.ts';

const listed = fc.record({
  name: inventedName,
  also: fc.option(inventedName),
  place: inventedPlace,
  cage: fc.option(inventedCage, { freq: 1 }),
  number: fc.nat(400),
});
const party = fc.record({
  name: inventedName,
  other: fc.option(inventedName),
  place: fc.option(inventedPlace, { freq: 1 }),
  cage: fc.option(inventedCage, { freq: 1 }),
});
/** The first list, and what is left out of and added to each after it. */
const worlds = fc.record({
  first: fc.array(listed, { minLength: 5, maxLength: 40 }),
  steps: fc.array(fc.record({ gone: fc.nat(9), added: fc.array(listed, { maxLength: 6 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  parties: fc.array(party, { minLength: 20, maxLength: 60 }),
});

type Listed = typeof listed extends fc.Arbitrary<infer One> ? One : never;
type PartyAsked = typeof party extends fc.Arbitrary<infer One> ? One : never;

const rowOf = ({ name: Name, also, place: at, cage, number }: Listed): InventedRow => ({
  Name,
  'Cross-Reference': also === null ? '' : `(also ${also})`,
  'Address 1': at.street,
  City: at.city,
  'Zip Code': at.zip,
  CAGE: cage ?? '',
  'SAM Number': `S4INV${number}`,
});
const inputOf = ({ name: text, other, place: at, cage }: PartyAsked, nth: number) => ({
  reference: `party ${nth}`,
  name: text,
  ...(other === null ? {} : { otherNames: [other] }),
  ...(at === null
    ? {}
    : { address: { lines: [at.street], city: at.city, postalCode: at.zip, country: 'US' } }),
  ...(cage === null ? {} : { identifiers: [{ scheme: 'CAGE', value: cage }] }),
});

let house: WatchingHouse;
let round = 0;
beforeAll(async () => {
  house = await watchingHouse();
});
afterAll(() => house?.drop());

test('a change of the list tells of those watched parties whose forward result changed, and of no other', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(worlds, async ({ first, steps, parties }) => {
      round += 1;
      const viewer = organization(`org_world_${round}`);
      let list = first;
      await house.feed('sam-exclusions', inventedList(...list.map(rowOf)));
      await house.sweep();
      const asked = parties.map(inputOf);
      const watched = await watch(house, viewer, asked);
      // NOTE: who was given in the last minutes is looked up whatever changed.
      await house.sql.unsafe("update watched_party set written_at = written_at - interval '1 hour'");
      const ids = watched.map(({ watched: one }) => one?.id ?? '');
      const forward = async () => {
        const { results } = await screenRead({
          sql: house.sql,
          viewer,
          now: NOW,
          today: NOW.toZonedDateTimeISO('UTC').toPlainDate(),
        })(
          asked.map((input) => ({
            reference: input.reference,
            party: readParty(input as Parameters<typeof readParty>[0]),
          })),
          NOW.toZonedDateTimeISO('UTC').toPlainDate(),
        );
        return results.map(({ watching }) => fingerprintOf(outcomeOf(watching).matches));
      };
      let before = await forward();
      await house.announced();
      for (const { gone, added } of steps) {
        list = [...list.slice(gone % list.length), ...added];
        await house.feed('sam-exclusions', inventedList(...list.map(rowOf)));
        await house.sweep(NOW.add({ seconds: round }));
        const after = await forward();
        const told = (await house.announced()).map(({ record }) => record).filter((id) => ids.includes(id));
        const shouldBe = ids.filter((_id, nth) => before[nth] !== after[nth]);
        expect(told.toSorted()).toEqual(shouldBe.toSorted());
        changed += told.length;
        before = after;
      }
      await house.sql.unsafe('delete from watched_party');
    }),
    { numRuns: Number(process.env.WATCHING_RUNS ?? 3), seed: 20261122 },
  );
  expect(changed).toBeGreaterThan(0);
}, 120_000);
