import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Execution } from '../account.ts';
import { admit, type Metering } from '../admission.ts';
import { errorFacts, type LogFailure } from '../failure-line.ts';
import { type Graph, operations } from '../operations.ts';
import type { TrustedDocuments } from '../read-asked.ts';
import { isRefused, type Refused, refused, refusedByRate } from '../refused.ts';
import { type Reply, refusalReply } from '../reply.ts';
import { AGAIN, askPublic, NoPage } from './ask-public.ts';
import type { State } from './dataset.ts';
import { catalogue, dictionary } from './dictionary.ts';
import { MOST_AT_ONCE, PAGE_LIMITS, PATIENCE_MS, POINTS, WITHIN_MS } from './limits.ts';
import { type Format, type ReadDownload, readDownload } from './read-request.ts';
import { textOf, writeAll } from './write-download.ts';

export { isDownload } from './read-request.ts';

/** What of the house a download needs. */
export interface DownloadHouse extends Graph {
  readonly trusted: TrustedDocuments;
  readonly clock: () => Temporal.Instant;
  readonly logFailure: LogFailure;
  readonly metering?: Metering | null;
  readonly streamPatienceMs?: number;
  /** Aborted when the house closes. */
  readonly closing: AbortSignal;
}

/** Public, for whoever embeds it; a token is not looked at. */
const OPEN = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' };
const FOR_A_WHILE = 'public, max-age=300';
/** Of one snapshot the bytes are the same for good. */
const FOR_GOOD = 'public, max-age=86400, immutable';

const TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  'csv-metadata.json': 'application/csvm+json',
};

/**
 * `GET /downloads`: everything public as a whole, page by page through the canonical
 * operations as anyone may ask them, in constant memory. Needs no ledger: nothing is
 * recorded of what is public. A download that cannot be ended as it began is cut off, never
 * ended as if it were whole. Resolves with null where the answer was a stream.
 */
export function downloads(house: DownloadHouse, execution: Execution) {
  const settle = operations(house, () => PAGE_LIMITS);
  const pages = new Map<string, string>();
  let underWay = 0;

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<Reply | null> => {
    const asked = readDownload(request);
    if (asked !== null && isRefused(asked)) return refusal(asked);
    const admitted = admit(house.metering ?? null, request, null);
    if (isRefused(admitted)) return refusal(admitted);
    response.once('close', admitted.leave);
    if (asked === null) return page('index', catalogue);
    if (asked.format === 'csv-metadata.json')
      return page(asked.dataset.name, () => dictionary(asked.dataset, house.contracts.PUBLIC), asked.format);
    const over = admitted.charge(POINTS, []);
    if (over !== null) return refusal(refusedByRate(over));
    if (underWay >= MOST_AT_ONCE)
      return refusal(refused(503, 'BAD_REQUEST', 'Too many downloads at the same time.', AGAIN));
    underWay += 1;
    try {
      return await stream(asked, { request, response, requestId });
    } finally {
      underWay -= 1;
    }
  };

  /** Made once: it hangs on nothing but the code. */
  function page(name: string, make: () => object, format: Format = 'json'): Reply {
    const body = pages.get(name) ?? `${JSON.stringify(make(), null, 2)}\n`;
    pages.set(name, body);
    const [type = 'application/json'] = TYPES[format].split(';');
    return { status: 200, type, body, headers: { ...OPEN, 'cache-control': FOR_A_WHILE } };
  }

  async function stream(
    asked: ReadDownload,
    { request, response, requestId }: Exchange,
  ): Promise<Reply | null> {
    const { dataset, given } = asked;
    const format = asked.format === 'csv' ? 'csv' : 'json';
    const now = house.clock();
    const ask = askPublic({ settle, trusted: house.trusted, execution, response, requestId, now });
    const of = { ask, given, today: now.toZonedDateTimeISO('UTC').toPlainDate() };
    const ending = AbortSignal.any([house.closing, AbortSignal.timeout(WITHIN_MS)]);
    try {
      const state = (await dataset.state?.(of)) ?? null;
      if (dataset.state !== undefined && state === null)
        return refusal(refused(404, 'UNKNOWN_DOWNLOAD', 'There is no such snapshot.'));
      const headers = headersOf(asked, state);
      if (isKnown(request.headers['if-none-match'], headers.etag)) {
        response.writeHead(304, headers);
        response.end();
        return null;
      }
      const rows = dataset.rows(of, state)[Symbol.asyncIterator]();
      const first = await rows.next();
      response.writeHead(200, headers);
      if (request.method === 'HEAD') {
        response.end();
        return null;
      }
      const patienceMs = house.streamPatienceMs ?? PATIENCE_MS;
      await writeAll(response, textOf({ dataset, format, state }, rows, first), {
        patienceMs,
        until: ending,
      });
    } catch (reason) {
      if (reason instanceof NoPage && !response.headersSent) return refusal(reason.refusal);
      if (!response.headersSent) throw reason;
      if (!response.destroyed)
        house.logFailure({ event: 'failed', requestId, status: 200, ...errorFacts(reason) });
      response.destroy();
    }
    return null;
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

function refusal(given: Refused): Reply {
  const reply = refusalReply(given, 'application/json');
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } };
}

type Headers = Readonly<Record<string, string>> & { readonly etag?: string };

function headersOf({ dataset, format, given }: ReadDownload, state: State | null): Headers {
  const { name } = dataset;
  return {
    ...OPEN,
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
    'cache-control': state !== null && given.snapshot !== undefined ? FOR_GOOD : FOR_A_WHILE,
    link: `</downloads/${name}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"`,
    ...(state === null ? {} : { etag: etagOf(name, format, JSON.stringify(dataset.columns), state) }),
  };
}

/** Of the state, and of how it is written. */
function etagOf(name: string, format: Format, columns: string, { digest, facts }: State): string {
  const of = JSON.stringify([name, format, columns, digest, facts]);
  return `"${createHash('sha256').update(of).digest('base64url').slice(0, 32)}"`;
}

function isKnown(given: string | undefined, etag: string | undefined): boolean {
  if (given === undefined || etag === undefined) return false;
  return given.split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()));
}
