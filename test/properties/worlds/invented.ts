import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import { withCases } from './cases.ts';
import { readWorld, rowsOf, type World, withRows } from './feeds.ts';
import { TODAY } from './open.ts';
import { withParties } from './parties.ts';

/** The cast, and a crowd just large enough to hide in. */
const SIZE = { importers: 40, entries: 260, brokers: 6, posts: 4, recordations: 12, exclusions: 15 };

/** A small invented world, with more who may ask of it than the cast. */
export function inventedWorld(seed: number): World {
  const folder = mkdtempSync(join(tmpdir(), 'gs-world-'));
  const written = writeWorld({ size: SIZE, seed, today: Temporal.PlainDate.from(TODAY), folder });
  const world = readWorld(written);
  rmSync(folder, { recursive: true });
  return withParties(withCases(lastQuarterOpen(world), seed), seed);
}

/** The counts of a quarter that nobody was told the outcome of stay hidden. */
function lastQuarterOpen(world: World): World {
  return withRows(world, 'quarter-closings', rowsOf(world, 'quarter-closings').slice(0, -1));
}
