import { readConfig } from '../config.ts';
import { isWorldSize, WORLD_SIZES } from '../world/size.ts';
import { writeWorld } from '../world/world.ts';
import { command, readArguments, UsageError } from './arguments.ts';

const USAGE =
  'expected: npm run world -- --size small|medium|large [--seed n] [--on YYYY-MM-DD] [--out folder]';

/** `npm run world`: writes the invented world as feed files in the published layouts. */
await command(async () => {
  const options = {
    size: { type: 'string', default: 'small' },
    seed: { type: 'string', default: '1' },
    on: { type: 'string' },
    out: { type: 'string' },
  } as const;
  const { values } = readArguments(USAGE, options, false);
  const { size, seed, on } = values;
  if (typeof size !== 'string' || !isWorldSize(size)) {
    throw new UsageError(`--size: expected one of ${Object.keys(WORLD_SIZES).join(', ')}, got "${size}"`);
  }
  if (typeof seed !== 'string' || !/^\d{1,9}$/.test(seed)) {
    throw new UsageError(`--seed: expected a whole number of at most nine digits, got "${seed}"`);
  }
  const folder =
    typeof values.out === 'string' ? values.out : `${readConfig(process.env).dataDir}/world-${size}`;
  const started = performance.now();
  writeWorld({
    size: WORLD_SIZES[size],
    seed: Number(seed),
    today: readDay(typeof on === 'string' ? on : null),
    folder,
    onFeed: ({ feed, file, rows }) =>
      console.log(`${feed.padEnd(32)} ${String(rows).padStart(10)} rows  ${file}`),
  });
  console.log(`an invented world in ${((performance.now() - started) / 1000).toFixed(1)} s`);
});

function readDay(text: string | null): Temporal.PlainDate {
  if (text === null) return Temporal.Now.plainDateISO('UTC');
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw new UsageError(`--on: expected a day as YYYY-MM-DD, got "${text.slice(0, 40)}"`);
  }
}
