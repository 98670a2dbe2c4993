import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIndex, type IndexOwner, patchIndex } from '../index/listed-index.ts';
import type { ListedParty } from '../index/listed-party.ts';
import { type SearchPool, searchPool } from './search-pool.ts';

const firm = (key: string, name: string): ListedParty => ({
  key,
  kind: 'ORGANIZATION',
  names: [name],
  addresses: [],
  identifiers: [{ scheme: 'UEI', value: `${key}UEI` }],
  phones: [],
  emails: [],
});

/** Before a change all are of one colour, after it of the other: an answer with both is torn. */
const list = (colour: string) =>
  Array.from({ length: 300 }, (_, nth) => firm(`k${nth}`, `${colour} ORCHARD HOLDING ${nth % 10}`));

let pool: SearchPool;
let owner: IndexOwner;
beforeAll(() => {
  pool = searchPool(2);
  owner = buildIndex(list('CRIMSON'));
  pool.use(owner.index);
});
afterAll(() => pool.end());

describe('a list that changes while it is searched', () => {
  test('each answer is of one list, whole; the last of the last', async () => {
    const asked = {
      ...firm('', 'Orchard Holding'),
      names: ['Crimson Orchard', 'Violet Orchard'],
      identifiers: [],
    };
    const answers: Promise<readonly (readonly { readonly name: string }[])[]>[] = [];
    for (let round = 0; round < 20; round += 1) {
      for (let nth = 0; nth < 5; nth += 1) answers.push(pool.find([asked], 500));
      owner = patchIndex(owner, { put: list(round % 2 === 0 ? 'VIOLET' : 'CRIMSON'), gone: [] });
      pool.use(owner.index);
    }
    for (const [found = []] of await Promise.all(answers)) {
      const colours = new Set(found.map(({ name }) => name.split(' ')[0]));
      expect(found.length).toBeGreaterThan(0);
      expect(colours.size).toBe(1);
    }
    const [last = []] = await pool.find([asked], 500);
    expect(new Set(last.map(({ name }) => name.split(' ')[0]))).toEqual(new Set(['CRIMSON']));
  });

  test('every identifier finds its party, whatever the name', async () => {
    const asked = list('x').map((party) => ({ ...party, names: ['Somebody Else'] }));
    const found = await pool.find(asked, 5);
    expect(found.map(([first]) => first?.key)).toEqual(asked.map(({ key }) => key));
    expect(new Set(found.map(([first]) => first?.score))).toEqual(new Set([1]));
  });
});
