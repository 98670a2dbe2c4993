import { findingsOwner, type Subscriber } from '@good-standing/kernel/findings/queue.ts';
import { ledgerOwner } from '@good-standing/kernel/ledger/ledger.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { definition as access } from '../access/subgraph.ts';
import { ROOMS, type Room } from './owners.ts';
import type { HouseDatabase } from './prepare.ts';

/** A pool for each owner, under that owner's role and no other. */
export interface Pools {
  of(room: Pick<Room, 'name'>): Sql;
  readonly ledger: Sql;
  /** Reads the ledger, as the access room may; one connection, for the long reads of whoever chains. */
  readonly ledgerReader: Sql;
  /** Where the queue is consumed from. Secret. */
  readonly queueUrl: string;
  /** The rooms that hear of topics, each with its own pool. */
  readonly subscribers: readonly Subscriber[];
  end(): Promise<void>;
}

/** Connections of one owner: measured best at two on two cores. */
const CONNECTIONS = 2;

/** @param clock what decides which day it is where topics are heard; absent: the machine's. */
export function openPools({ adminUrl, keys }: HouseDatabase, clock?: () => Temporal.Instant): Pools {
  const open = (owner: Room['owner'], max = CONNECTIONS) =>
    connect(ownerUrl(adminUrl, owner, keys.roles), {
      max,
      applicationName: `good-standing ${owner.name}`,
    });
  const pools = new Map(ROOMS.map((room) => [room.name, open(room.owner)]));
  const ledger = open(ledgerOwner);
  const ledgerReader = open(access.owner, 1);
  const of = (room: Pick<Room, 'name'>): Sql => {
    const pool = pools.get(room.name);
    if (pool === undefined) throw new Error(`no room ${room.name}`);
    return pool;
  };
  return {
    of,
    ledger,
    ledgerReader,
    queueUrl: ownerUrl(adminUrl, findingsOwner, keys.roles),
    subscribers: ROOMS.filter(({ consumers }) => consumers.length > 0).map((room) => ({
      name: room.name,
      consumers: room.consumers,
      sql: of(room),
      ...(clock === undefined ? {} : { clock }),
    })),
    async end() {
      await Promise.all([...pools.values(), ledger, ledgerReader].map((pool) => pool.end({ timeout: 2 })));
    },
  };
}
