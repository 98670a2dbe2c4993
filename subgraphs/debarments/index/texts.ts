import { growing, sharedUint8 } from './arrays.ts';

/** Texts by number, as UTF-8 end to end. */
export interface Texts {
  readonly starts: Uint32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

export interface TextsBuilder {
  readonly length: number;
  /** @returns its number. */
  add(text: string): number;
  done(): Texts;
}

const FIRST_ROOM = 64 * 1024;
const encoder = new TextEncoder();

export function textsBuilder(): TextsBuilder {
  let room = new Uint8Array(FIRST_ROOM);
  let used = 0;
  const starts = growing();
  starts.push(0);
  return {
    get length() {
      return starts.length - 1;
    },
    add(text) {
      const longest = text.length * 3;
      if (used + longest > room.length) {
        const wider = new Uint8Array(Math.max(room.length * 2, used + longest));
        wider.set(room);
        room = wider;
      }
      used += encoder.encodeInto(text, room.subarray(used)).written;
      starts.push(used);
      return starts.length - 2;
    },
    done() {
      const bytes = sharedUint8(used);
      bytes.set(room.subarray(0, used));
      return { starts: starts.done(), bytes };
    },
  };
}

export function textAt({ starts, bytes }: Texts, nth: number): string {
  // NOTE: a TextDecoder refuses shared memory.
  return Buffer.from(bytes.slice(starts[nth] as number, starts[nth + 1] as number)).toString('utf8');
}
