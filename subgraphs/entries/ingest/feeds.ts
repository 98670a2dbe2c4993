import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { billsFeed } from './bills.ts';
import { dmcaPersonsFeed } from './dmca-persons.ts';
import { entriesFeed } from './entries.ts';
import { entryCertificationsFeed } from './entry-certifications.ts';
import { evasionCasesFeed } from './evasion-cases.ts';
import { forcedLaborDetentionsFeed } from './forced-labor-detentions.ts';
import { forfeitureNoticesFeed } from './forfeiture-notices.ts';
import { liquidatedDamagesFeed } from './liquidated-damages.ts';
import { parcelAccountsFeed } from './parcel-accounts.ts';
import { paymentsFeed } from './payments.ts';
import { penaltiesFeed } from './penalties.ts';
import { performanceTargetsFeed } from './performance-targets.ts';
import { recordationAgentsFeed } from './recordation-agents.ts';
import { recordationsFeed } from './recordations.ts';
import { seizurePublicationsFeed } from './seizure-publications.ts';
import { seizuresFeed } from './seizures.ts';
import { statisticsSnapshotsFeed } from './statistics-snapshots.ts';
import { violationsFeed } from './violations.ts';

/** The files that entries, seizures and what follows from them are read from. */
export function feeds(secret: Secret): readonly Feed[] {
  return [
    entriesFeed(secret) as Feed,
    entryCertificationsFeed(secret) as Feed,
    recordationsFeed(secret) as Feed,
    recordationAgentsFeed(secret) as Feed,
    dmcaPersonsFeed(secret) as Feed,
    seizuresFeed(secret) as Feed,
    violationsFeed(secret) as Feed,
    penaltiesFeed(secret) as Feed,
    evasionCasesFeed(secret) as Feed,
    forcedLaborDetentionsFeed(secret) as Feed,
    liquidatedDamagesFeed(secret) as Feed,
    billsFeed(secret) as Feed,
    paymentsFeed(secret) as Feed,
    forfeitureNoticesFeed(secret) as Feed,
    seizurePublicationsFeed(secret) as Feed,
    parcelAccountsFeed() as Feed,
    performanceTargetsFeed() as Feed,
    statisticsSnapshotsFeed(secret) as Feed,
  ];
}
