import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { stateOf } from './corrections/notices.ts';
import { disclosureMatrix, scopesOf } from './loaders.ts';
import type { Resolvers } from './schema.generated.ts';
import { webhookMutations, webhookQueries, webhookResolvers } from './webhooks/resolvers.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    viewer: (_root, _args, { viewer }) => viewer,
    disclosures: (_root, { record, ...page }, { load }) => load.disclosures(record, page),
    correctionNotices: (_root, page, { load }) => load.correctionNotices(page),
    platforms: (_root, _args, { load }) => load.platforms(),
    disclosureRules: () => disclosureMatrix(),
    ...webhookQueries,
  },
  Mutation: {
    acknowledgeCorrection: async (_root, asked, { load }) => {
      const id = await load.acknowledgeCorrection(asked);
      return id === null ? null : load.correctionNoticeById(id);
    },
    ...webhookMutations,
  },
  ...webhookResolvers,
  Viewer: {
    agreement: ({ agreementId }, _args, { load }) =>
      agreementId === null ? null : load.agreementById(agreementId),
    scopes: (viewer) => scopesOf(viewer),
  },
  DisclosureEntry: {
    coordinates: (entry) => entry.coordinates.split(' '),
  },
  CorrectionNotice: {
    state: (notice) => stateOf(notice),
  },
} satisfies Resolvers;
