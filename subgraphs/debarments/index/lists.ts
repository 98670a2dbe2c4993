import { growing, sharedUint32 } from './arrays.ts';

/** One list of numbers for each of many owners, end to end. */
export interface Lists {
  /** Where each owner's list starts in `values`; one more than there are owners. */
  readonly starts: Uint32Array<SharedArrayBuffer>;
  readonly values: Uint32Array<SharedArrayBuffer>;
}

/** Lists of owners in their order: each is closed before the next begins. */
export interface ListsBuilder {
  readonly length: number;
  push(value: number): void;
  close(): void;
  done(): Lists;
}

export function listsBuilder(): ListsBuilder {
  const starts = growing();
  const values = growing();
  starts.push(0);
  return {
    get length() {
      return starts.length - 1;
    },
    push: (value) => values.push(value),
    close: () => starts.push(values.length),
    done: () => ({ starts: starts.done(), values: values.done() }),
  };
}

/** The other way round: for each value from 0 to `values - 1`, the owners whose list has it, once each. */
export function inverted(lists: Lists, values: number): Lists {
  const owners = lists.starts.length - 1;
  const starts = sharedUint32(values + 1);
  const lastOwner = new Int32Array(values).fill(-1);
  const each = (visit: (value: number, owner: number) => void) => {
    lastOwner.fill(-1);
    for (let owner = 0; owner < owners; owner += 1) {
      const end = lists.starts[owner + 1] as number;
      for (let at = lists.starts[owner] as number; at < end; at += 1) {
        const value = lists.values[at] as number;
        if (lastOwner[value] === owner) continue;
        lastOwner[value] = owner;
        visit(value, owner);
      }
    }
  };
  each((value) => {
    starts[value + 1] = (starts[value + 1] as number) + 1;
  });
  for (let value = 1; value <= values; value += 1) {
    starts[value] = (starts[value] as number) + (starts[value - 1] as number);
  }
  const kept = sharedUint32(starts[values] as number);
  const next = starts.slice(0, values);
  each((value, owner) => {
    const place = next[value] as number;
    kept[place] = owner;
    next[value] = place + 1;
  });
  return { starts, values: kept };
}
