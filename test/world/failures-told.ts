import { afterEach } from 'vitest';
import { loggedFailures } from './logged-failures.ts';

const MOST_TOLD = 20;

/** A test that fails says what the houses logged: an answer that was null for want of the database is told from one that was wrong. */
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const failures of loggedFailures())
    console.error('the house logged', JSON.stringify(failures.slice(-MOST_TOLD)));
});
