import type { FormattedError } from './source.ts';

/** The response while its text is written; `path` holds to `depth`. */
export interface Output {
  readonly path: (string | number)[];
  depth: number;
  readonly errors: FormattedError[];
}

/** JSON text of a value, or `''` where a non-null position has none and the null goes on to its parent. */
export type Write = (value: unknown, output: Output) => string;

export function noteInvalid(output: Output, message: string): 'null' {
  note(output, message);
  return 'null';
}

/** Silent where an error above, at or below the place says already why it is empty. */
export function noteMissing(output: Output): '' {
  const path = output.path.slice(0, output.depth);
  const isExplained = output.errors.some(
    (error) => error.path?.every((segment, index) => index >= path.length || segment === path[index]) ?? true,
  );
  if (!isExplained) note(output, 'Cannot return null for a non-nullable field.');
  return '';
}

/** A long list of bad values is told by its beginning. */
const MAX_OUTPUT_ERRORS = 100;

function note(output: Output, message: string): void {
  if (output.errors.length < MAX_OUTPUT_ERRORS)
    output.errors.push({ message, path: output.path.slice(0, output.depth) });
}
