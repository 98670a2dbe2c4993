import type { ServerResponse } from 'node:http';
import type { Refused } from './refused.ts';

/** An answer that is whole before it is sent. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export function refusalReply({ status, errors, headers, extensions }: Refused, type: string): Reply {
  return { status, type, body: JSON.stringify({ errors, extensions }), headers };
}

export function plain(status: number, text: string): Reply {
  return { status, type: 'text/plain', body: `${text}\n` };
}

export function send(response: ServerResponse, { status, type, body, headers = {} }: Reply): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}
