const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** As a shell tells of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * A signal ends the process at once, but through its exit hooks: the embedded
 * Postgres, which is not of our process group, is ended by one of them.
 */
export function leaveOnSignal(): void {
  for (const signal of SIGNALS) process.once(signal, leave);
}

/** Until a person or a supervisor ends the process; a second signal does not wait. */
export function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const heed = () => {
      for (const signal of SIGNALS) process.off(signal, heed).once(signal, leave);
      resolve();
    };
    for (const signal of SIGNALS) process.off(signal, leave).once(signal, heed);
  });
}

function leave(): void {
  process.exit(INTERRUPTED);
}
