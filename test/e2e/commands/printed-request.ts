/** A request that `npm start` prints to be tried. */
export interface PrintedRequest {
  readonly says: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const CURL =
  /^# (?<says>.+)\ncurl -s (?<url>\S+) (?<first>-H '[^']+') \\\n {2}(?<second>-H '[^']+') \\\n {2}-d '(?<body>[^']+)'$/gm;

export function printedRequests(said: string): readonly PrintedRequest[] {
  return [...said.matchAll(CURL)].map(({ groups }) => {
    const { says = '', url = '', first = '', second = '', body = '' } = groups ?? {};
    return { says, url, headers: Object.fromEntries([first, second].map(header)), body };
  });
}

function header(option: string): readonly [string, string] {
  const [, name = '', value = ''] = /^-H '([^:]+): (.+)'$/.exec(option) ?? [];
  return [name, value];
}

export function printedUrl(said: string): string {
  const [, url] = /^Good Standing is ready at (\S+)\/graphql$/m.exec(said) ?? [];
  if (url === undefined) throw new Error(`no URL in:\n${said}`);
  return url;
}

/** Persona → token, as printed. */
export function printedTokens(said: string): ReadonlyMap<string, string> {
  const lines = said.matchAll(/^(?<persona>[a-z-]+) +(?<token>[\w-]+\.[\w-]+\.[\w-]+)$/gm);
  return new Map([...lines].map(({ groups }) => [groups?.persona ?? '', groups?.token ?? '']));
}

/** An answer of the door as far as these tests look. */
export interface Answered {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly extensions?: { readonly code?: string } }[];
}

export async function send({ url, headers, body }: PrintedRequest): Promise<Answered> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const { data = null, errors = [] } = (await response.json()) as Partial<Answered>;
  return { status: response.status, data, errors };
}
