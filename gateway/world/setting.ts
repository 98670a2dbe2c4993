import type { Days } from './days.ts';
import { type Random, random } from './random.ts';
import type { WorldSize } from './size.ts';

/** What every part of the generator is given. */
export interface WorldSetting {
  /** Where the feed files go. */
  readonly folder: string;
  readonly size: WorldSize;
  readonly days: Days;
  /** A stream of its own for each part. */
  stream(part: string): Random;
}

/** A written feed file, and the feed that reads it. */
export interface WrittenFeed {
  readonly feed: string;
  readonly file: string;
  readonly rows: number;
}

export function streams(seed: number): WorldSetting['stream'] {
  return (part) => random(`${seed} ${part}`);
}
