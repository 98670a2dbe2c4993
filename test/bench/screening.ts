import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fullList } from './screening/generated.ts';
import { publishedParties } from './screening/listed.ts';
import { noiseLines, pairLines, reestablishmentLines } from './screening/quality.ts';
import { speedLines } from './screening/speed.ts';
import type { Side } from './screening/split.ts';

/**
 * `npm run bench -- screening [--data folder] [--side HELD_OUT|DEVELOPMENT] [--only quality|speed] [--threads n]`:
 * how well and how fast parties are found on published lists, against other systems'
 * formulas on the same names. Settings are tuned on the development part of the
 * entities; what is reported is the other part.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.SCREENING_DATA ?? '../shared/data/screening' },
    side: { type: 'string', default: 'HELD_OUT' },
    only: { type: 'string', default: '' },
    threads: { type: 'string', default: '2' },
  },
});
const folder = values.data;
if (existsSync(`${folder}/name_pairs.csv`)) await measure(folder, values.side as Side);
else {
  console.error(`expected a folder with name_pairs.csv, got ${folder}: give --data or SCREENING_DATA`);
  process.exitCode = 1;
}

async function measure(data: string, side: Side): Promise<void> {
  const published = publishedParties(data);
  const print = (lines: readonly string[]) => console.log(`\n${lines.join('\n')}`);
  if (values.only !== 'speed') {
    print(pairLines(data, side));
    print(noiseLines(published, data, side));
    print(reestablishmentLines(published, data, side));
  }
  if (values.only !== 'quality')
    print(await speedLines(fullList(published, data), data, Number(values.threads)));
}
