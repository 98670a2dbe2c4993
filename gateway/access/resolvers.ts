import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { disclosureMatrix, scopesOf } from './loaders.ts';
import type { Resolvers } from './schema.generated.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    viewer: (_root, _args, { viewer }) => viewer,
    disclosures: (_root, { record, ...page }, { load }) => load.disclosures(record, page),
    platforms: (_root, _args, { load }) => load.platforms(),
    disclosureRules: () => disclosureMatrix(),
  },
  Viewer: {
    agreement: ({ agreementId }, _args, { load }) =>
      agreementId === null ? null : load.agreementById(agreementId),
    scopes: (viewer) => scopesOf(viewer),
  },
  DisclosureEntry: {
    coordinates: (entry) => entry.coordinates.split(' '),
  },
} satisfies Resolvers;
