export interface Line {
  /** From 1. */
  readonly line: number;
  /** Without its line end. */
  readonly text: string;
}

/** The physical lines of a UTF-8 text, LF or CRLF, in batches. A byte order mark is dropped. */
export async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let line = 1;
  for await (const part of bytes) {
    const text = rest + decoder.decode(part, { stream: true });
    const batch: Line[] = [];
    let at = 0;
    for (let newline = text.indexOf('\n'); newline !== -1; newline = text.indexOf('\n', at)) {
      batch.push({ line, text: withoutReturn(text.slice(at, newline)) });
      line += 1;
      at = newline + 1;
    }
    rest = text.slice(at);
    if (batch.length > 0) yield batch;
  }
  rest += decoder.decode();
  if (rest !== '') yield [{ line, text: withoutReturn(rest) }];
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
