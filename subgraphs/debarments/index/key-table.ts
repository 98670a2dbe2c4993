import { growing } from './arrays.ts';
import { type Buckets, bucketsBuilder } from './buckets.ts';
import { hashOfText } from './hash.ts';

/** Parties by what they are found by exactly: identifiers, addresses, telephones, domains. */
export interface KeyTable {
  /** Numbers of entries by the first hash of their key. */
  readonly buckets: Buckets;
  readonly firsts: Uint32Array<SharedArrayBuffer>;
  readonly seconds: Uint32Array<SharedArrayBuffer>;
  readonly parties: Uint32Array<SharedArrayBuffer>;
}

const SECOND_SEED = 0x5bd1e995;

export interface KeyTableBuilder {
  add(key: string, party: number): void;
  done(): KeyTable;
}

export function keyTableBuilder(): KeyTableBuilder {
  const buckets = bucketsBuilder();
  const firsts = growing();
  const seconds = growing();
  const parties = growing();
  return {
    add(key, party) {
      const first = hashOfText(key);
      buckets.add(first, firsts.length);
      firsts.push(first);
      seconds.push(hashOfText(key, SECOND_SEED));
      parties.push(party);
    },
    done: () => ({
      buckets: buckets.done(),
      firsts: firsts.done(),
      seconds: seconds.done(),
      parties: parties.done(),
    }),
  };
}

/** The parties under a key, by 64 bits of hash: of a million keys two are taken for one in 1 of 10^7 tables. */
export function partiesUnder(table: KeyTable, key: string): readonly number[] {
  const first = hashOfText(key);
  const { mask, starts, values } = table.buckets;
  const bucket = first & mask;
  const end = starts[bucket + 1] as number;
  let second = -1;
  const found: number[] = [];
  for (let at = starts[bucket] as number; at < end; at += 1) {
    const entry = values[at] as number;
    if (table.firsts[entry] !== first) continue;
    if (second === -1) second = hashOfText(key, SECOND_SEED);
    if (table.seconds[entry] === second) found.push(table.parties[entry] as number);
  }
  return found;
}
