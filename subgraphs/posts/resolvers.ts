import { quarterDays } from '@good-standing/kernel/calendar/quarter.ts';
import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type { Resolvers } from './schema.generated.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    post: (_root, { code }, { load }) => load.postByCode.load(wellFormed('code', readPostCode(code))),
    posts: (_root, args, { load }) => load.posts(args),
  },
  InternationalPost: {
    __resolveReference: (key, { load }) =>
      'id' in key ? load.postById.load(key.id) : load.postByCode.load(key.code),
    quarters: (post, page, { load }) => load.quartersOf(post, page),
    provenance: (post, _arguments, { load }) => load.provenanceOf(post),
  },
  QuarterInputs: {
    startsOn: (inputs) => quarterDays(inputs.quarter).start,
    endsOn: (inputs) => quarterDays(inputs.quarter).end,
    exemptFromAdvanceData: (inputs) => inputs.aedExempt,
    targeted: (inputs) => ({
      items: inputs.targetedItems,
      inspected: inputs.targetedInspected,
      seized: {
        narcotics: inputs.targetedNarcotics,
        intellectualProperty: inputs.targetedIpr,
        other: inputs.targetedOther,
      },
    }),
    random: (inputs) => ({
      inspected: inputs.randomInspected,
      seized: {
        narcotics: inputs.randomNarcotics,
        intellectualProperty: inputs.randomIpr,
        other: inputs.randomOther,
      },
    }),
    advanceData: (inputs) => ({
      required: inputs.aedRequired,
      compliant: inputs.aedCompliant,
      quality: inputs.aedQuality,
    }),
    cooperation: (inputs) => inputs,
    provenance: (inputs, _arguments, { load }) => load.provenanceOf(inputs),
  },
} satisfies Resolvers;
