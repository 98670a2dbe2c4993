import type { IncomingMessage } from 'node:http';
import { type Refused, refused } from '../refused.ts';

export interface StreamHeaders {
  /** Lines that the client has answers to: they are passed over. */
  readonly resumeAfter: number;
}

export function readHeaders({ method, headers }: IncomingMessage): StreamHeaders | Refused {
  if (method !== 'POST') return refused(405, 'BAD_REQUEST', 'Expected POST.', { allow: 'POST' });
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const isUtf8 = parameters.every((parameter) => /^(charset="?utf-?8"?)?$/.test(parameter));
  if (type !== 'application/x-ndjson' || !isUtf8) {
    return refused(415, 'BAD_REQUEST', 'Expected content-type application/x-ndjson in UTF-8.');
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return refused(415, 'BAD_REQUEST', 'Expected a body without content-encoding.');
  }
  const written = headers['resume-after'] ?? '0';
  if (typeof written !== 'string' || !/^\d{1,12}$/.test(written)) {
    return refused(400, 'BAD_REQUEST', 'Expected Resume-After to be the number of a line.');
  }
  return { resumeAfter: Number(written) };
}
