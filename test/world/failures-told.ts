import { afterEach } from 'vitest';

/** What open houses of this test file logged of failures, in the order in which they were opened. */
const logs = new Set<readonly object[]>();

export function tellFailuresOf(failures: readonly object[]): void {
  logs.add(failures);
}

const MOST_TOLD = 20;

/** A test that fails says what the houses logged: an answer that was null for want of the database is told from one that was wrong. */
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const failures of logs) {
    if (failures.length > 0) console.error('the house logged', JSON.stringify(failures.slice(-MOST_TOLD)));
  }
});
