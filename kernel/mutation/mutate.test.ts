import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import type { Owner } from '../postgres/owners.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import type { LoaderSetting } from '../subgraph/definition.ts';
import { testSecret } from '../subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '../viewer/viewer.ts';
import { inputDigest } from './input-digest.ts';
import { mutate } from './mutate.ts';
import { mutationTables } from './owner.ts';

/** An owner whose mutation turns cranes; each turn is a row. */
const owner: Owner = {
  name: 'cranes',
  migrations: new URL('./sample/', import.meta.url),
  also: [mutationTables],
};

const organization = (id: string) => ({ id, name: 'An invented port', address: 'Nowhere' });
const harbour: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'IMPORTER',
  organization: organization('org_1'),
  actor: 'clerk-1',
  subject: 'imp_1',
  agreementId: 'agr_1',
  purpose: 'OWN_RECORD',
};

let database: DisposableDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await disposableDatabase();
  await provision(database.adminUrl, [owner], database.roleSecret);
  await migrate(database.adminUrl, owner);
  sql = connect(ownerUrl(database.adminUrl, owner, database.roleSecret), { max: 4, applicationName: 'test' });
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

const setting = (viewer: Viewer): LoaderSetting => ({
  sql,
  viewer,
  requestId: 'req-1',
  today: Temporal.PlainDate.from('2026-11-02'),
  now: Temporal.Instant.from('2026-11-02T15:00:00Z'),
  secret: testSecret,
});

interface Turn {
  readonly crane: string;
  readonly degrees: number;
  readonly clientMutationKey?: string | null;
}

const turn = (input: Turn, viewer: Viewer = harbour, then: () => void = () => undefined) =>
  mutate(setting(viewer), {
    name: 'turnCrane',
    input,
    work: async (tx) => {
      if (input.crane === 'none') return null;
      await tx`insert into turn (crane) values (${input.crane})`;
      then();
      return input.crane;
    },
  });

const turnsOf = async (crane: string) => (await sql`select from turn where crane = ${crane}`).length;
const linesOf = (crane: string) =>
  sql`select * from mutation where record_id = ${crane} order by mutation_id`;

describe('an accepted mutation', () => {
  test('leaves its audit line: who, acting for whom, what, when, and no input', async () => {
    expect(await turn({ crane: 'audited', degrees: 12_345, clientMutationKey: 'k' })).toBe('audited');
    const [line] = await linesOf('audited');
    expect(line).toMatchObject({
      name: 'turnCrane',
      organization: 'org_1',
      audience: 'IMPORTER',
      actor: 'clerk-1',
      agreement_id: 'agr_1',
      purpose: 'OWN_RECORD',
      client_key: 'k',
      input_digest: inputDigest(harbour, { degrees: 12_345, crane: 'audited' }),
      request_id: 'req-1',
      accepted_at: Temporal.Instant.from('2026-11-02T15:00:00Z'),
    });
    expect(JSON.stringify(line)).not.toContain('12345');
  });

  test.each(['update mutation set actor = null', 'delete from mutation', 'truncate mutation'])(
    'keeps it: %s',
    async (attack) => {
      await expect(sql.unsafe(attack)).rejects.toThrow('an audit line is never changed');
    },
  );

  test('without a key is done each time', async () => {
    await turn({ crane: 'keyless', degrees: 1 });
    await turn({ crane: 'keyless', degrees: 1, clientMutationKey: null });
    expect([await turnsOf('keyless'), (await linesOf('keyless')).length]).toEqual([2, 2]);
  });
});

describe('under a client key', () => {
  test('the same input is done once, twenty times at once too', async () => {
    const again = { crane: 'busy', degrees: 90, clientMutationKey: 'busy-1' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => turn(again)));
    expect(new Set(answers)).toEqual(new Set(['busy']));
    expect(await turn({ clientMutationKey: 'busy-1', degrees: 90, crane: 'busy' })).toBe('busy');
    expect([await turnsOf('busy'), (await linesOf('busy')).length]).toEqual([1, 1]);
  });

  test('another input is refused, also for another record of the organisation', async () => {
    await turn({ crane: 'taken', degrees: 90, clientMutationKey: 'taken-1' });
    const used = 'clientMutationKey: this key was used for another input';
    await expect(turn({ crane: 'taken', degrees: 91, clientMutationKey: 'taken-1' })).rejects.toThrow(used);
    const forAnother = { ...harbour, subject: 'imp_2' };
    await expect(
      turn({ crane: 'taken', degrees: 90, clientMutationKey: 'taken-1' }, forAnother),
    ).rejects.toThrow(used);
    expect(await turnsOf('taken')).toBe(1);
  });

  test('another organisation has keys of its own', async () => {
    await turn({ crane: 'shared', degrees: 90, clientMutationKey: 'shared-1' });
    const other = { ...harbour, organization: organization('org_2') };
    await turn({ crane: 'shared', degrees: 91, clientMutationKey: 'shared-1' }, other);
    expect(await turnsOf('shared')).toBe(2);
  });

  test('what failed or found nothing did nothing and leaves the key free', async () => {
    const failing = { crane: 'failing', degrees: 1, clientMutationKey: 'failing-1' };
    const fall = () => {
      throw new Error('the crane fell');
    };
    await expect(turn(failing, harbour, fall)).rejects.toThrow('the crane fell');
    expect([await turnsOf('failing'), (await linesOf('failing')).length]).toEqual([0, 0]);
    expect(await turn({ crane: 'none', degrees: 1, clientMutationKey: 'failing-1' })).toBeNull();
    expect(await turn(failing)).toBe('failing');
    expect(await turnsOf('failing')).toBe(1);
  });

  test.each(['', 'with space', 'x'.repeat(65), 'é', 'new\nline'])(
    '%o is no key',
    async (clientMutationKey) => {
      await expect(turn({ crane: 'unkeyed', degrees: 1, clientMutationKey })).rejects.toThrow(
        'clientMutationKey: expected 1 to 64 visible ASCII characters',
      );
      expect(await turnsOf('unkeyed')).toBe(0);
    },
  );
});
