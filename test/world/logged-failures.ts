/** What open houses of this process logged of failures, in the order in which they were opened. */
const logs = new Set<readonly object[]>();

export function tellFailuresOf(failures: readonly object[]): void {
  logs.add(failures);
}

export function loggedFailures(): readonly (readonly object[])[] {
  return [...logs].filter((failures) => failures.length > 0);
}
