import { readFileSync } from 'node:fs';
import type { PersonaName } from '@good-standing/gateway/authenticate/personas.ts';
import { AUDIENCES, type Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { TestHouse } from '../world/house.ts';

/** Who an attack is tried as: one of each audience, rivals, and two whose agreements do not hold. */
const CAST = {
  nobody: { audience: 'PUBLIC', as: null },
  cbp: { audience: 'CBP', as: 'cbp' },
  fda: { audience: 'PGA', as: 'pga' },
  cpsc: { audience: 'PGA', as: 'pga', of: 'cpsc' },
  expired: { audience: 'PUBLIC', as: 'pga', of: 'aphis' },
  revoked: { audience: 'PUBLIC', as: 'pga', of: 'atf' },
  aurora: { audience: 'IMPORTER', as: 'importer' },
  beacon: { audience: 'BROKER', as: 'broker' },
  bazaar: { audience: 'PLATFORM', as: 'platform' },
  lumen: { audience: 'RIGHTS_HOLDER', as: 'rights-holder' },
  meridian: { audience: 'RIGHTS_HOLDER', as: 'rights-holder', of: 'meridian' },
  swift: { audience: 'CARRIER', as: 'carrier' },
  qumar: { audience: 'POST', as: 'post' },
  usps: { audience: 'USPS', as: 'usps' },
} as const satisfies Record<string, Credited>;

interface Credited {
  /** What the house treats it as. */
  readonly audience: Audience;
  /** Whose development token; null: none. */
  readonly as: PersonaName | null;
  readonly of?: string;
}

export type Asker = keyof typeof CAST;

/** Who an attack is tried as: one of each audience, rivals, and two whose agreements do not hold. */
export const ASKERS: Readonly<Record<Asker, Credited>> = CAST;
export const ASKER_NAMES = Object.keys(ASKERS) as readonly Asker[];

export interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly purpose?: string;
}

/** An answer as bytes on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** The body with the request's own id, which is random, written as REQUEST. */
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

const tokens = new WeakMap<TestHouse, Map<string, string>>();

/** Headers that say who asks. */
export async function credentials(house: TestHouse, asker: Asker): Promise<Record<string, string>> {
  const { as, of } = ASKERS[asker];
  if (as === null) return {};
  const known = tokens.get(house) ?? new Map<string, string>();
  tokens.set(house, known);
  const token = known.get(asker) ?? (await house.token(as, of));
  known.set(asker, token);
  return { authorization: `Bearer ${token}` };
}

export async function exchange(
  house: Pick<TestHouse, 'url'>,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<Answer> {
  const response = await fetch(house.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const requestId = response.headers.get('x-request-id') ?? '';
  const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data'> & Partial<Answer>;
  const told = Object.fromEntries(response.headers);
  delete told.date;
  delete told['x-request-id'];
  return {
    status: response.status,
    headers: told,
    requestId,
    text: text.replaceAll(requestId, 'REQUEST'),
    data,
    errors,
  };
}

export async function askAs(
  house: TestHouse,
  asker: Asker,
  { query, variables = {}, headers = {}, purpose }: Asked,
): Promise<Answer> {
  const said = purpose === undefined ? {} : { 'x-purpose': purpose };
  return exchange(house, { ...(await credentials(house, asker)), ...said, ...headers }, { query, variables });
}

/** The API schema of an audience as it is published. */
export function contractOf(audience: Audience): GraphQLSchema {
  const name = audience.toLowerCase().replaceAll('_', '-');
  return buildSchema(
    readFileSync(new URL(`../../schema/api/${name}.generated.graphql`, import.meta.url), 'utf8'),
  );
}

export const CONTRACTS = Object.fromEntries(
  AUDIENCES.map((audience) => [audience, contractOf(audience)]),
) as Readonly<Record<Audience, GraphQLSchema>>;

/** Runs work over items, a few at a time: a house is one process on a busy machine. */
export async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += 8) {
    results.push(...(await Promise.all(items.slice(at, at + 8).map(work))));
  }
  return results;
}
