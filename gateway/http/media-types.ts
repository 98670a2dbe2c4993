import type { IncomingHttpHeaders } from 'node:http';
import { type Refused, refused } from './refused.ts';

export type AnswerType = 'application/json' | 'application/graphql-response+json';

/** What the client can read of what we write (GraphQL over HTTP, § 6.1); JSON for those who take anything. */
export function answerType(accept: string | undefined): AnswerType | null {
  if (accept === undefined) return 'application/json';
  const accepted = accept.toLowerCase().split(',').flatMap(acceptedType);
  if (accepted.includes('application/graphql-response+json')) return 'application/graphql-response+json';
  return accepted.some((type) => ANY_JSON.has(type)) ? 'application/json' : null;
}

/** Whether the client asks for server-sent events by name: one that takes anything does not mean a stream. */
export function acceptsEvents(accept: string | undefined): boolean {
  return accept?.toLowerCase().split(',').flatMap(acceptedType).includes('text/event-stream') === true;
}

const ANY_JSON: ReadonlySet<string> = new Set(['application/json', 'application/*', '*/*']);

function acceptedType(range: string): readonly string[] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
  return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [type];
}

/** Only plain JSON in UTF-8: a cross-site form can send none of it, and nothing inflates (CVE-2024-28101). */
export function contentRefusal(headers: IncomingHttpHeaders): Refused | null {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type !== 'application/json') {
    return refused(415, 'BAD_REQUEST', 'Expected content-type application/json.');
  }
  if (parameters.some((parameter) => parameter !== '' && !/^charset="?utf-?8"?$/.test(parameter))) {
    return refused(415, 'BAD_REQUEST', 'Expected the charset UTF-8.');
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return refused(415, 'BAD_REQUEST', 'Expected a body without content-encoding.');
  }
  return null;
}
