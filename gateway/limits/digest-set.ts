import { hash } from 'node:crypto';

/** Which texts were seen, by salted digests of 52 bits in sixteen bytes or less each: a million of a day are no more than that. */
export interface DigestSet {
  readonly size: number;
  has(digest: number): boolean;
  add(digest: number): void;
}

const HEX_DIGITS = 13;
const FIRST_SLOTS = 64;

/** Never 0. Two texts have the same once in some thousand million millions. */
export function digestOf(salt: string, text: string): number {
  return Number.parseInt(hash('sha256', `${salt} ${text}`, 'hex').slice(0, HEX_DIGITS), 16) + 1;
}

export function digestSet(): DigestSet {
  let slots = new Float64Array(FIRST_SLOTS);
  let size = 0;

  function slotOf(digest: number): number {
    let slot = digest % slots.length;
    while (slots[slot] !== 0 && slots[slot] !== digest) slot = (slot + 1) % slots.length;
    return slot;
  }

  function grow(): void {
    const before = slots;
    slots = new Float64Array(before.length * 2);
    for (const digest of before) if (digest !== 0) slots[slotOf(digest)] = digest;
  }

  return {
    get size() {
      return size;
    },
    has: (digest) => slots[slotOf(digest)] === digest,
    add(digest) {
      const slot = slotOf(digest);
      if (slots[slot] === digest) return;
      slots[slot] = digest;
      size += 1;
      if (size * 4 > slots.length * 3) grow();
    },
  };
}
