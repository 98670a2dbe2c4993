import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { noticeDueBy } from './rules/notice-due.ts';
import { statusOn } from './rules/status.ts';
import type { Resolvers } from './schema.generated.ts';
import { actionsOf, primaryAddress } from './tables.ts';
import { changesOf, watchedPartyChange } from './watching/watched-change.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    exclusion: (_root, { id }, { load }) => load.exclusionById.load(id),
    exclusions: (_root, args, { load }) => load.exclusions(args),
    exclusionsRequiringVigilance: (_root, args, { load }) => load.exclusionsRequiringVigilance(args),
    screen: (_root, args, { load }) => load.screen(args),
    reestablishmentNotice: (_root, { id }, { load }) => load.noticeById.load(id),
    reestablishmentNotices: (_root, args, { load }) => load.notices(args),
    myReestablishmentNotices: (_root, args, { load }) => load.myNotices(args),
    reestablishmentLeads: (_root, args, { load }) => load.leads(args),
    presentResponsibilityReferrals: (_root, args, { load }) => load.referrals(args),
    watchedParty: (_root, { id }, { load }) => load.watchedById.load(id),
    watchedParties: (_root, args, { load }) => load.watchedParties(args),
  },
  Mutation: {
    decideExclusionLink: async (_root, args, { load }) => {
      const id = await load.decideLink(args);
      return id === null ? null : load.linkById.load(id);
    },
    submitReestablishmentNotice: async (_root, { input }, { load }) =>
      writtenTo(load.noticeById, await load.submitNotice(input)),
    decideReestablishmentNotice: async (_root, args, { load }) =>
      writtenTo(load.noticeById, await load.decideNotice(args)),
    decideReestablishmentLead: async (_root, args, { load }) =>
      writtenTo(load.leadById, await load.decideLead(args)),
    referForPresentResponsibility: async (_root, { input }, { load }) =>
      writtenTo(load.referralById, await load.refer(input)),
    recordReferralOutcome: async (_root, args, { load }) =>
      writtenTo(load.referralById, await load.recordOutcome(args)),
    decideMatch: async (_root, args, { load }) => {
      const id = await load.decideMatch(args);
      return id === null ? null : load.matchDecisionById.load(id);
    },
    watchParties: (_root, args, { load }) => load.watchParties(args),
    unwatchParties: (_root, args, { load }) => load.unwatchParties(args),
  },
  Subscription: {
    watchedPartyChanged: (_root, _arguments, { event, load }) => watchedPartyChange(event, load),
  },
  Exclusion: {
    __resolveReference: ({ id }, { load }) => load.exclusionById.load(id),
    address: (exclusion) => primaryAddress(exclusion),
    actions: (exclusion) => actionsOf(exclusion),
    status: (exclusion, { asOf }, { today }) => statusOn(exclusion, asOf ?? today),
    byCbp: (exclusion) => exclusion.byCbpAs !== null,
    crossReferences: ({ id }, _arguments, { load }) => load.crossReferencesOf.load(id),
    noticeDueBy: (exclusion) => noticeDueBy(exclusion),
    links: ({ id }, _arguments, { load }) => load.linksOfExclusion.load(id),
    provenance: (exclusion, _arguments, { load }) => load.provenanceOf(exclusion),
  },
  ExclusionLink: {
    __resolveReference: ({ id }, { load }) => load.linkById.load(id),
    exclusion: ({ exclusionId }, _arguments, { load }) => load.exclusionById.load(exclusionId),
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
    decisions: ({ id }, _arguments, { load }) => load.decisionsOf.load(id),
  },
  ScreeningResult: {
    importers: ({ facts }, _arguments, { load }) => (facts === null ? [] : load.importersLike.load(facts)),
  },
  MatchDecision: {
    exclusion: async ({ exclusionId }, _arguments, { load }) => {
      const exclusion = await load.exclusionById.load(exclusionId);
      if (exclusion === null) throw new Error('a decision on an exclusion that is not there');
      return exclusion;
    },
  },
  Broker: {
    __resolveReference: ({ id }) => ({ id }),
    exclusions: ({ id }, _arguments, { load }) => load.exclusionsOfBroker.load(id),
  },
  Importer: {
    __resolveReference: ({ id }, { load }) => load.importerById.load(id),
    exclusionLinks: ({ id }, _arguments, { load }) => load.linksOfImporter.load(id),
  },
  ReestablishmentNotice: {
    __resolveReference: ({ id }, { load }) => load.noticeById.load(id),
    exclusion: ({ exclusionId }, _arguments, { load }) => load.exclusionById.load(exclusionId),
    importer: ({ importerId }, _arguments, { load }) => perhaps(load.importerById, importerId),
    decisions: ({ id }, _arguments, { load }) => load.reestablishmentDecisionsOf.load(id),
  },
  ReestablishmentLead: {
    __resolveReference: ({ id }, { load }) => load.leadById.load(id),
    exclusion: ({ exclusionId }, _arguments, { load }) => load.exclusionById.load(exclusionId),
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
    decisions: ({ id }, _arguments, { load }) => load.reestablishmentDecisionsOf.load(id),
  },
  PresentResponsibilityReferral: {
    __resolveReference: ({ id }, { load }) => load.referralById.load(id),
    exclusion: ({ exclusionId }, _arguments, { load }) => perhaps(load.exclusionById, exclusionId),
    importer: ({ importerId }, _arguments, { load }) => perhaps(load.importerById, importerId),
  },
  WatchedParty: {
    name: ({ party }) => party.name,
    result: (party, _arguments, { load }) => load.resultOfWatched.load(party),
    changes: (party, _arguments, { load }) => changesOf(party, load),
  },
  WatchedPartyChange: {
    exclusions: async ({ exclusionIds }, _arguments, { load }) =>
      (await Promise.all(exclusionIds.map((id) => load.exclusionById.load(id)))).filter(
        (each) => each !== null,
      ),
  },
} satisfies Resolvers;

interface ById<Row> {
  load(id: string): Row | Promise<Row>;
}

/** What a mutation wrote to, read back as the viewer may; null where it found no record. */
function writtenTo<Row>(loader: ById<Row>, id: string | null) {
  return perhaps(loader, id);
}

function perhaps<Row>(loader: ById<Row>, id: string | null) {
  return id === null ? null : loader.load(id);
}
