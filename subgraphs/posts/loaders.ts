import { provenanceOf } from '@good-standing/kernel/ingest/provenance.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { lazily } from '@good-standing/kernel/subgraph/lazily.ts';
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
export const loaders = lazily({
  postById: (setting: LoaderSetting) => postBy(setting, 'id'),
  /** The post that a row of ours is of: it is there. */
  postOf:
    (_setting: LoaderSetting, { postById }: Posts) =>
    async ({ postId }: { readonly postId: string }): Promise<InternationalPostRow> => {
      const post = await postById.load(postId);
      if (post === null) throw new Error('a row names a post that is not there');
      return post;
    },
  postByCode: (setting: LoaderSetting) => postBy(setting, 'code'),
  posts,
  quartersOf,
  /** One statement a tick. */
  provenanceOf: ({ sql }: LoaderSetting) => provenanceOf(sql),
  scoreboard: (setting: LoaderSetting, { postById }: Posts) =>
    scoreboard(setting, (post) => void postById.prime(post.id, post)),
  standingOf,
  standingsOf,
  scoresOf,
  factorsOf,
  closingById,
  /** The closing that opened a review: it is there for whoever sees the review. */
  closingOf:
    (_setting: LoaderSetting, { closingById }: Closings) =>
    async ({ closingId }: { readonly closingId: string }): Promise<QuarterClosingRow> => {
      const closing = await closingById.load(closingId);
      if (closing === null) throw new Error('a review names a closing that is not there');
      return closing;
    },
  closings,
  correctionsOf,
  thresholdById,
  thresholdOf,
  orderById,
  ordersOf,
  reviewById,
  reviews,
  removalById,
  removals,
  informationById,
  informationOf,
  instrumentById,
  instruments,
  decideThreshold,
  closeQuarter: closeByMutation,
  orderMeasure,
  liftMeasure,
  decideMeasureReview,
  requestRemoval,
  decideRemoval,
  recordInformation,
  recordInstrument,
});

interface Posts {
  readonly postById: ReturnType<typeof postBy>;
}

interface Closings {
  readonly closingById: ReturnType<typeof closingById>;
}
