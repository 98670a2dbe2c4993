import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';

/** One value of a sort key. Days and instants as their ISO text. */
export type CursorValue = string | number | boolean | null;

export interface MalformedCursor {
  readonly malformed: 'cursor';
  readonly expected: string;
}

/** Seals and opens the cursors of one list for one viewer. */
export interface CursorSeal {
  seal(values: readonly CursorValue[]): string;
  open(text: string): readonly CursorValue[] | MalformedCursor;
}

const MALFORMED: MalformedCursor = {
  malformed: 'cursor',
  expected: 'a cursor that an earlier page of this list, with these arguments, gave you',
};

/** Block of AES: the synthetic IV, which is the tag too. */
const IV_BYTES = 16;
const LONGEST_CURSOR = 16_384;
/** The clear text is padded to a multiple of this, so that a cursor's length tells little of its values'. */
const PADDING = 32;

/**
 * @param key 32 bytes, the same in every process that serves the list.
 * @param viewerKey who the list is for: a cursor of another viewer does not open.
 * @param queryKey which list: its coordinate and its arguments, `queryKey()` makes one.
 */
export function cursorSeal(key: KeyObject | Uint8Array, viewerKey: string, queryKey: string): CursorSeal {
  const context = JSON.stringify([viewerKey, queryKey]);
  return {
    seal: (values) => sealCursor(key, context, values),
    open: (text) => openCursor(key, context, text),
  };
}

/** One text for a list: its coordinate (`Importer.entries`), its owner's id where nested, its arguments but `first` and `after`. */
export function queryKey(coordinate: string, parts: object): string {
  return createHash('sha256')
    .update(JSON.stringify([coordinate, parts]))
    .digest('base64url');
}

/**
 * The same place of the same list for the same viewer is the same cursor, byte for
 * byte, so that two answers differ only where what they say does.
 *
 * Synthetic IV (SIV: Rogaway and Shrimpton, "Deterministic Authenticated-Encryption",
 * 2006; the construction of RFC 5297 with HMAC-SHA-256 in place of S2V): the IV is a
 * keyed hash of context and clear text, cut to a block, and stands for the tag. A
 * cursor therefore tells of its content nothing but whether it is equal to another
 * cursor of the same context, which its holder sees by the rows it was given with;
 * under another context (viewer or list) equal content makes unrelated bytes. There is
 * no nonce to repeat: two contents meet in one 128-bit IV once in some 2^64 cursors,
 * and then show no more than the difference of the two. Who can make a cursor that
 * opens can forge the hash. The keys of hash and cipher are derived apart.
 */
export function sealCursor(
  key: KeyObject | Uint8Array,
  context: string,
  values: readonly CursorValue[],
): string {
  const keys = keysOf(key);
  const clear = Buffer.from(JSON.stringify(values), 'utf8');
  const padded = Buffer.alloc(Math.ceil(clear.length / PADDING) * PADDING, ' ');
  clear.copy(padded);
  const iv = syntheticIv(keys.hash, context, padded);
  const cipher = createCipheriv('aes-256-ctr', keys.cipher, iv);
  return Buffer.concat([iv, cipher.update(padded), cipher.final()]).toString('base64url');
}

export function openCursor(
  key: KeyObject | Uint8Array,
  context: string,
  text: string,
): readonly CursorValue[] | MalformedCursor {
  if (text.length > LONGEST_CURSOR) return MALFORMED;
  const sealed = Buffer.from(text, 'base64url');
  if (sealed.length < IV_BYTES + PADDING || sealed.toString('base64url') !== text) return MALFORMED;
  const keys = keysOf(key);
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-ctr', keys.cipher, iv);
  const clear = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES)), decipher.final()]);
  if (!timingSafeEqual(iv, syntheticIv(keys.hash, context, clear))) return MALFORMED;
  const values: readonly CursorValue[] = JSON.parse(clear.toString('utf8'));
  return values;
}

export function isMalformedCursor(
  opened: readonly CursorValue[] | MalformedCursor,
): opened is MalformedCursor {
  return 'malformed' in opened;
}

/** The context's length stands before it: no context and clear text run together like another two. */
function syntheticIv(hashKey: Buffer, context: string, clear: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(Buffer.byteLength(context, 'utf8')));
  return createHmac('sha256', hashKey)
    .update(length)
    .update(context, 'utf8')
    .update(clear)
    .digest()
    .subarray(0, IV_BYTES);
}

interface DerivedKeys {
  readonly hash: Buffer;
  readonly cipher: Buffer;
}

const derived = new WeakMap<KeyObject | Uint8Array, DerivedKeys>();

function keysOf(key: KeyObject | Uint8Array): DerivedKeys {
  let keys = derived.get(key);
  if (keys === undefined) {
    keys = { hash: derive(key, 'cursor: synthetic IV'), cipher: derive(key, 'cursor: cipher') };
    derived.set(key, keys);
  }
  return keys;
}

function derive(key: KeyObject | Uint8Array, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).digest();
}
