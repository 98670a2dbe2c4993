import { countStatements } from '@good-standing/kernel/postgres/statement.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { ASKER_NAMES, ASKERS, type Asker, askAs, CONTRACTS } from './askers.ts';
import { ABSENT, type Sampled, sampleIds } from './sample-ids.ts';
import { wholeSelections } from './whole-selection.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
let sampled: Sampled;
beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  sampled = await sampleIds(house);
});
afterAll(() => house?.close());

const selectionOf = (asker: Asker, type: string) =>
  wholeSelections(CONTRACTS[ASKERS[asker].audience], type, 1)[0] ?? '{ id }';

/** What a house does by itself, whoever asks: who holds agreements is asked anew every two seconds. */
const BY_ITSELF = /\bfrom agreement\b|\bledger\b|\brun_lock\b|graphile/;

/** What an answer cost this process: the statements, and the rows that each gave. Of two answers the less: once a minute a house sweeps. */
async function workOf(asker: Asker, query: string, variables: Readonly<Record<string, unknown>>) {
  const [one, other] = [await costOf(asker, query, variables), await costOf(asker, query, variables)];
  return one.work.length <= other.work.length ? one : other;
}

async function costOf(asker: Asker, query: string, variables: Readonly<Record<string, unknown>>) {
  const { result, statements, rows } = await countStatements(() => askAs(house, asker, { query, variables }));
  const work = statements
    .filter((text) => !BY_ITSELF.test(text))
    .map((text) => `${rows.get(text)} rows: ${text}`)
    .sort();
  return { data: result.data, work };
}

const KINDS = [
  ['importer', 'Importer'],
  ['entry', 'Entry'],
  ['seizure', 'Seizure'],
] as const;

const HIDDEN_FROM = ASKER_NAMES.filter((asker) => ASKERS[asker].audience !== 'CBP');

/**
 * The clock itself is for `npm run bench -- timing`; here is what it measures: that no work is done for
 * the one and not for the other. What Postgres does within a statement to find a row and then not give
 * it is evened out at the door (gateway/http/even-time.ts).
 */
describe('A23: what may not be known of is asked for as what is not there', () => {
  test.each(HIDDEN_FROM)('%s: the same statements, and as many rows', async (asker) => {
    const compared: string[] = [];
    for (const [kind, type] of KINDS) {
      const query = `query ($id: ID!) { ${kind}(id: $id) ${selectionOf(asker, type)} }`;
      const absent = await workOf(asker, query, { id: ABSENT[kind] });
      for (const id of sampled[kind]) {
        const { data, work } = await workOf(asker, query, { id });
        if (data?.[kind] !== null) continue;
        compared.push(kind);
        expect(work).toEqual(absent.work);
      }
    }
    expect(new Set(compared).size).toBeGreaterThan(1);
  });

  test("an importer by a number that may not be read, and by one that is nobody's", async () => {
    const query = 'query ($number: ImporterNumber!) { importerByNumber(number: $number) { id name } }';
    const unread = await house.admin.unsafe<{ number: string }[]>(
      `select number from importers.importer i
       where not exists (select from importers.jurisdiction j where j.importer_id = i.id and j.agency = 'CPS')
       order by number limit 5`,
    );
    expect(unread.length).toBeGreaterThan(2);
    const absent = await workOf('cpsc', query, { number: '99-123456700' });
    for (const { number } of unread) {
      const { data, work } = await workOf('cpsc', query, { number });
      if (data?.importerByNumber === null) expect(work).toEqual(absent.work);
    }
  });
});

describe('A23: what is withheld is not fetched', () => {
  const HOLLOW = `
    update entries.seizure set
      description_at_entry = null, description_at_detention = null, description_at_seizure = null,
      manufacturer_name = null, exporter_name = null, importer_name = null, images = '{}', redacted_images = '{}',
      domestic_value_cents = null, entry_id = null, filer_code = null, disposition = null
    where id = $1`;

  test('of what is held: the same work and the same bytes, whether something stands behind it or nothing', async () => {
    const held = ids.seizure(castCase(6));
    const askers = ['fda', 'lumen'] as const;
    const asked = async () => {
      const found = [];
      for (const asker of askers) {
        const query = `query ($id: ID!) { seizure(id: $id) ${selectionOf(asker, 'Seizure')} }`;
        found.push(await workOf(asker, query, { id: held }));
      }
      return found;
    };
    const before = await asked();
    expect(before.map(({ data }) => data?.seizure)).toMatchObject([
      { id: held, stage: null },
      { id: held, stage: null },
    ]);
    await house.admin.unsafe(HOLLOW, [held]);
    expect(await asked()).toEqual(before);
  });
});
