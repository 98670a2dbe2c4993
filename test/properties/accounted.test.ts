import { disposableDatabase } from '@good-standing/kernel/postgres/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACTS } from '../attacks/askers.ts';
import { type Account, examine } from './accounted.ts';
import { serveDirectly } from './answers/direct.ts';
import { type Answer, type Asked, exchange } from './answers/exchange.ts';
import { ledgerOf } from './answers/ledger.ts';
import { saidBy, toldCells } from './one-answer.ts';
import { SEED } from './seed.ts';
import { inventedWorld } from './worlds/invented.ts';
import { type OpenWorld, openWorld, TODAY } from './worlds/open.ts';
import { partiesOf } from './worlds/parties.ts';

let world: OpenWorld;
let asked: Asked;
let answer: Answer;
let account: Account;

const QUERY = `{ importers(first: 25) { nodes {
  __typename id name registryStatus lastUsedOn bonds { amount }
} } }`;

beforeAll(async () => {
  const invented = inventedWorld(SEED);
  world = await openWorld(await disposableDatabase(), invented);
  const party = partiesOf(invented, TODAY).find(({ name }) => name === 'beacon');
  if (party === undefined) throw new Error('no Beacon');
  asked = {
    party,
    purpose: null,
    query: QUERY,
    variables: {},
  };
  answer = await exchange(world, asked);
  const lines = (await ledgerOf(world, [answer.requestId])).get(answer.requestId) ?? [];
  account = { schema: CONTRACTS.BROKER, asked, body: answer.body, lines };
});
afterAll(() => world?.close());

const faultsOf = (over: Partial<Account>) => examine({ ...account, ...over }).faults;

describe('an account that is not right is found out', () => {
  test('this one is right, and holds and withholds something', () => {
    expect(faultsOf({})).toEqual([]);
    expect(account.lines.length).toBeGreaterThan(5);
    expect(account.body.extensions?.disclosure?.withheld?.length).toBeGreaterThan(2);
    expect(account.body.errors?.length).toBeGreaterThan(3);
  });

  test('INV2: a line too few, a line too many', () => {
    const [first, ...others] = account.lines;
    expect(faultsOf({ lines: others }).join()).toContain('disclosed and not in the ledger');
    const strange = { ...first, record: 'imp_00000000000000000000' } as (typeof account.lines)[number];
    expect(faultsOf({ lines: [...account.lines, strange] }).join()).toContain(
      'in the ledger and not disclosed',
    );
  });

  test('INV3: one withheld told too few, one too many, one twice, an error where nothing is withheld', () => {
    const { errors = [], extensions } = account.body;
    const withheld = extensions?.disclosure?.withheld ?? [];
    const telling = (told: typeof withheld) =>
      faultsOf({ body: { ...account.body, extensions: { disclosure: { withheld: told } } } }).join();
    const bonds = withheld.findIndex(({ coordinate }) => coordinate === 'Importer.bonds');
    const [told] = withheld.slice(bonds);
    if (told === undefined) throw new Error('nothing withheld');
    expect(telling(withheld.with(bonds, { ...told, count: told.count + 1 }))).toContain('Importer.bonds');
    expect(telling([...withheld, { ...told, count: 0 }])).toContain('told twice');
    const absent = { ...told, coordinate: 'Importer.number' };
    expect(telling([...withheld, absent])).toContain('Importer.number');
    const [error, ...others] = errors;
    const elsewhere = { ...error, path: ['importers', 'nodes', 0, 'id'] } as (typeof errors)[number];
    expect(faultsOf({ body: { ...account.body, errors: [elsewhere, ...others] } }).join()).toContain(
      'an error where nothing is withheld',
    );
    expect(faultsOf({ body: { ...account.body, errors: [...errors, ...errors] } }).join()).toContain(
      'two errors',
    );
  });

  test('INV4: another value on another path', async () => {
    const direct = await serveDirectly(world);
    const said = saidBy(world, direct);
    const schema = CONTRACTS.BROKER;
    expect(said.hear(asked, schema, answer)).toBeNull();
    expect(said.hear(asked, schema, answer)).toBeNull();
    const text = JSON.stringify(answer.body).replace('"ACTIVE"', '"VOIDED"');
    const other = { ...answer, body: JSON.parse(text) as Answer['body'] };
    expect(said.hear(asked, schema, other)).toMatchObject({ one: '"ACTIVE"', other: '"VOIDED"' });
    await direct.close();
  });

  test('INV4: what is null because something below it failed says nothing; what failed alone empties nothing', async () => {
    const query = '{ post(code: "QMA") { __typename id standings(after: "of no list") { __typename } } }';
    const { body } = await exchange(world, { ...asked, query });
    expect(body.data).toMatchObject({ post: { __typename: 'InternationalPost', standings: null } });
    const told = (data: object) =>
      toldCells(CONTRACTS.BROKER, { query, variables: {} }, { ...body, data: { ...data } }).map(
        ({ place }) => place,
      );
    expect(told({ post: null })).toEqual([]);
    expect(told(body.data ?? {})).toContain('Query.post({"code":"QMA"})');
  });
});
