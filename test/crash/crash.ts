import { crashes } from './crashes.ts';

/** `npm run crash -- [times]`: the crash test as often as one likes, 200 times where nothing is said. */
const [times = '200'] = process.argv.slice(2);
const runs = Number(times);
if (!Number.isInteger(runs) || runs < 1) {
  console.error('expected: npm run crash -- [times]');
  process.exit(1);
}
const started = performance.now();
const found = await crashes({
  runs,
  postgresEach: 5,
  onRun: (nth, { answers, missing }) => {
    if (nth % 10 === 0) console.log(`${nth} kills, ${answers} answers, ${missing} cells without their entry`);
  },
});
const { missing, verdict, ...figures } = found;
console.log({ ...figures, missing: missing.length, verdict });
for (const one of missing.slice(0, 20)) console.log(one);
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
if (missing.length > 0 || verdict.fault !== null || figures.answers === 0) process.exitCode = 1;
