import { quarterDays } from '@good-standing/kernel/calendar/quarter.ts';
import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { fieldsOfNodes } from '@good-standing/kernel/subgraph/fields-of-nodes.ts';
import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type DataLoader from 'dataloader';
import { metricPage } from './guidance/metric-page.ts';
import { interruptedRun, measuresInForce, scoreInterval } from './ladder/standing.ts';
import { informationStatus } from './measures/information-status.ts';
import type { Resolvers } from './schema.generated.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    post: (_root, { code }, { load }) => load.postByCode.load(wellFormed('code', readPostCode(code))),
    posts: (_root, args, { load }) => load.posts(args),
    postScoreboard: (_root, args, { load }) => load.scoreboard(args),
    nonComplianceMetric: (_root, { on }, { today }) => metricPage(on ?? today),
    quarterClosings: (_root, args, { load }) => load.closings(args),
    measureReviews: (_root, args, { load }) => load.reviews(args),
    removalRequests: (_root, args, { load }) => load.removals(args),
    postInstruments: (_root, args, { load }) => load.instruments(args),
  },
  Mutation: {
    decideThreshold: async (_root, { input }, { load }) =>
      writtenTo(load.thresholdById, await load.decideThreshold(input)),
    closeQuarter: async (_root, args, { load }) => writtenTo(load.closingById, await load.closeQuarter(args)),
    orderMeasure: async (_root, { input }, { load }) =>
      writtenTo(load.orderById, await load.orderMeasure(input)),
    liftMeasure: async (_root, args, { load }) => writtenTo(load.orderById, await load.liftMeasure(args)),
    decideMeasureReview: async (_root, args, { load }) =>
      writtenTo(load.reviewById, await load.decideMeasureReview(args)),
    requestRemovalFromList: async (_root, { input }, { load }) =>
      writtenTo(load.removalById, await load.requestRemoval(input)),
    decideRemoval: async (_root, args, { load }) =>
      writtenTo(load.removalById, await load.decideRemoval(args)),
    recordAdditionalInformation: async (_root, { input }, { load }) =>
      writtenTo(load.informationById, await load.recordInformation(input)),
    recordPostInstrument: async (_root, { input }, { load }) =>
      writtenTo(load.instrumentById, await load.recordInstrument(input)),
  },
  InternationalPost: {
    __resolveReference: (key, { load }) =>
      'id' in key ? load.postById.load(key.id) : load.postByCode.load(key.code),
    quarters: (post, page, { load }) => load.quartersOf(post, page),
    scores: (post, page, { load }, info) => load.scoresOf(post, page, fieldsOfNodes(info)),
    standing: (post, { quarter }, { load }) => load.standingOf(post, quarter),
    standings: (post, page, { load }, info) => load.standingsOf(post, page, fieldsOfNodes(info)),
    measureOrders: (post, page, { load }) => load.ordersOf(post, page),
    additionalInformation: (post, page, { load }) => load.informationOf(post, page),
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
  PostStanding: {
    post: (standing, _arguments, { load }) => load.postOf(standing),
    compliant: ({ determination }) => determination === 'COMPLIANT',
    consecutiveNonCompliantQuarters: ({ run }) => run,
    interruptedRun: (standing) => interruptedRun(standing),
    listed: ({ isListed }) => isListed,
    onProbation: ({ probation }) => probation > 0,
    measures: (standing, _arguments, { today }) => measuresInForce(standing, today),
    openMeasures: ({ open }) => open,
    restatements: ({ closings }) => closings - 1,
    interval: (standing) => scoreInterval(standing),
    factors: (standing, _arguments, { load }) => load.factorsOf(standing),
  },
  QuarterScore: {
    startsOn: ({ quarter }) => quarterDays(quarter).start,
    endsOn: ({ quarter }) => quarterDays(quarter).end,
    interval: (score) => scoreInterval(score),
    restatements: ({ closings }) => closings - 1,
    factors: (score, _arguments, { load }) => load.factorsOf(score),
  },
  MeasureOrder: {
    post: (order, _arguments, { load }) => load.postOf(order),
  },
  MeasureReview: {
    post: (review, _arguments, { load }) => load.postOf(review),
    closing: (review, _arguments, { load }) => load.closingOf(review),
    order: ({ orderId }, _arguments, { load }) => (orderId === null ? null : load.orderById.load(orderId)),
  },
  RemovalRequest: {
    post: (request, _arguments, { load }) => load.postOf(request),
  },
  AdditionalInformation: {
    post: (asked, _arguments, { load }) => load.postOf(asked),
    status: (asked, _arguments, { today }) => informationStatus(asked, today),
  },
  PostInstrument: {
    post: (instrument, _arguments, { load }) => load.postOf(instrument),
  },
  QuarterClosing: {
    threshold: ({ thresholdId }, _arguments, { load }) =>
      thresholdId === null ? null : load.thresholdById.load(thresholdId),
    corrections: (closing, page, { load }) => load.correctionsOf(closing, page),
  },
  LadderCorrection: {
    post: (correction, _arguments, { load }) => load.postOf(correction),
  },
  NonComplianceMetric: {
    version: ({ metric }) => metric.version,
    status: ({ metric }) => metric.status,
    effectiveOn: ({ metric }) => Temporal.PlainDate.from(metric.effectiveOn),
    basis: ({ metric }) => metric.basis,
    threshold: ({ quarter }, _arguments, { load }) => load.thresholdOf.load(quarter),
  },
} satisfies Resolvers;

/** What a mutation wrote, as the viewer may read it; null where it found no record. */
function writtenTo<Row>(by: DataLoader<string, Row | null>, id: string | null): Promise<Row | null> | null {
  return id === null ? null : by.load(id);
}
