import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { definition as brokers } from '@good-standing/brokers/subgraph';
import { definition as debarments } from '@good-standing/debarments/subgraph';
import { definition as entries } from '@good-standing/entries/subgraph';
import { agreements } from '@good-standing/gateway/access/agreements.ts';
import { definition as access } from '@good-standing/gateway/access/subgraph.ts';
import { authentication } from '@good-standing/gateway/authenticate/authenticate.ts';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import type { Source } from '@good-standing/gateway/execute/source.ts';
import { keepChained } from '@good-standing/gateway/house/chaining.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { openPools } from '@good-standing/gateway/house/pools.ts';
import { handler } from '@good-standing/gateway/http/handler.ts';
import { graphOf } from '@good-standing/gateway/http/house-graph.ts';
import type { RequestFacts } from '@good-standing/gateway/http/request-facts.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { definition as importers } from '@good-standing/importers/subgraph';
import { type Ledger, ledger } from '@good-standing/kernel/ledger/ledger.ts';
import type { Owner } from '@good-standing/kernel/postgres/owners.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { tokenVerifier } from '@good-standing/kernel/viewer/token.ts';
import { definition as posts } from '@good-standing/posts/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { settingOf } from '../gateway/setting.ts';
import { sdlWithoutRules, withoutRules } from './without-rules.ts';

/** The house in one process, with what BENCH_VARIANT names switched on; authentication and row predicates always. */
const { database, port } = settingOf(process.env);
const variant = process.env.BENCH_VARIANT;
const pools = openPools(database);
const forgetful: Ledger = { available: () => true, record: async () => undefined };

function open<Loaders>(definition: SubgraphDefinition<Loaders>): Subgraph {
  const pool = pools.of({ name: definition.name });
  return subgraph(variant === 'bare' ? withoutRules(definition) : definition, pool, database.keys);
}

const subgraphs = [
  open(importers),
  open(entries),
  open(debarments),
  open(posts),
  open(brokers),
  open(access),
];

function supergraph(): string {
  if (variant !== 'bare') {
    return readFileSync(new URL('../../../schema/supergraph.generated.graphql', import.meta.url), 'utf8');
  }
  const services = [importers, entries, debarments, posts, brokers, access].map(({ name, typeDefs }) => ({
    name,
    url: '',
    typeDefs: parse(sdlWithoutRules(typeDefs)),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('; '));
  return supergraphSdl;
}

const here =
  (one: Subgraph): Source<RequestFacts> =>
  ({ document, variables, context }) =>
    one.execute({ document, variables, ...context });

const accessOwner = ROOMS.find(({ name }) => name === 'access') as {
  readonly owner: Owner;
  readonly name: string;
};
if (variant === 'whole') {
  keepChained({
    reader: pools.ledgerReader,
    writer: pools.ledger,
    key: generateKeyPairSync('ed25519').privateKey,
    checkpoints: null,
    onFailure: (reason) => console.error(reason),
  });
}
const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys: database.keys });
await listen(
  handler({
    ...graphOf(supergraph()),
    sources: Object.fromEntries(subgraphs.map((one) => [one.name, here(one)])),
    policyVersion: subgraphs.map(({ policyVersion }) => policyVersion).join(' '),
    ledger: variant === 'whole' ? ledger(pools.ledger, database.keys.digests) : forgetful,
    authenticate: authentication(tokenVerifier(issuer.trusted), agreements(pools.of(accessOwner))),
    trusted: new Map(),
    isReady: () => true,
    clock: () => Temporal.Now.instant(),
    logFailure: (failure) => console.error(failure),
    deadlineMs: null,
  }),
  { port, host: '127.0.0.1' },
);
console.log('ready');
