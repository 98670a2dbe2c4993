import { readFileSync } from 'node:fs';
import { consumeForever } from '@good-standing/kernel/findings/queue.ts';
import { ledger, prepareMonths } from '@good-standing/kernel/ledger/ledger.ts';
import { answers } from '@good-standing/kernel/postgres/answers.ts';
import { logFailuresTo } from '@good-standing/kernel/subgraph/errors.ts';
import { remoteKeySet } from '@good-standing/kernel/viewer/key-set.ts';
import { type TrustedIssuer, tokenVerifier } from '@good-standing/kernel/viewer/token.ts';
import { agreements } from '../access/agreements.ts';
import { settleCorrections } from '../access/corrections/hear.ts';
import { announced } from '../access/webhooks/announced.ts';
import { authentication } from '../authenticate/authenticate.ts';
import { developmentIssuer } from '../authenticate/development-issuer.ts';
import type { Config } from '../config.ts';
import { errorFacts, type LogFailure, logToStandardError } from '../http/failure-line.ts';
import { type Handler, handler } from '../http/handler.ts';
import { graphOf } from '../http/house-graph.ts';
import { trustedDocuments } from '../http/trusted-documents.ts';
import { meter } from '../limits/meter.ts';
import { keepChained } from './chaining.ts';
import { type DeliverySetting, deliverForever, USUAL_DELIVERY } from './delivering.ts';
import { type LastFirst, lastFirst } from './last-first.ts';
import { nightsOf } from './nights.ts';
import { ROOMS, ROOMS_WITH_LOOPBACK_WEBHOOKS } from './owners.ts';
import { openPools, type Pools } from './pools.ts';
import type { HouseDatabase } from './prepare.ts';
import { sourcesElsewhere, sourcesHere } from './sources.ts';
import { sweepEveryMinute } from './sweeping.ts';

/** A gateway with everything behind it, ready to be given to a listener. */
export interface OpenHouse {
  readonly handler: Handler;
  readonly pools: Pools;
  /** Does at once what is done every minute: what is due because time has passed. */
  sweep(): Promise<void>;
  /** Does at once what is done every night. */
  night(): Promise<void>;
  close(): Promise<void>;
}

export interface HouseSetting {
  readonly config: Pick<Config, 'isProduction' | 'host' | 'keys' | 'oidc' | 'deadlineMs'> &
    Partial<Pick<Config, 'webhooksToLoopback'>>;
  readonly database: HouseDatabase;
  /** Subgraphs that run in processes of their own, and where; absent: all run here. */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** File of the ledger's signed checkpoints; absent: it is chained and not attested. */
  readonly checkpoints?: string;
  /** Whether requests are counted against rates, and by whose address; absent or null: they are not. */
  readonly metering?: Config['metering'];
  /** As `House.streamPatienceMs`. */
  readonly streamPatienceMs?: number;
  /** As `Streaming.queuedEvents`. */
  readonly queuedEvents?: number;
  readonly clock?: () => Temporal.Instant;
  readonly logFailure?: LogFailure;
  /** Other than usual: how webhooks are sent and tried again. */
  readonly webhooks?: Partial<DeliverySetting>;
}

const SUPERGRAPH = new URL('../../schema/supergraph.generated.graphql', import.meta.url);
const OPERATIONS = new URL('../../schema/operations/', import.meta.url);
const DAY_MS = 86_400_000;
const SETTLE_CORRECTIONS_EVERY_MS = 60_000;
/** Twice this, once for what is known and once to look, is within the two seconds in which a revocation ends a stream. */
const LOOK_EVERY_MS = 800;
const HEARTBEAT_MS = 15_000;
const DRAIN_WITHIN_MS = 10_000;

