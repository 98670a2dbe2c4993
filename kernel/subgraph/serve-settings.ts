import { createPublicKey, type KeyObject } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Secret } from './definition.ts';

/** What a subgraph that runs alone is told. It holds no key to sign with and no way to another owner's tables. */
export interface ServeSettings {
  /** --port or PORT: TCP port, 0 for any free one; 4001 where absent. */
  readonly port: number;
  /** HOST: address listened on; 127.0.0.1 where absent. */
  readonly host: string;
  /** DATABASE_URL: the owner's own login. */
  readonly databaseUrl: string;
  /** LEDGER_DATABASE_URL: the login that may only insert. */
  readonly ledgerUrl: string;
  /** IDS_KEY and CURSORS_KEY: 64 hexadecimal digits each. */
  readonly secret: Secret;
  /** DIGESTS_KEY: 64 hexadecimal digits; of the digests of answers in the ledger. */
  readonly digestsKey: Buffer;
  /** ASSERTION_PUBLIC_KEY: Ed25519, SPKI as base64 DER or as PEM. */
  readonly assertionKey: KeyObject;
}

/** A setting that cannot be used: what was expected. Its value, which may be secret, is not repeated. */
export class ServeSettingError extends Error {
  override readonly name = 'ServeSettingError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @param argv of the process: its own two first. */
export function readServeSettings(argv: readonly string[], environment: Environment): ServeSettings {
  return {
    port: readPort(portArgument(argv) ?? environment.PORT ?? '4001'),
    host: environment.HOST ?? '127.0.0.1',
    databaseUrl: databaseUrl(environment, 'DATABASE_URL'),
    ledgerUrl: databaseUrl(environment, 'LEDGER_DATABASE_URL'),
    secret: { ids: key(environment, 'IDS_KEY'), cursors: key(environment, 'CURSORS_KEY') },
    digestsKey: key(environment, 'DIGESTS_KEY'),
    assertionKey: publicKey(given(environment, 'ASSERTION_PUBLIC_KEY')),
  };
}

function portArgument(argv: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: argv.slice(2), options: { port: { type: 'string' } } }).values.port;
  } catch {
    throw new ServeSettingError('expected no arguments but --port N');
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new ServeSettingError('--port or PORT: expected 0 to 65535');
}

function given(environment: Environment, name: string): string {
  const text = environment[name]?.trim();
  if (text === undefined || text === '') throw new ServeSettingError(`${name}: expected, got nothing`);
  return text;
}

function databaseUrl(environment: Environment, name: string): string {
  const text = given(environment, name);
  if (URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol)) return text;
  throw new ServeSettingError(`${name}: expected postgres://user:password@host:port/database`);
}

function key(environment: Environment, name: string): Buffer {
  const text = given(environment, name);
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new ServeSettingError(`${name}: expected 64 hexadecimal digits`);
}

function publicKey(text: string): KeyObject {
  try {
    const read = text.startsWith('-----')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    if (read.asymmetricKeyType === 'ed25519') return read;
  } catch {
    // Told below, the same as a key of another kind.
  }
  throw new ServeSettingError('ASSERTION_PUBLIC_KEY: expected an Ed25519 public key, SPKI');
}
