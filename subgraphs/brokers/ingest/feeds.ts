import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { brokerClientsFeed } from './broker-clients.ts';
import { brokerPermitsFeed } from './broker-permits.ts';
import { brokerStatusesFeed } from './broker-statuses.ts';
import { brokerVettingsFeed } from './broker-vettings.ts';
import { brokersFeed } from './brokers.ts';

/** The files that brokers are read from. */
export function feeds(secret: Secret): readonly Feed[] {
  return [
    brokersFeed(secret) as Feed,
    brokerStatusesFeed(secret) as Feed,
    brokerPermitsFeed(secret) as Feed,
    brokerClientsFeed(secret) as Feed,
    brokerVettingsFeed(secret) as Feed,
  ];
}
