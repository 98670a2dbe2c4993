import { type ReadRecord, UnreadableFile } from './feed.ts';

/** An element longer than this is taken for a bracket that nobody closed. */
const LONGEST_ELEMENT = 16 * 1024 * 1024;
const BATCH = 512;

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const NEWLINE = 10;

/**
 * A reader of the elements of one array in a JSON file, in constant memory:
 * `jsonArray(['excludedEntity'])` reads `{"totalRecords": 2, "excludedEntity": [{…}, {…}]}`,
 * `jsonArray([])` a file that is itself an array. An element that is no JSON is one
 * broken record. A file without the array, or that ends inside it, is refused: a
 * snapshot that was cut off must not close what it would have listed.
 */
export function jsonArray(
  path: readonly string[],
): (bytes: AsyncIterable<Uint8Array>) => AsyncGenerator<readonly ReadRecord<unknown>[]> {
  return async function* read(bytes) {
    const decoder = new TextDecoder('utf-8');
    const scanner = arrayScanner(path);
    for await (const part of bytes) {
      yield* batchesOf(scanner.read(decoder.decode(part, { stream: true })));
    }
    yield* batchesOf(scanner.read(decoder.decode()));
    scanner.end();
  };
}

function* batchesOf(records: readonly ReadRecord<unknown>[]): Generator<readonly ReadRecord<unknown>[]> {
  for (let at = 0; at < records.length; at += BATCH) yield records.slice(at, at + BATCH);
}

interface ArrayScanner {
  read(more: string): readonly ReadRecord<unknown>[];
  end(): void;
}

type Progress = 'BEFORE' | 'INSIDE' | 'AFTER';

function arrayScanner(path: readonly string[]): ArrayScanner {
  const place = path.length === 0 ? 'a JSON array' : `a JSON array at ${path.join('.')}`;
  let progress: Progress = 'BEFORE';
  let text = '';
  /** Where scanning goes on; everything before it is settled. */
  let at = 0;
  let line = 1;
  /** Keys of the objects we are in, from the outside; null inside an array. */
  const keys: (string | null)[] = [];
  let depth = 0;
  let string: { readonly start: number } | null = null;
  let lastString = '';
  let element: { readonly start: number; readonly line: number } | null = null;

  return { read, end };

  function read(more: string): readonly ReadRecord<unknown>[] {
    const records: ReadRecord<unknown>[] = [];
    text += more;
    while (at < text.length && progress !== 'AFTER') {
      if (string !== null) {
        if (!skipString(string.start)) break;
      } else step(text.charCodeAt(at), records);
    }
    forget();
    return records;
  }

  /** Moves past the string's closing quote, or to the end of what there is. */
  function skipString(start: number): boolean {
    for (;;) {
      const closing = text.indexOf('"', at);
      if (closing === -1) {
        at = text.length;
        return false;
      }
      let backslashes = 0;
      while (text.charCodeAt(closing - 1 - backslashes) === BACKSLASH) backslashes += 1;
      at = closing + 1;
      if (backslashes % 2 === 1) continue;
      if (progress === 'BEFORE') lastString = text.slice(start, closing);
      string = null;
      return true;
    }
  }

  function step(character: number, records: ReadRecord<unknown>[]): void {
    const isBlank = character <= 32;
    if (character === NEWLINE) line += 1;
    if (progress === 'INSIDE' && depth === 0) {
      if (character === COMMA || character === CLOSE_ARRAY) {
        if (element !== null) records.push(recordOf(text.slice(element.start, at), element.line));
        element = null;
        if (character === CLOSE_ARRAY) progress = 'AFTER';
        at += 1;
        return;
      }
      if (!isBlank && element === null) element = { start: at, line };
    }
    at += 1;
    if (character === QUOTE) string = { start: at };
    else if (character === OPEN_OBJECT || character === OPEN_ARRAY) open(character);
    else if (character === CLOSE_OBJECT || character === CLOSE_ARRAY) {
      depth -= 1;
      keys.pop();
      if (depth < 0) throw new UnreadableFile(`expected ${place}, got a bracket too many in line ${line}`);
    } else if (progress === 'BEFORE' && !isBlank) outside(character);
  }

  function open(character: number): void {
    if (progress === 'BEFORE' && character === OPEN_ARRAY && isWanted()) {
      progress = 'INSIDE';
      depth = 0;
      return;
    }
    depth += 1;
    if (progress === 'BEFORE') keys.push(null);
  }

  function outside(character: number): void {
    const isColon = character === 58;
    if (isColon && keys.length > 0) keys[keys.length - 1] = lastString;
    else if (depth === 0)
      throw new UnreadableFile(`expected ${place}, got something that is no JSON object or array`);
  }

  function isWanted(): boolean {
    return keys.length === path.length && path.every((key, level) => keys[level] === key);
  }

  function forget(): void {
    const keepFrom = element?.start ?? string?.start ?? at;
    // NOTE: a backslash before a quote that comes with the next part must still be seen.
    const from = Math.min(keepFrom, string === null ? at : Math.max(0, at - 2));
    if (at - from > LONGEST_ELEMENT) {
      throw new UnreadableFile(`expected ${place}, got an element of more than 16 MiB in line ${line}`);
    }
    text = text.slice(from);
    at -= from;
    if (element !== null) element = { ...element, start: element.start - from };
    if (string !== null) string = { start: string.start - from };
  }

  function end(): void {
    if (progress === 'BEFORE') throw new UnreadableFile(`expected ${place}, got a file without it`);
    if (progress === 'INSIDE')
      throw new UnreadableFile(`expected the end of ${place}, but the file ends in line ${line}`);
  }
}

function recordOf(text: string, line: number): ReadRecord<unknown> {
  try {
    const record: unknown = JSON.parse(text);
    return { line, record };
  } catch {
    return {
      line,
      broken: { field: 'element', expected: 'JSON', got: `${text.length} characters that are none` },
    };
  }
}
