import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import type { Connection } from '@good-standing/kernel/postgres/page.ts';
import { type ImporterStubs, importerStubs } from '@good-standing/kernel/relation/importer-stub.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import { lazily } from '@good-standing/kernel/subgraph/lazily.ts';
import type DataLoader from 'dataloader';
import type { PartyFacts } from './index/listed-party.ts';
import { decideLead } from './leads/decide-lead.ts';
import { type LeadRow, type LeadsArguments, leadById, leadPages } from './leads/leads.ts';
import { type DecisionAsked, decideLink } from './links/decide-link.ts';
import { exclusionsOfBroker } from './loaders/broker-exclusions.ts';
import {
  type ExclusionsArguments,
  exclusionPages,
  type VigilanceArguments,
  vigilancePages,
} from './loaders/exclusion-pages.ts';
import { crossReferencesOf, exclusionById } from './loaders/exclusions.ts';
import { decisionsOf, linkById, linksOfExclusion, linksOfImporter } from './loaders/links.ts';
import { decideNotice } from './notices/decide-notice.ts';
import type { DecisionRow, NoticeRow } from './notices/notice-row.ts';
import {
  type NoticesArguments,
  noticeById,
  noticePages,
  reestablishmentDecisionsOf,
} from './notices/notices.ts';
import { submitNotice } from './notices/submit-notice.ts';
import { recordOutcome, refer } from './referrals/refer.ts';
import {
  type ReferralRow,
  type ReferralsArguments,
  referralById,
  referralPages,
} from './referrals/referrals.ts';
import { type ImporterCandidate, importersLike } from './registry/importers-like.ts';
import type {
  MutationDecideReestablishmentLeadArgs,
  MutationDecideReestablishmentNoticeArgs,
  MutationRecordReferralOutcomeArgs,
  ReestablishmentNoticeInput,
  ReferralInput,
} from './schema.generated.ts';
import { decideMatch, type MatchDecisionAsked } from './screening/decisions/decide-match.ts';
import { matchDecisionById } from './screening/decisions/match-decisions.ts';
import type { ScreeningResult } from './screening/screen.ts';
import { type ScreeningArguments, type ScreeningReport, screen } from './screening/screen.ts';
import type { ExclusionLinkRow, ExclusionRow, LinkDecisionMadeRow, MatchDecisionRow } from './tables.ts';
import { type UnwatchAsked, unwatchParties } from './watching/unwatch-parties.ts';
import { type WatchAsked, type WatchReport, watchParties } from './watching/watch-parties.ts';
import {
  changesOfWatched,
  resultOfWatched,
  type WatchedArguments,
  type WatchedChange,
  watchedById,
  watchedPages,
} from './watching/watched.ts';
import type { WatchedRow } from './watching/watched-row.ts';

export type Context = RequestContext<Loaders>;

/** What each gives, and in how many statements, is said where it is made. */
export interface Loaders {
  readonly exclusionById: DataLoader<string, ExclusionRow | null>;
  readonly exclusions: (args: ExclusionsArguments) => Promise<Connection<ExclusionRow>>;
  readonly exclusionsRequiringVigilance: (args: VigilanceArguments) => Promise<Connection<ExclusionRow>>;
  readonly exclusionsOfBroker: DataLoader<string, readonly ExclusionRow[]>;
  readonly crossReferencesOf: DataLoader<string, readonly ExclusionRow[]>;
  readonly provenanceOf: (row: ReceivedLine) => Promise<Provenance>;
  readonly importerById: ImporterStubs;
  readonly linkById: DataLoader<string, ExclusionLinkRow | null>;
  readonly linksOfExclusion: DataLoader<string, readonly ExclusionLinkRow[]>;
  readonly linksOfImporter: DataLoader<string, readonly ExclusionLinkRow[]>;
  readonly decisionsOf: DataLoader<string, readonly LinkDecisionMadeRow[]>;
  readonly screen: (args: ScreeningArguments) => Promise<ScreeningReport>;
  readonly decideLink: (asked: DecisionAsked) => Promise<string | null>;
  readonly noticeById: DataLoader<string, NoticeRow | null>;
  readonly notices: (args: NoticesArguments) => Promise<Connection<NoticeRow>>;
  readonly myNotices: (args: NoticesArguments) => Promise<Connection<NoticeRow>>;
  readonly reestablishmentDecisionsOf: DataLoader<string, readonly DecisionRow[]>;
  readonly leadById: DataLoader<string, LeadRow | null>;
  readonly leads: (args: LeadsArguments) => Promise<Connection<LeadRow>>;
  readonly referralById: DataLoader<string, ReferralRow | null>;
  readonly referrals: (args: ReferralsArguments) => Promise<Connection<ReferralRow>>;
  readonly submitNotice: (input: ReestablishmentNoticeInput) => Promise<string | null>;
  readonly decideNotice: (asked: MutationDecideReestablishmentNoticeArgs) => Promise<string | null>;
  readonly decideLead: (asked: MutationDecideReestablishmentLeadArgs) => Promise<string | null>;
  readonly refer: (input: ReferralInput) => Promise<string | null>;
  readonly recordOutcome: (asked: MutationRecordReferralOutcomeArgs) => Promise<string | null>;
  readonly decideMatch: (asked: MatchDecisionAsked) => Promise<string | null>;
  readonly importersLike: DataLoader<PartyFacts, readonly ImporterCandidate[]>;
  readonly matchDecisionById: DataLoader<string, MatchDecisionRow | null>;
  readonly watchParties: (asked: WatchAsked) => Promise<WatchReport>;
  readonly unwatchParties: (asked: UnwatchAsked) => Promise<number>;
  readonly watchedById: DataLoader<string, WatchedRow | null>;
  readonly watchedParties: (args: WatchedArguments) => Promise<Connection<WatchedRow>>;
  readonly resultOfWatched: DataLoader<WatchedRow, ScreeningResult, number>;
  readonly changesOfWatched: DataLoader<number, readonly WatchedChange[]>;
}

/** Made for one request and one viewer. */
export const loaders = lazily<Loaders>({
  exclusionById,
  exclusions: exclusionPages,
  exclusionsRequiringVigilance: vigilancePages,
  crossReferencesOf,
  exclusionsOfBroker,
  provenanceOf: ({ sql }) => provenanceOf(sql),
  importerById: importerStubs,
  linkById,
  linksOfExclusion,
  linksOfImporter,
  decisionsOf,
  screen,
  decideLink,
  noticeById,
  notices: (setting) => noticePages(setting, 'Query.reestablishmentNotices'),
  myNotices: (setting) => noticePages(setting, 'Query.myReestablishmentNotices'),
  reestablishmentDecisionsOf,
  leadById,
  leads: leadPages,
  referralById,
  referrals: referralPages,
  submitNotice,
  decideNotice,
  decideLead,
  refer,
  recordOutcome,
  decideMatch,
  importersLike,
  matchDecisionById,
  watchParties,
  unwatchParties,
  watchedById,
  watchedParties: watchedPages,
  resultOfWatched,
  changesOfWatched,
});
