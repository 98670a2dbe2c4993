import { createCipheriv, createDecipheriv, createHash, type KeyObject, randomBytes } from 'node:crypto';

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

const IV_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST_CURSOR = 16_384;
/** The clear text is padded to a multiple of this, so that a cursor's length tells little of its values'. */
const PADDING = 32;

/**
 * @param key 32 bytes, the same in every process that serves the list.
 * @param viewerKey who the list is for: a cursor of another viewer does not open.
 * @param queryKey which list: its coordinate and its arguments, `queryKey()` makes one.
 */
export function cursorSeal(key: KeyObject | Uint8Array, viewerKey: string, queryKey: string): CursorSeal {
  const aad = JSON.stringify([viewerKey, queryKey]);
  return {
    seal: (values) => sealCursor(key, aad, values),
    open: (text) => openCursor(key, aad, text),
  };
}

/** One text for a list: its coordinate (`Importer.entries`), its owner's id where nested, its arguments but `first` and `after`. */
export function queryKey(coordinate: string, parts: object): string {
  return createHash('sha256')
    .update(JSON.stringify([coordinate, parts]))
    .digest('base64url');
}

export function sealCursor(key: KeyObject | Uint8Array, aad: string, values: readonly CursorValue[]): string {
  const clear = Buffer.from(JSON.stringify(values), 'utf8');
  const padded = Buffer.alloc(Math.ceil(clear.length / PADDING) * PADDING, ' ');
  clear.copy(padded);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  const sealed = Buffer.concat([iv, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64url');
}

export function openCursor(
  key: KeyObject | Uint8Array,
  aad: string,
  text: string,
): readonly CursorValue[] | MalformedCursor {
  if (text.length > LONGEST_CURSOR) return MALFORMED;
  const sealed = Buffer.from(text, 'base64url');
  if (sealed.length < IV_BYTES + TAG_BYTES || sealed.toString('base64url') !== text) return MALFORMED;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(aad, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const clear = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    const values: readonly CursorValue[] = JSON.parse(clear.toString('utf8'));
    return values;
  } catch {
    return MALFORMED;
  }
}

export function isMalformedCursor(
  opened: readonly CursorValue[] | MalformedCursor,
): opened is MalformedCursor {
  return 'malformed' in opened;
}
