import { ledgerOwner } from '@good-standing/kernel/ledger/ledger.ts';
import type { Owner } from '@good-standing/kernel/postgres/owners.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { SUBGRAPHS } from '@good-standing/schema/compose.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../house/database.ts';
import { ROOMS } from '../house/owners.ts';
import { type HouseDatabase, prepare } from '../house/prepare.ts';
import { command, readArguments, UsageError } from './arguments.ts';
import { signalled } from './signals.ts';

const ALONE = ROOMS.filter(({ name }) => name !== 'access');
const USAGE = `expected: npm run subgraph -- ${ALONE.map(({ name }) => name).join('|')} [--port N]`;

/**
 * `npm run subgraph`: one subgraph in a process of its own, beside a running house
 * or on DATABASE_URL. It is given its own logins and the gateway's public key, and
 * nothing that signs.
 */
await command(async () => {
  const { positionals, values } = readArguments(USAGE, { port: { type: 'string' } });
  const room = ALONE.find(({ name }) => name === positionals[0]);
  if (room === undefined || positionals.length !== 1) throw new UsageError(USAGE);
  const config = readConfig(process.env);
  const database = await openDatabase(config, true);
  try {
    await prepare(database);
    const port = SUBGRAPHS.find(({ name }) => name === room.name)?.port;
    Object.assign(process.env, {
      ...settingsOf(database, room.owner),
      PORT: typeof values.port === 'string' ? values.port : String(port),
      HOST: config.host,
    });
    process.argv.splice(2);
    await import(`../../subgraphs/${room.name}/main.ts`);
    if (process.exitCode === undefined) await signalled();
  } finally {
    await database.stop();
  }
});

function settingsOf({ adminUrl, keys }: HouseDatabase, owner: Owner): Readonly<Record<string, string>> {
  return {
    DATABASE_URL: ownerUrl(adminUrl, owner, keys.roles),
    LEDGER_DATABASE_URL: ownerUrl(adminUrl, ledgerOwner, keys.roles),
    IDS_KEY: keys.ids.toString('hex'),
    CURSORS_KEY: keys.cursors.toString('hex'),
    DIGESTS_KEY: keys.digests.toString('hex'),
    ASSERTION_PUBLIC_KEY: keys.assertion.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}
