import { definition as brokers } from '@good-standing/brokers/subgraph';
import { definition as debarments } from '@good-standing/debarments/subgraph';
import { definition as entries } from '@good-standing/entries/subgraph';
import { definition as importers } from '@good-standing/importers/subgraph';
import type { Consumer } from '@good-standing/kernel/findings/consumer.ts';
import { findingsOwner } from '@good-standing/kernel/findings/queue.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { ledgerOwner } from '@good-standing/kernel/ledger/ledger.ts';
import type { Owner } from '@good-standing/kernel/postgres/owners.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import type { Secret, SubgraphDefinition, Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { definition as posts } from '@good-standing/posts/subgraph';
import { definition as access, withLoopbackWebhooks } from '../access/subgraph.ts';

/** One subgraph as the house keeps it: its owner, what it ingests, what it hears of, and how it is opened. */
export interface Room {
  readonly name: string;
  readonly owner: Owner;
  readonly consumers: readonly Consumer[];
  readonly sweeps: readonly Sweep[];
  readonly nightly: readonly Sweep[];
  readonly feeds: (secret: Secret) => readonly Feed[];
  readonly open: (sql: Sql, secret: Secret) => Subgraph;
}

function room<Loaders>(definition: SubgraphDefinition<Loaders>): Room {
  return {
    name: definition.name,
    owner: definition.owner,
    consumers: definition.consumers,
    sweeps: definition.sweeps ?? [],
    nightly: definition.nightly ?? [],
    feeds: definition.feeds,
    open: (sql, secret) => subgraph(definition, sql, secret),
  };
}

/** The five owners, and the gateway's own small subgraph. */
export const ROOMS: readonly Room[] = [
  room(importers),
  room(entries),
  room(debarments),
  room(posts),
  room(brokers),
  room(access),
];

/** The same, for development: the gateway's own lets webhooks go to this machine. */
export const ROOMS_WITH_LOOPBACK_WEBHOOKS: readonly Room[] = ROOMS.map((each) =>
  each.name === access.name ? room(withLoopbackWebhooks) : each,
);

/** Every schema of the database. */
export const OWNERS: readonly Owner[] = [findingsOwner, ...ROOMS.map(({ owner }) => owner), ledgerOwner];
