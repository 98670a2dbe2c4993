import { hash } from 'node:crypto';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** What each prefix stands for. */
export const RECORD_PREFIXES = {
  imp: 'importer',
  ent: 'entry',
  lin: 'entry line',
  sez: 'seizure',
  szl: 'seizure line',
  clk: 'statutory clock',
  rel: 'release',
  irq: 'image request',
  smp: 'sample request',
  rec: 'recordation',
  exc: 'exclusion',
  xln: 'exclusion link',
  pst: 'post',
  brk: 'broker',
  org: 'organization',
  agr: 'agreement',
  vio: 'violation',
  pen: 'penalty',
  evc: 'case of evasion',
  fld: 'detention for forced labor',
  lqd: 'claim for liquidated damages',
  cer: 'certification of an entry',
  bil: 'bill',
  bnd: 'bond',
  cnf: 'confidentiality certification',
  cns: 'standing consent',
  prm: 'permit',
  lst: 'trusted listing',
  own: 'recordation owner',
  pay: 'payment',
  dis: 'importer disclosure',
  evt: 'event',
  whk: 'webhook',
  dlv: 'webhook delivery',
  fnd: 'finding',
  psc: 'score of a post',
  qcl: 'closing of a quarter',
  thr: 'threshold decision',
  mor: 'measure order',
  mrv: 'measure review',
  rmv: 'removal request',
  inf: 'information request',
  pin: 'instrument with a post',
  ntc: 'correction notice',
  rpt: 'violation report',
  rat: 'report attachment',
  rsn: 'notice of re-establishment',
  led: 'lead of re-establishment',
  rgc: 'candidate of the registry',
  ppr: 'referral for present responsibility',
  mdc: 'match decision',
  vet: 'vetting',
  vpr: 'vetted person',
  pub: 'publication of a seizure',
  sts: 'statistics snapshot',
  wtc: 'watched party',
  wte: 'end of watching',
  pls: 'public listing',
  idv: 'identity verification',
  ddr: 'record of due diligence',
  brf: 'broker finding',
  rrv: 'review of repeated representation',
  dsg: 'designation of a broker',
  tla: 'application for a trusted listing',
} as const;

export type RecordPrefix = keyof typeof RECORD_PREFIXES;

/** Opaque id of a record, typed by its prefix: `imp_` and twenty characters. */
export type RecordId<Prefix extends RecordPrefix = RecordPrefix> = `${Prefix}_${string}` & {
  readonly [brand]: Prefix;
};

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const BODY = /^[0-9a-hjkmnp-tv-z]{20}$/;
const BLOCK = 64;

/**
 * The id of a record, from what names it in the trade: owners who never read each other's tables
 * agree on it, and without the key nobody can go from the number to the id or try numbers out.
 * The first 100 bits of HMAC-SHA-256 (RFC 2104) over prefix, NUL and natural key, in lower-case
 * Crockford base 32.
 *
 * @param natural canonical, as its reader gave it; never empty.
 */
export function recordId<Prefix extends RecordPrefix>(
  prefix: Prefix,
  key: Uint8Array,
  natural: string,
): RecordId<Prefix> {
  const { inner, outer } = padsOf(key);
  const message = `${prefix}\0${natural}`;
  const room = BLOCK + message.length * 3;
  const first = room <= inner.length ? inner : Buffer.concat([inner.subarray(0, BLOCK)], room);
  const end = BLOCK + first.write(message, BLOCK, 'utf8');
  outer.write(hash('sha256', first.subarray(0, end), 'hex'), BLOCK, 'hex');
  return `${prefix}_${body(hash('sha256', outer, 'hex'))}` as RecordId<Prefix>;
}

/** The id as given out, lower case; nothing is folded or forgiven. */
export function readRecordId<Prefix extends RecordPrefix>(
  text: string,
  prefix: Prefix,
): RecordId<Prefix> | Malformed {
  return text.startsWith(`${prefix}_`) && BODY.test(text.slice(prefix.length + 1))
    ? (text as RecordId<Prefix>)
    : malformed(`the id of one ${RECORD_PREFIXES[prefix]}`, text);
}

interface Pads {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

/** One pair of scratch buffers a key, the padded key already in front: ingest asks millions of times. */
const pads = new WeakMap<Uint8Array, Pads>();

function padsOf(key: Uint8Array): Pads {
  const known = pads.get(key);
  if (known !== undefined) return known;
  if (key.length < 32) throw new RangeError('The key of record ids has at least 32 bytes.');
  const block = Buffer.alloc(BLOCK);
  block.set(key.length > BLOCK ? hash('sha256', key, 'buffer') : key);
  const made = { inner: Buffer.alloc(1024), outer: Buffer.alloc(BLOCK + 32) };
  for (let place = 0; place < BLOCK; place += 1) {
    made.inner[place] = (block[place] ?? 0) ^ 0x36;
    made.outer[place] = (block[place] ?? 0) ^ 0x5c;
  }
  pads.set(key, made);
  return made;
}

/** 25 hexadecimal digits are 100 bits, and five of them are four characters of base 32. */
function body(digest: string): string {
  let text = '';
  for (let place = 0; place < 25; place += 5) {
    const bits = Number.parseInt(digest.slice(place, place + 5), 16);
    text += CHARACTERS[bits >> 10] + (CHARACTERS[bits & 1023] ?? '');
  }
  return text;
}

/** Every pair of characters, by its ten bits. */
const CHARACTERS: readonly string[] = Array.from(
  { length: 1024 },
  (_, bits) => `${CROCKFORD[bits >> 5]}${CROCKFORD[bits & 31]}`,
);
