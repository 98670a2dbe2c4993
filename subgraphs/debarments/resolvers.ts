import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { noticeDueBy } from './rules/notice-due.ts';
import { statusOn } from './rules/status.ts';
import type { Resolvers } from './schema.generated.ts';
import { actionsOf, primaryAddress } from './tables.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    exclusion: (_root, { id }, { load }) => load.exclusionById.load(id),
    exclusions: (_root, args, { load }) => load.exclusions(args),
    exclusionsRequiringVigilance: (_root, args, { load }) => load.exclusionsRequiringVigilance(args),
    screen: (_root, args, { load }) => load.screen(args),
  },
  Mutation: {
    decideExclusionLink: async (_root, args, { load }) => {
      const id = await load.decideLink(args);
      return id === null ? null : load.linkById.load(id);
    },
    decideMatch: async (_root, args, { load }) => {
      const id = await load.decideMatch(args);
      return id === null ? null : load.matchDecisionById.load(id);
    },
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
  MatchDecision: {
    exclusion: async ({ exclusionId }, _arguments, { load }) => {
      const exclusion = await load.exclusionById.load(exclusionId);
      if (exclusion === null) throw new Error('a decision on an exclusion that is not there');
      return exclusion;
    },
  },
  Importer: {
    __resolveReference: ({ id }, { load }) => load.importerById.load(id),
    exclusionLinks: ({ id }, _arguments, { load }) => load.linksOfImporter.load(id),
  },
} satisfies Resolvers;
