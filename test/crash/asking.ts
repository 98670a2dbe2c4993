/** What a client holds of one request: the cells of its answer, whether or not all of it came. */
export interface Received {
  readonly requestId: string;
  /** `record Type.field` of each protected value; null: the answer began to come and was cut off. */
  readonly cells: readonly string[] | null;
}

/** What clients received until the house was gone. */
export interface Asked {
  readonly received: readonly Received[];
  /** Answers in which protected cells were withheld because the ledger was down. */
  readonly withheld: number;
  /** Requests that nothing came back for. */
  readonly unanswered: number;
}

/** Protected fields that stand plainly in the answer. */
const PROTECTED = [
  'name',
  'number',
  'otherNames',
  'addresses',
  'registryStatus',
  'lastUsedOn',
  'bonds',
] as const;

const QUERY = `query($first: Int!, $after: String) {
  importers(first: $first, after: $after) {
    pageInfo { endCursor }
    nodes {
      id name number otherNames registryStatus lastUsedOn
      addresses { __typename }
      bonds { __typename }
    }
  }
}`;

interface Answer {
  readonly data?: {
    readonly importers: {
      readonly pageInfo: { readonly endCursor: string | null };
      readonly nodes: readonly Readonly<Record<string, unknown>>[];
    } | null;
  } | null;
  readonly extensions?: {
    readonly disclosure?: { readonly withheld: readonly { readonly reason: string }[] };
  };
}

export interface Asking {
  readonly url: string;
  readonly tokens: readonly string[];
  /** Told once the house was killed. */
  readonly killed: AbortSignal;
  /** Called when the first answer is here. */
  readonly onFirst: () => void;
}

/** Asks page after page with each of the tokens at once, until the house was killed. */
export async function askUntilKilled({ url, tokens, killed, onFirst }: Asking): Promise<Asked> {
  const received: Received[] = [];
  const count = { withheld: 0, unanswered: 0 };

  async function askOn(token: string, first: number): Promise<void> {
    for (let after: string | null = null; !killed.aborted; ) {
      const response = await post(url, token, { first, after });
      if (response === null) {
        count.unanswered += 1;
        return;
      }
      if (response.status === 400 || response.status === 401)
        throw new Error(`refused: ${await response.text()}`);
      const requestId = response.headers.get('x-request-id') ?? '';
      const answer = await response.json().catch(() => null);
      if (answer === null) {
        received.push({ requestId, cells: null });
        return;
      }
      const { data, extensions } = answer as Answer;
      received.push({ requestId, cells: cellsOf(data) });
      onFirst();
      const reasons = extensions?.disclosure?.withheld ?? [];
      if (reasons.some(({ reason }) => reason === 'LEDGER_UNAVAILABLE')) count.withheld += 1;
      after = data?.importers?.pageInfo.endCursor ?? null;
    }
  }

  await Promise.all(tokens.map((token, nth) => askOn(token, 1 + ((nth * 7) % 40))));
  return { received, ...count };
}

function post(url: string, token: string, variables: object): Promise<Response | null> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUERY, variables }),
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null);
}

function cellsOf(data: Answer['data']): readonly string[] {
  const nodes = data?.importers?.nodes ?? [];
  return nodes.flatMap((node) =>
    PROTECTED.filter((field) => node[field] !== null).map((field) => `${node.id} Importer.${field}`),
  );
}
