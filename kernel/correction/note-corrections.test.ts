import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import type { Owner } from '../postgres/owners.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { noteCorrections } from './note-corrections.ts';
import { correctionTables } from './owner.ts';

/** An owner of lamps, each in a room. */
const owner: Owner = {
  name: 'lamps',
  migrations: new URL('./sample/', import.meta.url),
  also: [correctionTables],
};

let database: DisposableDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await disposableDatabase();
  await provision(database.adminUrl, [owner], database.roleSecret);
  await migrate(database.adminUrl, owner);
  sql = connect(ownerUrl(database.adminUrl, owner, database.roleSecret), { max: 1, applicationName: 'test' });
  await sql`insert into lamp values ('lmp_1', 'hall', 60, null), ('lmp_2', 'hall', 40, 'green'), ('lmp_1', 'attic', 5, 'red')`;
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

const NOTE = noteCorrections({
  held: 'lamp',
  restated: 'staged',
  keys: ['id', 'room'],
  coordinates: { 'Lamp.power': ['watts'], 'Lamp.look': ['shade', 'watts'], 'Lamp.shade': ['shade'] },
});

const NOTE_ONCE_TOLD = noteCorrections({
  held: 'lamp',
  restated: 'staged',
  keys: ['id', 'room'],
  coordinates: { 'Lamp.look': ['watts'] },
  onceTold: { 'Lamp.look': ['shade'], 'Lamp.shade': ['shade'] },
});

async function noted(note: string, rows: string) {
  await sql.begin(async (tx) => {
    await tx.unsafe('create temp table staged on commit drop as select * from lamp with no data');
    await tx.unsafe(`insert into staged values ${rows}`);
    await tx.unsafe(note);
  });
  const taken = await sql<{ record: string; named: string }[]>`
    with taken as (delete from correction returning *)
    select record_id as record, array_to_string(coordinates, ' ') as named from taken order by 1, 2`;
  return taken.map(({ record, named }) => [record, named]);
}

test.each([
  ['the same again', `('lmp_1', 'hall', 60, null)`, []],
  ['a value', `('lmp_1', 'hall', 75, null)`, [['lmp_1', 'Lamp.power Lamp.look']]],
  ['a value where there was none', `('lmp_1', 'hall', 60, 'blue')`, [['lmp_1', 'Lamp.look Lamp.shade']]],
  ['none where there was a value', `('lmp_2', 'hall', 40, null)`, [['lmp_2', 'Lamp.look Lamp.shade']]],
  ['one that is not held yet', `('lmp_3', 'hall', 75, null)`, []],
  ['one that is held under another key', `('lmp_2', 'attic', 75, null)`, []],
  [
    'several at once',
    `('lmp_1', 'hall', 61, null), ('lmp_2', 'hall', 40, 'green'), ('lmp_1', 'attic', 5, 'pink')`,
    [
      ['lmp_1', 'Lamp.look Lamp.shade'],
      ['lmp_1', 'Lamp.power Lamp.look'],
    ],
  ],
] as const)('restated: %s', async (_what, rows, expected) => {
  expect(await noted(NOTE, rows)).toEqual(expected);
});

test.each([
  ['a value where there was none', `('lmp_1', 'hall', 60, 'blue')`, []],
  ['another value', `('lmp_2', 'hall', 40, 'blue')`, [['lmp_2', 'Lamp.look Lamp.shade']]],
  ['none where there was a value', `('lmp_2', 'hall', 40, null)`, [['lmp_2', 'Lamp.look Lamp.shade']]],
  ['what is corrected whenever it differs', `('lmp_1', 'hall', 75, 'blue')`, [['lmp_1', 'Lamp.look']]],
])('restated, and corrected once it had a value: %s', async (_what, rows, expected) => {
  expect(await noted(NOTE_ONCE_TOLD, rows)).toEqual(expected);
});
