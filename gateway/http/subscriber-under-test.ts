import { type ClientRequest, type IncomingMessage, request } from 'node:http';

/** One answer of a subscription, as a client reads it. */
export interface Next {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
  readonly extensions?: { readonly disclosure: { readonly requestId: string } };
}

/** An open subscription over server-sent events (graphql-sse, distinct connections). */
export interface OpenSubscription {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** All that came, as it came. */
  text(): string;
  readonly answers: readonly Next[];
  /** Until there are so many answers. */
  until(count: number): Promise<void>;
  /** Until the server ends it: true where it said so. */
  readonly ended: Promise<boolean>;
  /** Reads nothing until it resumes. */
  pause(): void;
  resume(): void;
  leave(): void;
}

export interface Subscribing {
  readonly url: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function subscribe({
  url,
  query,
  variables,
  token,
  headers = {},
}: Subscribing): Promise<OpenSubscription> {
  const sent = request(url, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  sent.end(JSON.stringify({ query, variables }));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  return opened(sent, answer);
}

function opened(sent: ClientRequest, answer: IncomingMessage): OpenSubscription {
  let text = '';
  let unread = '';
  let isComplete = false;
  const answers: Next[] = [];
  const waiting = new Set<() => void>();
  const { promise: ended, resolve: end } = Promise.withResolvers<boolean>();
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const blocks = (unread + chunk).split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const [event, data = ''] = block.split('\n');
      if (event === 'event: next') answers.push(JSON.parse(data.slice('data: '.length)) as Next);
      if (event === 'event: complete') isComplete = true;
    }
    for (const look of waiting) look();
  });
  sent.on('error', () => undefined);
  answer.on('error', () => undefined).once('close', () => end(isComplete));
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: () => text,
    answers,
    ended,
    until(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (answers.length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      return promise;
    },
    pause: () => answer.pause(),
    resume: () => answer.resume(),
    leave: () => sent.destroy(),
  };
}
