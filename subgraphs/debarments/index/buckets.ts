import { type Growing, growing, sharedUint32 } from './arrays.ts';

/** Numbers by the hash they are kept under; different hashes may share a bucket. */
export interface Buckets {
  readonly mask: number;
  /** Where each bucket starts in `values`; one more than there are buckets. */
  readonly starts: Uint32Array<SharedArrayBuffer>;
  readonly values: Uint32Array<SharedArrayBuffer>;
}

export interface BucketsBuilder {
  add(hash: number, value: number): void;
  done(): Buckets;
}

export function bucketsBuilder(): BucketsBuilder {
  const hashes = growing();
  const values = growing();
  return {
    add(hash, value) {
      hashes.push(hash);
      values.push(value);
    },
    done: () => sorted(hashes, values),
  };
}

function sorted(hashes: Growing, values: Growing): Buckets {
  const count = hashes.length;
  let size = 16;
  while (size < count) size *= 2;
  const mask = size - 1;
  const starts = sharedUint32(size + 1);
  for (let nth = 0; nth < count; nth += 1) {
    const bucket = (hashes.at(nth) & mask) + 1;
    starts[bucket] = (starts[bucket] as number) + 1;
  }
  for (let bucket = 1; bucket <= size; bucket += 1) {
    starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  }
  const kept = sharedUint32(count);
  const next = starts.slice(0, size);
  for (let nth = 0; nth < count; nth += 1) {
    const bucket = hashes.at(nth) & mask;
    const place = next[bucket] as number;
    kept[place] = values.at(nth);
    next[bucket] = place + 1;
  }
  return { mask, starts, values: kept };
}
