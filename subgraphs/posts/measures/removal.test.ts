import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cbp, type PostsUnderTest, postsUnderTest, qumar, usps, xanadu } from '../posts-under-test.ts';
import { NOW, order } from './acting-under-test.ts';

/** Qumar: six quarters non-compliant up to 2025-Q2; Xanadu: one. */
let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'BBBBBBGG', XAA: 'GGGGGBGG' });
  await posts.closeAll(6);
  await order(posts);
});
afterAll(() => posts?.drop());

describe('EO 13904 § 5(e): removal from the list', () => {
  const request = (viewer: Viewer, clientMutationKey?: string) =>
    posts.ask({
      viewer,
      now: NOW,
      document: `mutation ($input: RemovalRequestInput!) {
        requestRemovalFromList(input: $input) { id status grounds post { code } } }`,
      variables: { input: { grounds: 'Invented improvements', clientMutationKey } },
    });
  const decide = (id: string, decision: string) =>
    posts.ask({
      viewer: cbp,
      now: NOW,
      document: `mutation ($id: ID!, $decision: RemovalDecision!) {
        decideRemoval(id: $id, decision: $decision, note: "Seen on site") { status afterQuarter note } }`,
      variables: { id, decision },
    });
  const idOf = ({ data }: { readonly data?: unknown }) =>
    (data as { requestRemovalFromList: { id: string } }).requestRemovalFromList.id;

  test('a post asks once: while it waits, another request is the same one', async () => {
    const first = await request(qumar, 'removal-1');
    expect(first.data).toMatchObject({
      requestRemovalFromList: { status: 'PENDING', post: { code: 'QMA' } },
    });
    expect(idOf(await request(qumar))).toBe(idOf(first));
    expect(idOf(await request(qumar, 'removal-1'))).toBe(idOf(first));
  });

  test('each post reads its own requests, CBP all', async () => {
    const list = async (viewer: Viewer) =>
      (await posts.ask({ viewer, document: '{ removalRequests { nodes { status } } }' })).data;
    const pending = { removalRequests: { nodes: [{ status: 'PENDING' }] } };
    expect(await list(qumar)).toEqual(pending);
    expect(await list(cbp)).toEqual(pending);
    expect(await list(xanadu)).toEqual({ removalRequests: { nodes: [] } });
    expect(await list(usps)).toEqual({ removalRequests: null });
  });

  test('granted on probation: measures end, inspection stays a priority, the decisions stay; another decision is refused', async () => {
    const id = idOf(await request(qumar));
    const granted = await decide(id, 'GRANT_WITH_PROBATION');
    expect(granted.data).toEqual({
      decideRemoval: { status: 'GRANTED_WITH_PROBATION', afterQuarter: '2025-Q2', note: 'Seen on site' },
    });
    expect((await decide(id, 'GRANT_WITH_PROBATION')).data).toEqual(granted.data);
    expect((await decide(id, 'DENY')).errors).toMatchObject([
      { message: 'decision: the request was decided before, GRANTED_WITH_PROBATION' },
    ]);
    const { data } = await posts.ask({
      viewer: cbp,
      now: NOW,
      document: `{ post(code: "QMA") {
        standing { determination consecutiveNonCompliantQuarters interruptedRun listed onProbation openMeasures }
        measureOrders { nodes { measure endReason } } } }`,
    });
    expect(data).toEqual({
      post: {
        standing: {
          determination: 'NON_COMPLIANT',
          consecutiveNonCompliantQuarters: 0,
          interruptedRun: 6,
          listed: false,
          onProbation: true,
          openMeasures: ['PRIORITY_INSPECTION'],
        },
        measureOrders: { nodes: [{ measure: 'ADDITIONAL_INFORMATION', endReason: 'REMOVED' }] },
      },
    });
    expect(await posts.sql`select from measure_review`).toHaveLength(0);
  });

  test('a post that is not on the list asks for nothing', async () => {
    expect((await request(qumar)).errors).toMatchObject([
      { message: 'input: the post is not on the list of non-compliant posts' },
    ]);
  });

  test('denied: the post stays where it is', async () => {
    const id = idOf(await request(xanadu));
    expect((await decide(id, 'DENY')).data).toMatchObject({
      decideRemoval: { status: 'DENIED', afterQuarter: null },
    });
    const [standing] = await posts.sql`
      select is_listed from post_standing where quarter = '2025-Q2' and run = 1`;
    expect(standing).toEqual({ is_listed: true });
  });
});
