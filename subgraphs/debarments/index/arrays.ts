/** Memory that worker threads read together; a copy of the view costs nothing. */
export function sharedUint32(length: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

export function sharedUint8(length: number): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(length));
}

export function sharedFloat32(length: number): Float32Array<SharedArrayBuffer> {
  return new Float32Array(new SharedArrayBuffer(length * 4));
}

/** A list of numbers of unknown length, which ends as shared memory. */
export interface Growing {
  readonly length: number;
  push(value: number): void;
  at(place: number): number;
  done(): Uint32Array<SharedArrayBuffer>;
}

const FIRST_ROOM = 1024;

export function growing(): Growing {
  let room = new Uint32Array(FIRST_ROOM);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === room.length) {
        const wider = new Uint32Array(length * 2);
        wider.set(room);
        room = wider;
      }
      room[length] = value;
      length += 1;
    },
    at: (place) => room[place] ?? 0,
    done() {
      const shared = sharedUint32(length);
      shared.set(room.subarray(0, length));
      return shared;
    },
  };
}
