/** As the tests read an answer; whatever a test does not read may be absent. */
export interface Told {
  readonly data: {
    readonly viewer: Readonly<Record<string, unknown>>;
    readonly importers: readonly unknown[];
  };
  readonly errors: readonly [ToldError, ...ToldError[]];
  readonly extensions: {
    readonly disclosure: { readonly requestId: string; readonly withheld: unknown; readonly viewer: unknown };
  };
}

interface ToldError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Sent {
  readonly token?: string;
  readonly purpose?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a body as it is where it is text or bytes, anything else as JSON. */
export async function post(url: string, body: unknown, { token, purpose, headers = {} }: Sent = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
      ...headers,
    },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Told };
}
