import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from './disposable.ts';
import { connect, type Sql } from './pool.ts';
import { compile, countStatements, statement } from './statement.ts';

let database: DisposableDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await disposableDatabase();
  sql = connect(database.adminUrl, { max: 1, applicationName: 'statement test' });
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

describe('named parameters', () => {
  test.each([
    ['a parameter twice is one', 'a = :id or b = :id', 'a = $1 or b = $1', ['id']],
    ['a cast is none', 'x::text = :id::text', 'x::text = $1::text', ['id']],
    ['quoted text is left alone', "':no' = :id", "':no' = $1", ['id']],
    ['a doubled quote does not end it', "'it''s :no' = :id", "'it''s :no' = $1", ['id']],
    ['an identifier is left alone', '":no" = :id', '":no" = $1', ['id']],
    ['a comment is left alone', '-- :no\n/* :no */ :id', '-- :no\n/* :no */ $1', ['id']],
    ['a dollar quote is left alone', '$$ :no $$ || :id', '$$ :no $$ || $1', ['id']],
  ])('%s', (_case, text, compiled, names) => {
    expect(compile(text)).toEqual({ text: compiled, names });
  });

  test('one that is not given is refused', async () => {
    await expect(statement(sql, 'select :id::text')({})).rejects.toThrow(':id, which was not given');
  });

  test.each([['a\0b'], [['a', 'b\0']]])('text that Postgres cannot hold is refused as input', async (id) => {
    await expect(statement(sql, 'select :id::text')({ id })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('values go and come as the house knows them', () => {
  const day = Temporal.PlainDate.from('2024-02-29');
  const instant = Temporal.Instant.from('2026-06-01T12:34:56.123456Z');

  test.each([
    ['text', 'it\'s "quoted" \\ and {braced}, é'],
    ['text', ''],
    ['boolean', true],
    ['boolean', false],
    ['int4', -1],
    ['int8', Number.MAX_SAFE_INTEGER],
    ['float8', 0.1],
    ['text', null],
    ['text[]', ['a', '', 'null', 'b,"c"\\', '{}', ' d ', null]],
    ['text[]', []],
    ['int8[]', [1, 2]],
    ['bool[]', [true, false, null]],
  ] as const)('%s %j', async (type, value) => {
    const [row] = await statement<{ v: unknown }>(sql, `select :v::${type} as v`)({ v: value });
    expect(row?.v).toEqual(value);
  });

  test('days, instants, JSON and bytes', async () => {
    const echo = statement<{
      d: Temporal.PlainDate;
      i: Temporal.Instant;
      ds: Temporal.PlainDate[];
      j: unknown;
      b: Buffer;
    }>(sql, 'select :d::date as d, :i::timestamptz as i, :ds::date[] as ds, :j::jsonb as j, :b::bytea as b');
    const bytes = new Uint8Array([0, 255]);
    const [row] = await echo({ d: day, i: instant, ds: [day], j: { json: { a: ['x'] } }, b: bytes });
    expect(row?.d.equals(day)).toBe(true);
    expect(row?.i.equals(instant)).toBe(true);
    expect(row?.ds.map(String)).toEqual(['2024-02-29']);
    expect(row?.j).toEqual({ a: ['x'] });
    expect([...(row?.b ?? [])]).toEqual([0, 255]);
  });

  test('an int8 that a number cannot hold is refused, not rounded', async () => {
    await expect(statement(sql, "select '9007199254740993'::int8")({})).rejects.toThrow('beyond 2^53');
  });
});

test('one text is one prepared statement, whatever its values', async () => {
  const ids = statement(sql, 'select 1 as one where 1 = any(:ids::int[]) and :flag::boolean is not null');
  await ids({ ids: [], flag: null });
  await ids({ ids: [1, 2, 3], flag: true });
  await ids({ ids: [1], flag: false });
  const prepared =
    await sql`select count(*) as n from pg_prepared_statements where statement like 'select 1 as one%'`;
  expect(prepared).toEqual([{ n: 1 }]);
});

test('statements are counted while someone counts', async () => {
  const one = statement<{ one: number }>(sql, 'select 1 as one');
  const { result, statements } = await countStatements(async () => [...(await one({})), ...(await one({}))]);
  expect(result).toEqual([{ one: 1 }, { one: 1 }]);
  expect(statements).toEqual(['select 1 as one', 'select 1 as one']);
});
