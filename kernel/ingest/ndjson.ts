import type { ReadRecord } from './feed.ts';
import { lines } from './lines.ts';

/** A reader of one JSON value a line. A line that is no JSON is one broken record; blank lines are none. */
export async function* ndjson(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly ReadRecord<unknown>[]> {
  for await (const batch of lines(bytes)) {
    const records: ReadRecord<unknown>[] = [];
    for (const { line, text } of batch) {
      if (text.trim() !== '') records.push(readJsonLine(line, text));
    }
    if (records.length > 0) yield records;
  }
}

function readJsonLine(line: number, text: string): ReadRecord<unknown> {
  try {
    const record: unknown = JSON.parse(text);
    return { line, record };
  } catch {
    return {
      line,
      broken: { field: 'row', expected: 'one JSON value', got: `${text.length} characters that are none` },
    };
  }
}
