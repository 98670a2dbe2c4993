/** Parameters by name, each with the value that it is supposed to have on every day. */
export type Supposed = Readonly<Record<string, number>>;

let supposed: Supposed = {};

/**
 * What the work gives if parameters had other values: every rule that reads one
 * within it reads these. The work is pure and done at once; nothing that waits may
 * be supposed of, for others would come in between.
 */
export function supposing<Result>(parameters: Supposed, work: () => Result): Result {
  const before = supposed;
  supposed = parameters;
  try {
    return work();
  } finally {
    supposed = before;
  }
}

/** The value that a parameter is supposed to have just now; undefined: its own. */
export function supposedValue(name: string): number | undefined {
  return supposed[name];
}
