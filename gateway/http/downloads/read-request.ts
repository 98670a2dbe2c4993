import type { IncomingMessage } from 'node:http';
import { isRefused, type Refused, refused } from '../refused.ts';
import type { Dataset } from './dataset.ts';
import { DATASETS } from './datasets.ts';

export type Format = 'csv' | 'json' | 'csv-metadata.json';

/** What a download asks for; null: what there is. */
export interface ReadDownload {
  readonly dataset: Dataset;
  readonly format: Format;
  readonly given: Readonly<Record<string, string>>;
}

const ROOT = '/downloads';
const BY_NAME = new Map(DATASETS.map((dataset) => [dataset.name, dataset]));
const FILE = /^\/downloads\/([a-z-]{1,60})\.(csv|json|csv-metadata\.json)$/;
const LONGEST_QUERY = 200;

export function isDownload(path: string | undefined): boolean {
  return path === ROOT || path?.startsWith(`${ROOT}/`) === true;
}

export function readDownload({ method, url = '' }: IncomingMessage): ReadDownload | Refused | null {
  if (method !== 'GET' && method !== 'HEAD')
    return refused(405, 'BAD_REQUEST', 'Expected GET or HEAD.', { allow: 'GET, HEAD' });
  const [path = '', query = ''] = url.split('?', 2);
  if (path === ROOT || path === `${ROOT}/`) return null;
  const [, name = '', format] = FILE.exec(path) ?? [];
  const dataset = BY_NAME.get(name);
  if (dataset === undefined || format === undefined)
    return refused(404, 'UNKNOWN_DOWNLOAD', 'There is no such download: /downloads says which there are.');
  const given = readParameters(dataset, query);
  return isRefused(given) ? given : { dataset, format: format as Format, given };
}

function readParameters({ parameters }: Dataset, query: string): Readonly<Record<string, string>> | Refused {
  if (query.length > LONGEST_QUERY) return refused(400, 'BAD_REQUEST', 'The query is too long.');
  const given = [...new URLSearchParams(query)];
  const names = Object.keys(parameters);
  const expected = names.length === 0 ? 'no parameter' : `each of ${names.join(', ')} at most once`;
  const isFit = given.every(
    ([name, value]) => Object.hasOwn(parameters, name) && parameters[name]?.test(value),
  );
  if (isFit && new Set(given.map(([name]) => name)).size === given.length) return Object.fromEntries(given);
  return refused(400, 'BAD_USER_INPUT', `Expected ${expected}, in the form that /downloads says.`);
}
