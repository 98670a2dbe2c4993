import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { type Ledger, LedgerUnavailable } from '@good-standing/kernel/ledger/ledger.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { tokenVerifier } from '@good-standing/kernel/viewer/token.ts';
import type { Audience, Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { preludeSdl } from '@good-standing/schema/prelude.ts';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { type DisposableAccess, disposableAccess } from '../access/access-under-test.ts';
import { agreements } from '../access/agreements.ts';
import { definition as accessDefinition } from '../access/subgraph.ts';
import type { Heard } from '../access/webhooks/announced.ts';
import { authentication } from '../authenticate/authenticate.ts';
import { developmentIssuer } from '../authenticate/development-issuer.ts';
import { readConfig } from '../config.ts';
import type { Source } from '../execute/source.ts';
import type { Failure } from './failure-line.ts';
import { type House, handler } from './handler.ts';
import { graphOf } from './house-graph.ts';
import type { RequestFacts } from './request-facts.ts';
import { listen } from './server.ts';

interface Shelved {
  readonly id: string;
  readonly name: string;
  readonly listed: boolean;
}

/** Invented. One has a trusted listing, so that its name is public record. */
const SHELF: readonly Shelved[] = [
  { id: 'imp_aurora', name: 'Aurora Kitchenware LLC', listed: true },
  { id: 'imp_borealis', name: 'Borealis Toys Inc', listed: false },
  ...Array.from({ length: 30 }, (_, n) => ({ id: `imp_${n}`, name: `Invented ${n}`, listed: false })),
];

const shelfSdl = `
  extend type Query {
    "One." importer("Its id." id: ID!): Importer @public
    "By number." importerByNumber("The number." number: String! @disclose(rule: IMPORTER_NUMBER)): Importer @public
    "All." importers("Page." first: Int! = 25, "Beginning of the name." namePrefix: String): [Importer!]! @public
      @listSize(assumedSize: 25, slicingArguments: ["first"], requireOneSlicingArgument: false)
    "Officers alone." desk: String @audience(only: [CBP])
    "Never comes." slow: String @public
    "Fails." broken: String @public
    "What came." echo("Anything." word: String = "nothing"): String @public
  }
  type Mutation {
    "Changes." touch("Its id." id: ID!): Importer @public
  }
  extend type Subscription {
    "Changed." consentChanged("Of these." importers: [ID!]): ConsentChange @audience(only: [PGA, PLATFORM])
  }
  "A change." type ConsentChange {
    "Whose." importerId: ID! @public
    "The importer." importer: Importer @public
    "Much." bulk: String @public
  }
  "An importer." type Importer @key(fields: "id") {
    "Opaque." id: ID! @public
    "Name." name: String @disclose(rule: IMPORTER_NAME)
    "Findings." violations: String @disclose(rule: VIOLATIONS)
    "Certifications." confidentiality: String @disclose(rule: CONFIDENTIALITY)
  }
`;

const byRelation = (viewer: Viewer) =>
  viewer.audience === 'PGA' ? disclose('JURISDICTION') : withhold('RELATION');

export const touched: string[] = [];

const shelf: SubgraphDefinition<null> = {
  name: 'shelf',
  typeDefs: preludeSdl + shelfSdl,
  resolvers: {
    ...preludeScalars,
    Query: {
      importer: (_root: unknown, { id }: { id: string }) => found(id),
      importerByNumber: () => found('imp_aurora'),
      importers: (_root: unknown, { first }: { first: number }) =>
        SHELF.slice(0, first).map((row) => ({ ...row })),
      desk: () => 'desk',
      slow: () => new Promise(() => undefined),
      broken: () => {
        throw new Error('07-0000001 stands in this message');
      },
      echo: (_root: unknown, { word }: { word: string }) => word,
    },
    Mutation: {
      touch: (_root: unknown, { id }: { id: string }) => {
        touched.push(id);
        return found(id);
      },
    },
    Subscription: {
      consentChanged: (
        _root: unknown,
        { importers }: { importers?: readonly string[] },
        { event }: RequestContext,
      ) =>
        event === null || importers?.includes(event.record) === false ? null : { importerId: event.record },
    },
    ConsentChange: {
      importer: ({ importerId }: { importerId: string }) => found(importerId),
      bulk: () => 'x'.repeat(256 * 1024),
    },
    Importer: {
      __resolveReference: ({ id }: { id: string }) => found(id),
      violations: () => 'none',
      confidentiality: () => 'none',
    },
  },
  policy: {
    'Importer.name': disclosure<Shelved>({
      rule: 'IMPORTER_NAME',
      withoutAgreement: true,
      decide: (viewer, { listed }) => (listed ? disclose('PUBLIC_RECORD') : byRelation(viewer)),
    }),
    'Importer.violations': disclosure<Shelved>({ rule: 'VIOLATIONS', decide: byRelation }),
    'Importer.confidentiality': disclosure<Shelved>({
      rule: 'CONFIDENTIALITY',
      decide: () => withhold('RELATION'),
    }),
  },
  owner: { name: 'shelf', migrations: new URL('./', import.meta.url) },
  loaders: () => null,
  feeds: () => [],
  consumers: [],
};

function found(id: string) {
  const row = SHELF.find((each) => each.id === id);
  return row === undefined ? null : { ...row };
}

function here(opened: Subgraph): Source<RequestFacts> {
  return ({ document, variables, context }) => opened.execute({ document, variables, ...context });
}

const AGREEMENTS = [
  'fda,Food and Drug Administration (invented),1 Sample Way,PGA,,FDA,AGR-1,19 USC 1411(d),IMPORTER_NAME;VIOLATIONS,RISK_ASSESSMENT;IDENTITY,2026-01-01,2037-12-31,',
  'aphis,Animal and Plant Health Inspection Service (invented),2 Sample Way,PGA,,APH,AGR-2,19 USC 1411(d),IMPORTER_NAME,RISK_ASSESSMENT,2020-01-01,2020-12-31,',
  'cbp,U.S. Customs and Border Protection (invented),3 Sample Way,CBP,,,AGR-3,6 USC 211,,ENFORCEMENT,2026-01-01,2037-12-31,',
  'bazaar,Bazaar Marketplace (invented),4 Sample Way,PLATFORM,,,AGR-4,EO 13904,IMPORTER_NAME,SELLER_SCREENING,2026-01-01,2037-12-31,',
];

/** How long a subscriber may leave an event unread. */
export const DRAIN_WITHIN_MS = 500;
/** Events that wait in memory. */
export const QUEUED_EVENTS = 20;

export type LedgerState = 'up' | 'down' | 'silent' | 'known to be down';

export interface ServedHouse {
  readonly url: string;
  readonly access: DisposableAccess;
  readonly failures: Failure[];
  /** Takes the ledger away, as if the database refused, or lets it come back. */
  ledgerIs(state: LedgerState): void;
  /** A consent changed: told to every agency and platform. */
  say(record: string): void;
  /** How often events were read from where they are kept. */
  readLater(): number;
  /** @param at when it is issued, milliseconds; it is good for thirty days. */
  tokenFor(audience: Audience, organization: string, at?: number): Promise<string>;
  close(): Promise<void>;
}

/** The whole door on a free port: real tokens, agreements and ledger on Postgres, a shelf of invented importers behind it. */
export async function serveHouse(over: Partial<House> = {}): Promise<ServedHouse> {
  const config = readConfig({});
  const secret = { ids: config.keys.ids, cursors: config.keys.cursors };
  const access = await disposableAccess(secret);
  await access.feed(AGREEMENTS);
  const composed = composeServices(
    [accessDefinition, shelf].map(({ name, typeDefs }) => ({ name, typeDefs: parse(typeDefs), url: '' })),
  );
  if (composed.supergraphSdl === undefined) throw new Error(JSON.stringify(composed.errors));
  const issuer = developmentIssuer(config);
  const failures: Failure[] = [];
  const said: Heard[] = [];
  const listeners = new Set<(heard: Heard) => void>();
  const verify = tokenVerifier(issuer.trusted);
  let state: LedgerState = 'up';
  let readLater = 0;
  const ledger: Ledger = {
    available: () => state !== 'known to be down',
    async record(accounting) {
      if (state === 'known to be down') throw new Error('a ledger known to be down is not asked');
      if (state === 'down') throw new LedgerUnavailable('taken away by the test');
      if (state === 'silent') await new Promise(() => undefined);
      await access.ledger.record(accounting);
    },
  };
  const server = await listen(
    handler({
      ...graphOf(composed.supergraphSdl),
      sources: {
        access: here(access.access),
        shelf: here(subgraph(shelf, access.sql, secret)),
      },
      ledger,
      policyVersion: 'p1',
      authenticate: authentication(verify, agreements(access.sql)),
      streaming: {
        announced: {
          hear(listener) {
            listeners.add(listener);
            return () => void listeners.delete(listener);
          },
          later: async (kind, after, take) => {
            readLater += 1;
            return said.filter((each) => each.kind === kind && each.sequence > after).slice(0, take);
          },
          close: async () => undefined,
        },
        authenticate: authentication(verify, agreements(access.sql, undefined, 40)),
        lookEveryMs: 40,
        heartbeatMs: 40,
        drainWithinMs: DRAIN_WITHIN_MS,
        queuedEvents: QUEUED_EVENTS,
      },
      trusted: new Map([['public/importers', 'query I($first: Int!) { importers(first: $first) { id } }']]),
      isReady: () => true,
      clock: () => Temporal.Now.instant(),
      logFailure: (failure) => failures.push(failure),
      deadlineMs: null,
      ...over,
    }),
    { port: 0, host: '127.0.0.1' },
  );
  return {
    url: server.url,
    access,
    failures,
    ledgerIs: (next) => {
      state = next;
    },
    readLater: () => readLater,
    tokenFor: (audience, organization, at = Date.now()) => issuer.issue({ audience, organization }, at),
    say(record) {
      const heard: Heard = {
        sequence: said.length + 1,
        id: `evt_${said.length}`,
        kind: 'CONSENT_CHANGED',
        record,
        occurredAt: '2026-11-22T12:00:00Z',
        to: [{ audience: 'PGA' }, { audience: 'PLATFORM' }],
      };
      said.push(heard);
      for (const listener of listeners) listener(heard);
    },
    async close() {
      await server.close();
      await access.drop();
    },
  };
}
