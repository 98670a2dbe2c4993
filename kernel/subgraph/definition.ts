import type { Policy } from '../disclosure/policy.ts';
import type { Consumer } from '../findings/consumer.ts';
import type { Feed } from '../ingest/feed.ts';
import type { Owner } from '../postgres/owners.ts';
import type { Sql } from '../postgres/pool.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { IResolvers } from './resolvers.ts';

/** What an owner's loaders are made of, for one request. */
export interface LoaderSetting {
  /** The owner's own pool, under its own role. */
  readonly sql: Sql;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
  /** Key of ids and sealed cursors. */
  readonly secret: Secret;
}

/** Keys that a subgraph needs: `ids` derives opaque ids from natural keys, `cursors` seals page cursors. */
export interface Secret {
  readonly ids: Buffer;
  readonly cursors: Buffer;
}

/** Work of an owner that is due because time has passed. Several processes may do it at once. */
export interface Sweep {
  /** For the log, should it fail. */
  readonly name: string;
  /** Does a bounded part of it; whether there may be more. */
  readonly run: (setting: { readonly sql: Sql; readonly now: Temporal.Instant }) => Promise<boolean>;
}

/** The rooms of one subgraph, wired together in its `subgraph.ts`. */
export interface SubgraphDefinition<Loaders> {
  readonly name: string;
  /** The shared SDL and the owner's own, in this order. */
  readonly typeDefs: string;
  readonly resolvers: IResolvers<Loaders>;
  readonly policy: Policy;
  readonly owner: Owner;
  readonly loaders: (setting: LoaderSetting) => Loaders;
  readonly feeds: (secret: Secret) => readonly Feed[];
  readonly consumers: readonly Consumer[];
  /** Done every minute by the house. */
  readonly sweeps?: readonly Sweep[];
  /** Done once a day by one process of the house, as a job: one that is killed goes on in another. */
  readonly nightly?: readonly Sweep[];
  /**
   * Called with the owner's pool where the subgraph begins to serve: makes ready what the first
   * question would wait for. What it gives back ends what it began.
   */
  readonly begin?: (sql: Sql) => () => Promise<void>;
}
