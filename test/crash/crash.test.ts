import { expect, test } from 'vitest';
import { crashes } from './crashes.ts';

const RUNS = Number(process.env.CRASHES ?? 10);

test(`no answer that left a house killed ${RUNS} times lacks its entry in the ledger`, {
  timeout: 60_000 + RUNS * 10_000,
}, async () => {
  const { answers, cells, ofPostgres, missing, overCounted, verdict } = await crashes({
    runs: RUNS,
    postgresEach: 5,
  });
  expect(missing).toEqual([]);
  expect(verdict.fault).toBeNull();
  expect(verdict.waiting).toBe(0);
  expect(answers).toBeGreaterThan(RUNS);
  expect(cells).toBeGreaterThan(answers);
  expect(ofPostgres).toBe(Math.floor(RUNS / 5));
  expect(overCounted).toBeGreaterThanOrEqual(0);
});
