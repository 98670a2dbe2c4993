import type { OpenWorld } from '../worlds/open.ts';
import type { Party } from '../worlds/parties.ts';

export interface Asked {
  readonly party: Party;
  /** For which purpose; null: the usual one. */
  readonly purpose: string | null;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An answer as bytes on the wire, but for what is random in every request: its id. */
export interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
  readonly requestId: string;
  readonly body: Body;
}

export interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: {
    readonly disclosure?: {
      readonly withheld?: readonly Withheld[];
    };
  };
}

export interface Withheld {
  readonly coordinate: string;
  readonly reason: string;
  readonly count: number;
}

const OF_EVERY_REQUEST: ReadonlySet<string> = new Set(['date', 'x-request-id', 'connection', 'keep-alive']);

export async function exchange(
  world: OpenWorld,
  { party, purpose, query, variables }: Asked,
): Promise<Answer> {
  const token = await world.tokenOf(party);
  const { statusCode, headers, body } = await world.client.request({
    path: '/graphql',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(purpose === null ? {} : { 'x-purpose': purpose }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await body.text();
  const requestId = String(headers['x-request-id']);
  const told = Object.entries(headers).filter(([name]) => !OF_EVERY_REQUEST.has(name));
  return {
    status: statusCode,
    headers: JSON.stringify(told),
    text: text.replaceAll(requestId, 'REQUEST'),
    requestId,
    body: JSON.parse(text) as Body,
  };
}
