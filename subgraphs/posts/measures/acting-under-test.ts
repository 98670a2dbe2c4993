import type { Asked } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { cbp, type PostsUnderTest } from '../posts-under-test.ts';

/** A Monday; 2025-07-04 is a holiday. */
export const NOW = '2025-06-30T12:00:00Z';

export const ORDER = {
  post: 'qma',
  measure: 'ADDITIONAL_INFORMATION',
  legalBasis: '19 CFR 145.74(g)',
  uspsConsultedOn: '2025-06-27',
  approvedBy: 'Office of Trade (invented)',
  note: 'Six quarters below the threshold',
  marginalQuartersReviewed: true,
};

/** CBP orders that measure, but for what is given otherwise. */
export function order(posts: PostsUnderTest, input: object = {}, viewer: Viewer = cbp): Promise<Asked> {
  return posts.ask({
    viewer,
    now: NOW,
    document: `mutation ($input: MeasureOrderInput!) {
      orderMeasure(input: $input) { id measure basisQuarter legalBasis approvedBy orderedOn notes } }`,
    variables: { input: { ...ORDER, ...input } },
  });
}

/** Where Qumar stands in public at an instant. */
export async function standing(posts: PostsUnderTest, now: string): Promise<object> {
  const { data } = await posts.ask({
    viewer: PUBLIC_VIEWER,
    now,
    document: '{ post(code: "QMA") { standing { quarter measures openMeasures listed } } }',
  });
  return (data as { post: { standing: object } }).post.standing;
}
