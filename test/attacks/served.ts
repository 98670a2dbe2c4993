import { type KeyObject, randomUUID } from 'node:crypto';
import { definition as brokers } from '@good-standing/brokers/subgraph';
import { definition as debarments } from '@good-standing/debarments/subgraph';
import { definition as entries } from '@good-standing/entries/subgraph';
import { agreements } from '@good-standing/gateway/access/agreements.ts';
import { authentication, isRefusal } from '@good-standing/gateway/authenticate/authenticate.ts';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { definition as importers } from '@good-standing/importers/subgraph';
import { ledgerOwner } from '@good-standing/kernel/ledger/ledger.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { listen, type ServedSubgraph } from '@good-standing/kernel/subgraph/serve.ts';
import { ASSERTION_HEADER } from '@good-standing/kernel/subgraph/server.ts';
import { type Assertion, signAssertion } from '@good-standing/kernel/viewer/assertion.ts';
import { tokenVerifier } from '@good-standing/kernel/viewer/token.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { definition as posts } from '@good-standing/posts/subgraph';
import type { TestHouse } from '../world/house.ts';
import { type Asker, credentials } from './askers.ts';

/** The instant of every request to the tests' house. */
export const NOW = Temporal.Instant.from('2026-11-02T15:00:00Z');

const DEFINITIONS = { importers, entries, debarments, posts, brokers };
export type SubgraphAlone = keyof typeof DEFINITIONS;
export const ALONE = Object.keys(DEFINITIONS) as readonly SubgraphAlone[];

/** The house's five subgraphs, each on a port of its own, on the house's database. */
export interface Served {
  readonly urls: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export async function serveAlone(house: Pick<TestHouse, 'database'>): Promise<Served> {
  const { adminUrl, keys } = house.database;
  const settings = {
    port: 0,
    host: '127.0.0.1',
    ledgerUrl: ownerUrl(adminUrl, ledgerOwner, keys.roles),
    secret: { ids: keys.ids, cursors: keys.cursors },
    digestsKey: keys.digests,
    assertionKey: keys.assertion.publicKey,
  };
  const at = (name: SubgraphAlone) => ownerUrl(adminUrl, DEFINITIONS[name].owner, keys.roles);
  const served: readonly (readonly [SubgraphAlone, ServedSubgraph])[] = [
    ['importers', await listen(importers, { ...settings, databaseUrl: at('importers') })],
    ['entries', await listen(entries, { ...settings, databaseUrl: at('entries') })],
    ['debarments', await listen(debarments, { ...settings, databaseUrl: at('debarments') })],
    ['posts', await listen(posts, { ...settings, databaseUrl: at('posts') })],
    ['brokers', await listen(brokers, { ...settings, databaseUrl: at('brokers') })],
  ];
  return {
    urls: new Map(served.map(([name, { url }]) => [name, url])),
    async close() {
      await Promise.all(served.map(([, subgraph]) => subgraph.close()));
    },
  };
}

/** What the gateway would make of an asker's token. */
export async function viewerOf(house: TestHouse, asker: Asker): Promise<Viewer> {
  const access = ROOMS.find(({ name }) => name === 'access');
  if (access === undefined) throw new Error('the house has no access room');
  const { keys } = house.database;
  const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys });
  const authenticate = authentication(tokenVerifier(issuer.trusted), agreements(house.pools.of(access)));
  const { authorization } = await credentials(house, asker);
  const viewer = await authenticate({ authorization, purpose: undefined }, NOW);
  if (isRefusal(viewer)) throw new Error(`${asker} is not let in: ${viewer.reason}`);
  return viewer;
}

/** A request to one subgraph, past the gateway; what is not said is as the gateway would have it. */
export interface Direct {
  readonly to: SubgraphAlone;
  readonly viewer: Viewer;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The assertion that goes with the body; null: none. */
  readonly assertion?: (signed: (over?: SignedOver) => string) => string | null;
}

/** What a forger changes of an assertion. */
export interface SignedOver extends Partial<Assertion> {
  readonly subgraph?: string;
  readonly body?: string;
  readonly sentAt?: number;
  readonly key?: KeyObject;
}

export interface DirectAnswer {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
}

export function directly(
  house: Pick<TestHouse, 'database'>,
  served: Served,
  policyVersions: ReadonlyMap<string, string>,
) {
  return async ({
    to,
    viewer,
    query,
    variables = {},
    headers = {},
    assertion,
  }: Direct): Promise<DirectAnswer> => {
    const body = JSON.stringify({ query, variables });
    const signed = ({
      subgraph = to,
      body: other = body,
      sentAt = Date.now(),
      key,
      ...over
    }: SignedOver = {}) =>
      signAssertion(
        key ?? house.database.keys.assertion.privateKey,
        {
          viewer,
          requestId: randomUUID(),
          now: NOW,
          policyVersion: policyVersions.get(to) ?? '',
          ledgerAvailable: true,
          accountedBy: 'SUBGRAPH',
          ...over,
        },
        { subgraph, body: other, sentAt },
      );
    const header = assertion === undefined ? signed() : assertion(signed);
    const response = await fetch(served.urls.get(to) ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(header === null ? {} : { [ASSERTION_HEADER]: header }),
        ...headers,
      },
      body,
    });
    const text = await response.text();
    return { status: response.status, text, data: (JSON.parse(text) as DirectAnswer).data };
  };
}

/** What each subgraph would call its policy: an assertion for another is refused. */
export function policyVersionsOf(house: Pick<TestHouse, 'database' | 'pools'>): ReadonlyMap<string, string> {
  const secret = house.database.keys;
  return new Map(
    ROOMS.map((room) => [room.name, room.open(house.pools.of(room), secret).policyVersion] as const),
  );
}
