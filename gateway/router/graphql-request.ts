import type { IncomingMessage } from 'node:http';

/** A request of GraphQL over HTTP, well formed but not yet understood. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Refused {
  readonly status: 400 | 405 | 413 | 415;
  readonly refusal: string;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** Reads a request from the body of a POST or the URL of a GET. */
export async function readGraphqlRequest(
  request: IncomingMessage,
  url: URL,
): Promise<GraphqlRequest | Refused> {
  if (request.method === 'GET') return readParameters(url.searchParams);
  if (request.method !== 'POST') return { status: 405, refusal: 'Expected POST.' };
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return { status: 415, refusal: 'Expected content-type application/json.' };
  const body = await readBody(request);
  if (body === undefined) return { status: 413, refusal: `Expected at most ${MAX_BODY_BYTES} bytes.` };
  return readJson(body);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function readParameters(parameters: URLSearchParams): GraphqlRequest | Refused {
  const variables = parameters.get('variables');
  const read = variables === null ? {} : parseJson(variables);
  return readFields({
    query: parameters.get('query'),
    operationName: parameters.get('operationName'),
    variables: read,
  });
}

function readJson(body: string): GraphqlRequest | Refused {
  const read = parseJson(body);
  return isObject(read) ? readFields(read) : { status: 400, refusal: 'Expected a JSON object.' };
}

function readFields(given: Record<string, unknown>): GraphqlRequest | Refused {
  const { query, operationName = null, variables = {} } = given;
  if (typeof query !== 'string') return { status: 400, refusal: 'Expected query to be a string.' };
  if (operationName !== null && typeof operationName !== 'string')
    return { status: 400, refusal: 'Expected operationName to be a string.' };
  if (variables !== null && !isObject(variables))
    return { status: 400, refusal: 'Expected variables to be an object.' };
  if (isSet(given.extensions) && !isObject(given.extensions))
    return { status: 400, refusal: 'Expected extensions to be an object.' };
  return { query, operationName: operationName || null, variables: variables ?? {} };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
