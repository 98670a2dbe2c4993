import type { ServerResponse } from 'node:http';
import { csvHeader, csvLine } from './csv.ts';
import type { Dataset, Row, State } from './dataset.ts';
import { MOST_ROWS, WRITE_AT } from './limits.ts';
import type { Format } from './read-request.ts';

/** The text of a download, in the parts it is written in. */
export async function* textOf(
  {
    dataset,
    format,
    state,
  }: { dataset: Dataset; format: Exclude<Format, 'csv-metadata.json'>; state: State | null },
  pages: AsyncIterator<readonly Row[]>,
  first: IteratorResult<readonly Row[]>,
): AsyncGenerator<string> {
  const { columns } = dataset;
  let text = format === 'csv' ? csvHeader(columns) : jsonHead(dataset, state);
  let written = 0;
  for (let page = first; !page.done; page = await pages.next()) {
    for (const row of page.value) {
      if (written === MOST_ROWS) throw new Error(`${dataset.name}: more than ${MOST_ROWS} rows`);
      text +=
        format === 'csv' ? csvLine(columns, row) : `${written === 0 ? '' : ','}\n${JSON.stringify(row)}`;
      written += 1;
      if (text.length < WRITE_AT) continue;
      yield text;
      text = '';
    }
  }
  yield format === 'csv' ? text : `${text}\n]}\n`;
}

function jsonHead({ name, title, says, authority, source }: Dataset, state: State | null): string {
  const head = {
    dataset: name,
    title,
    says,
    provenance: { source, authority, ...(state === null ? {} : state.facts) },
    dictionary: `/downloads/${name}.csv-metadata.json`,
  };
  return `${JSON.stringify(head).slice(0, -1)},"rows":[`;
}

/** Writes what comes, no faster than it is read. Rejects where the client goes, or reads nothing for so long. */
export async function writeAll(
  response: ServerResponse,
  texts: AsyncIterable<string>,
  { patienceMs, until }: { readonly patienceMs: number; readonly until: AbortSignal },
): Promise<void> {
  for await (const text of texts) {
    until.throwIfAborted();
    if (response.destroyed) return;
    if (!response.write(text)) await drained(response, patienceMs, until);
  }
  response.end();
}

function drained(response: ServerResponse, patienceMs: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => () => {
      clearTimeout(timer);
      response.off('drain', go);
      response.off('close', gone);
      until.removeEventListener('abort', stopped);
      end();
    };
    const go = settle(resolve);
    const gone = settle(resolve);
    const stopped = settle(() => reject(until.reason));
    const timer = setTimeout(
      settle(() => reject(new Error('the download was not read'))),
      patienceMs,
    );
    response.once('drain', go);
    response.once('close', gone);
    until.addEventListener('abort', stopped, { once: true });
  });
}
