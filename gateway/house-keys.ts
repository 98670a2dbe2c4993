import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Everything that is derived from the house's one secret. Another use is another key. */
export interface HouseKeys {
  /** Opaque record ids from natural keys: changing it changes every id. */
  readonly ids: Buffer;
  /** Seals page cursors. */
  readonly cursors: Buffer;
  /** Passwords of the owners' database roles. */
  readonly roles: string;
  /** Ed25519: the gateway signs what it tells subgraphs in other processes. */
  readonly assertion: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  /** Ed25519: signs development tokens; nothing believes it in production. */
  readonly developmentIssuer: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  /** Digests of answers in the ledger: who has it can try values against them. */
  readonly digests: Buffer;
  /** Ed25519: signs the checkpoints of the ledger. */
  readonly checkpoints: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** HKDF-SHA-256 (RFC 5869), one label for each use. */
export function houseKeys(secret: string): HouseKeys {
  return {
    ids: derived(secret, 'record ids'),
    cursors: derived(secret, 'page cursors'),
    roles: derived(secret, 'database roles').toString('hex'),
    assertion: signingPair(derived(secret, 'viewer assertions')),
    developmentIssuer: signingPair(derived(secret, 'development issuer')),
    digests: derived(secret, 'answer digests'),
    checkpoints: signingPair(derived(secret, 'ledger checkpoints')),
  };
}

function derived(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'good-standing/v1', use, 32));
}

/** PKCS #8 (RFC 8410 § 7) around the 32 bytes of an Ed25519 seed. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function signingPair(seed: Buffer): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  const privateKey = createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
