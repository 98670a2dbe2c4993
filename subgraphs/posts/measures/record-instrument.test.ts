import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cbp, type PostsUnderTest, postsUnderTest, qumar, usps, xanadu } from '../posts-under-test.ts';
import { NOW } from './acting-under-test.ts';

let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'BBBBBBGG', XAA: 'GGGGGBGG' });
});
afterAll(() => posts?.drop());

describe('EO 13904 § 4(a): instruments of USPS with posts', () => {
  const put = (input: object, viewer: Viewer = usps) =>
    posts.ask({
      viewer,
      now: NOW,
      document: `mutation ($input: PostInstrumentInput!) {
        recordPostInstrument(input: $input) { id reference includesImporterProvisions } }`,
      variables: {
        input: {
          post: 'QMA',
          reference: 'INV-7',
          kind: 'CONTRACT',
          concludedOn: '2025-05-02',
          includesImporterProvisions: false,
          ...input,
        },
      },
    });

  test('put down by USPS, and anew under the same reference', async () => {
    const first = await put({});
    const again = await put({ includesImporterProvisions: true });
    expect(again.data).toMatchObject({
      recordPostInstrument: { reference: 'INV-7', includesImporterProvisions: true },
    });
    expect((first.data as { recordPostInstrument: { id: string } }).recordPostInstrument.id).toBe(
      (again.data as { recordPostInstrument: { id: string } }).recordPostInstrument.id,
    );
    await put({ post: 'XAA', reference: 'INV-8', kind: 'CIRCULAR', concludedOn: '2025-05-03' });
  });

  test.each([
    ['CBP', cbp, ['INV-8', 'INV-7']],
    ['USPS', usps, ['INV-8', 'INV-7']],
    ['Qumar', qumar, ['INV-7']],
    ['Xanadu', xanadu, ['INV-8']],
  ])('%s reads %o', async (_who, viewer, references) => {
    const { data } = await posts.ask({ viewer, document: '{ postInstruments { nodes { reference } } }' });
    expect(data).toEqual({ postInstruments: { nodes: references.map((reference) => ({ reference })) } });
  });

  test('nobody else: null', async () => {
    const { data } = await posts.ask({
      viewer: PUBLIC_VIEWER,
      document: '{ postInstruments { nodes { reference } } }',
    });
    expect(data).toEqual({ postInstruments: null });
    expect((await put({}, cbp)).data).toEqual({ recordPostInstrument: null });
  });
});
