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
      used = written(text, room, used);
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

/** @returns where the text ends. */
function written(text: string, room: Uint8Array, from: number): number {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return from + encoder.encodeInto(text, room.subarray(from)).written;
    room[from + at] = code;
  }
  return from + text.length;
}

export function textAt({ starts, bytes }: Texts, nth: number): string {
  // NOTE: a TextDecoder refuses shared memory.
  return Buffer.from(bytes.slice(starts[nth] as number, starts[nth + 1] as number)).toString('utf8');
}
