/** What was opened, to be closed in the opposite order. */
export interface LastFirst {
  add(close: () => Promise<void>): void;
  /** Closes everything once, also behind what fails to close; then throws the first failure. */
  close(): Promise<void>;
}

export function lastFirst(): LastFirst {
  const opened: (() => Promise<void>)[] = [];
  return {
    add: (close) => void opened.push(close),
    async close() {
      const failures: unknown[] = [];
      for (let close = opened.pop(); close !== undefined; close = opened.pop()) {
        await close().catch((failure: unknown) => void failures.push(failure));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