/** Opens the house on a prepared database. Where that fails, nothing of it is left running. */
export async function openHouse(setting: HouseSetting): Promise<OpenHouse> {
  const closing = lastFirst();
  try {
    return await openRooms(setting, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function openRooms(setting: HouseSetting, closing: LastFirst): Promise<OpenHouse> {
  const { config, database, elsewhere } = setting;
  const pools = openPools(database, setting.clock);
  closing.add(() => pools.end());
  const logFailure = setting.logFailure ?? logToStandardError;
  const chained = keepChained({
    reader: pools.ledgerReader,
    writer: pools.ledger,
    key: config.keys.checkpoints.privateKey,
    checkpoints: setting.checkpoints ?? null,
    onFailure: (reason) =>
      logFailure({ event: 'failed', requestId: 'chain of the ledger', ...errorFacts(reason) }),
  });
  closing.add(() => chained.stop());
  const allowsLoopback = config.webhooksToLoopback === true;
  const rooms = allowsLoopback ? ROOMS_WITH_LOOPBACK_WEBHOOKS : ROOMS;
  const subgraphs =
    elsewhere === undefined
      ? sourcesHere(pools, config.keys, rooms)
      : sourcesElsewhere(pools, config.keys, elsewhere, rooms);
  closing.add(() => subgraphs.close());
  const access = ROOMS.find(({ name }) => name === 'access');
  if (access === undefined) throw new Error('the house has no access room');
  logFailuresTo(({ name, stack, ...code }) =>
    logFailure({
      event: 'failed',
      requestId: 'in a resolver',
      error: name,
      ...code,
      frames: stack.split('\n'),
    }),
  );
  const clock = setting.clock ?? (() => Temporal.Now.instant());
  const nightly = nightsOf({ rooms, pools, clock });
  const consuming = await consumeForever(pools.queueUrl, pools.subscribers, nightly.work);
  closing.add(() => consuming.stop());
  closing.add(async () => nightly.stop());
  const delivering = await deliverForever(pools.queueUrl, {
    sql: pools.of(access),
    secret: config.keys,
    clock,
    destinations: { allowsLoopback },
    ...USUAL_DELIVERY,
    ...setting.webhooks,
  });
  closing.add(() => delivering.stop());
  const failed = (name: string) => (reason: unknown) =>
    logFailure({ event: 'failed', requestId: name, ...errorFacts(reason) });
  const told = await announced(pools.of(access), failed('events for subscribers'));
  closing.add(() => told.close());
  const sweeping = sweepEveryMinute({ rooms, pools, clock, failed });
  closing.add(() => sweeping.stop());
  const verify = tokenVerifier(issuerOf(config));
  const daily = setInterval(() => {
    prepareMonths(pools.ledger).catch((reason: unknown) =>
      logFailure({ event: 'failed', requestId: 'months of the ledger', ...errorFacts(reason) }),
    );
  }, DAY_MS);
  daily.unref();
  closing.add(async () => clearInterval(daily));
  const settling = setInterval(() => {
    settleCorrections(pools.of(access)).catch((reason: unknown) =>
      logFailure({ event: 'failed', requestId: 'notices of corrections', ...errorFacts(reason) }),
    );
  }, SETTLE_CORRECTIONS_EVERY_MS);
  settling.unref();
  closing.add(async () => clearInterval(settling));

  return {
    pools,
    sweep: sweeping.once,
    night: nightly.once,
    handler: handler({
      ...graphOf(readFileSync(SUPERGRAPH, 'utf8')),
      sources: subgraphs.sources,
      policyVersion: subgraphs.policyVersion,
      ledger: ledger(pools.ledger, config.keys.digests),
      authenticate: authentication(verify, agreements(pools.of(access))),
      ...(setting.streamPatienceMs === undefined ? {} : { streamPatienceMs: setting.streamPatienceMs }),
      streaming: {
        announced: told,
        authenticate: authentication(verify, agreements(pools.of(access), undefined, LOOK_EVERY_MS)),
        lookEveryMs: LOOK_EVERY_MS,
        heartbeatMs: HEARTBEAT_MS,
        drainWithinMs: DRAIN_WITHIN_MS,
        ...(setting.queuedEvents === undefined ? {} : { queuedEvents: setting.queuedEvents }),
      },
      trusted: trustedDocuments(OPERATIONS),
      isReady: () => answers(pools.ledger),
      clock,
      logFailure,
      deadlineMs: config.deadlineMs,
      metering: setting.metering ? { ...setting.metering, meter: meter() } : null,
    }),
    close: closing.close,
  };
}

function issuerOf(config: HouseSetting['config']): TrustedIssuer {
  if (config.oidc === null) return developmentIssuer(config).trusted;
  const { issuer, audience, jwksUrl } = config.oidc;
  return { issuer, audience, keys: remoteKeySet(jwksUrl) };
}
