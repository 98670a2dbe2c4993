import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { closeByMutation } from './closing/close-by-mutation.ts';
import { decideThreshold } from './closing/decide-threshold.ts';
import { closingById, closings, correctionsOf, thresholdById, thresholdOf } from './loaders/closings.ts';
import { factorsOf } from './loaders/factors.ts';
import { scoresOf, standingsOf } from './loaders/history.ts';
import { informationById, informationOf } from './loaders/information.ts';
import { instrumentById, instruments } from './loaders/instruments.ts';
import { orderById, ordersOf, reviewById, reviews } from './loaders/measures.ts';
import { postBy, posts } from './loaders/posts.ts';
import { quartersOf } from './loaders/quarters.ts';
import { removalById, removals } from './loaders/removals.ts';
import { scoreboard, standingOf } from './loaders/standings.ts';
import { decideMeasureReview, liftMeasure } from './measures/lift-measure.ts';
import { orderMeasure } from './measures/order-measure.ts';
import { recordInformation } from './measures/record-information.ts';
import { recordInstrument } from './measures/record-instrument.ts';
import { decideRemoval, requestRemoval } from './measures/removal.ts';
import type { InternationalPostRow, QuarterClosingRow } from './tables.ts';

export type Context = RequestContext<Loaders>;
export type Loaders = ReturnType<typeof loaders>;

/** Every statement of the posts, each told where it is made; writers give the id of what they wrote. */
export function loaders(setting: LoaderSetting) {
  const postById = postBy(setting, 'id');
  const closingsById = closingById(setting);
  /** One statement a tick. */
  const provenance: (row: ReceivedLine) => Promise<Provenance> = provenanceOf(setting.sql);
  return {
    postById,
    /** The post that a row of ours is of: it is there. */
    postOf: async ({ postId }: { readonly postId: string }): Promise<InternationalPostRow> => {
      const post = await postById.load(postId);
      if (post === null) throw new Error('a row names a post that is not there');
      return post;
    },
    postByCode: postBy(setting, 'code'),
    posts: posts(setting),
    quartersOf: quartersOf(setting),
    provenanceOf: provenance,
    scoreboard: scoreboard(setting, (post) => void postById.prime(post.id, post)),
    standingOf: standingOf(setting),
    standingsOf: standingsOf(setting),
    scoresOf: scoresOf(setting),
    factorsOf: factorsOf(setting),
    closingById: closingsById,
    /** The closing that opened a review: it is there for whoever sees the review. */
    closingOf: async ({ closingId }: { readonly closingId: string }): Promise<QuarterClosingRow> => {
      const closing = await closingsById.load(closingId);
      if (closing === null) throw new Error('a review names a closing that is not there');
      return closing;
    },
    closings: closings(setting),
    correctionsOf: correctionsOf(setting),
    thresholdById: thresholdById(setting),
    thresholdOf: thresholdOf(setting),
    orderById: orderById(setting),
    ordersOf: ordersOf(setting),
    reviewById: reviewById(setting),
    reviews: reviews(setting),
    removalById: removalById(setting),
    removals: removals(setting),
    informationById: informationById(setting),
    informationOf: informationOf(setting),
    instrumentById: instrumentById(setting),
    instruments: instruments(setting),
    decideThreshold: decideThreshold(setting),
    closeQuarter: closeByMutation(setting),
    orderMeasure: orderMeasure(setting),
    liftMeasure: liftMeasure(setting),
    decideMeasureReview: decideMeasureReview(setting),
    requestRemoval: requestRemoval(setting),
    decideRemoval: decideRemoval(setting),
    recordInformation: recordInformation(setting),
    recordInstrument: recordInstrument(setting),
  };
}
