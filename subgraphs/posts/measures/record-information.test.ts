import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cbp, type PostsUnderTest, postsUnderTest, qumar, usps, xanadu } from '../posts-under-test.ts';
import { NOW, order, standing } from './acting-under-test.ts';
import { informationStatus } from './information-status.ts';

/** Qumar: six quarters non-compliant up to 2025-Q2; Xanadu: one. */
let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'BBBBBBGG', XAA: 'GGGGGBGG' });
  await posts.closeAll(6);
});
afterAll(() => posts?.drop());

const record = (input: object, viewer: Viewer = cbp, now = NOW) =>
  posts.ask({
    viewer,
    now,
    document: `mutation ($input: AdditionalInformationInput!) {
      recordAdditionalInformation(input: $input) {
        id item requested requestedOn dueOn furnished furnishedOn status } }`,
    variables: { input: { ...SHIPMENT, ...input } },
  });
const SHIPMENT = {
  post: 'QMA',
  item: 'RR 1234 5678 5 QM',
  event: 'REQUESTED',
  elements: ['SENDER', 'CONTENT_DESCRIPTION'],
};

describe('EO 13904 § 5(c): additional information for a shipment', () => {
  test.each([
    [{ item: 'RR123456789QM' }, 'item: expected XXNNNNNNNNNXX with the check digit of UPU S10'],
    [{ item: 'RR123456785XA' }, 'item: expected a shipment posted in QM, got XA'],
    [{ elements: [] }, 'elements: expected at least one'],
    [{ event: 'FURNISHED' }, 'item: no information was required for this shipment'],
    [{ on: '2025-07-01' }, 'on: expected a day up to 2025-06-30, got 2025-07-01'],
    [
      { post: 'XAA', item: 'RR123456785XA' },
      'post: no order for additional information is in force against it',
    ],
  ])('%o is refused', async (change, message) => {
    const { errors } = await record(change);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('required by CBP under an order, due in five business days; asked again, nothing changes', async () => {
    await order(posts);
    const first = await record({});
    expect(first.data).toMatchObject({
      recordAdditionalInformation: {
        item: 'RR123456785QM',
        requested: ['CONTENT_DESCRIPTION', 'SENDER'],
        requestedOn: '2025-06-30',
        dueOn: '2025-07-08',
        furnishedOn: null,
        status: 'PENDING',
      },
    });
    expect((await record({ elements: ['WEIGHT'] }, cbp, '2025-07-02T12:00:00Z')).data).toEqual(first.data);
  });

  test('a post requires nothing, dates nothing back, and furnishes of its own alone', async () => {
    expect((await record({ item: 'RR000000155QM' }, qumar)).errors).toMatchObject([
      { message: expect.stringContaining('only CBP requires information') },
    ]);
    const back = { event: 'FURNISHED', on: '2025-06-30' };
    expect((await record(back, qumar, '2025-07-03T12:00:00Z')).errors).toMatchObject([
      { message: 'on: expected today, a post dates nothing back' },
    ]);
    const foreign = await record({ event: 'FURNISHED' }, xanadu);
    expect(foreign.data).toEqual({ recordAdditionalInformation: null });
    expect(foreign.errors).toBeUndefined();
  });

  test('furnished in parts: complete with the last, promptly on the due day', async () => {
    const part = await record({ event: 'FURNISHED', elements: ['SENDER'] }, qumar, '2025-07-07T12:00:00Z');
    expect(part.data).toMatchObject({
      recordAdditionalInformation: { furnished: ['SENDER'], furnishedOn: null, status: 'PENDING' },
    });
    const rest = { event: 'FURNISHED', elements: ['CONTENT_DESCRIPTION'] };
    expect((await record(rest, qumar, '2025-07-08T12:00:00Z')).data).toMatchObject({
      recordAdditionalInformation: { furnishedOn: '2025-07-08', status: 'FURNISHED' },
    });
    expect(await standing(posts, '2025-07-20T12:00:00Z')).toMatchObject({
      measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
    });
  });

  test('not promptly furnished, this shipment is kept out from the day after the due day', async () => {
    await record({ item: 'RR000000155QM' });
    expect(await standing(posts, '2025-07-08T12:00:00Z')).toMatchObject({
      measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
    });
    expect(await standing(posts, '2025-07-09T12:00:00Z')).toMatchObject({
      measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION', 'PREVENT_UNDOCUMENTED'],
    });
  });

  const DUE = Temporal.PlainDate.from('2025-07-08');
  test.each([
    [null, '2025-07-08', 'PENDING'],
    [null, '2025-07-09', 'OVERDUE'],
    ['2025-07-08', '2025-08-01', 'FURNISHED'],
    ['2025-07-09', '2025-08-01', 'FURNISHED_LATE'],
  ])('due 2025-07-08, furnished %s, on %s: %s', (furnished, today, status) => {
    const furnishedOn = furnished === null ? null : Temporal.PlainDate.from(furnished);
    expect(informationStatus({ dueOn: DUE, furnishedOn }, Temporal.PlainDate.from(today))).toBe(status);
  });

  test('CBP, USPS and the post read the shipments, recorded; another post does not', async () => {
    const ask = (viewer: Viewer) =>
      posts.ask({
        viewer,
        document: '{ post(code: "QMA") { additionalInformation { nodes { item } } } }',
      });
    const own = await ask(qumar);
    expect(own.data).toMatchObject({
      post: { additionalInformation: { nodes: expect.arrayContaining([{ item: 'RR123456785QM' }]) } },
    });
    expect(own.disclosed).toMatchObject([{ rule: 'POST_SHIPMENTS', decision: { relation: 'OWN_POST' } }]);
    const byUsps = await ask(usps);
    expect(byUsps.data).toEqual(own.data);
    expect(byUsps.disclosed).toMatchObject([{ rule: 'POST_SHIPMENTS', decision: { relation: 'AUDIENCE' } }]);
    const other = await ask(xanadu);
    expect(other.data).toEqual({ post: { additionalInformation: null } });
    expect(other.withheld).toMatchObject([{ rule: 'POST_SHIPMENTS', reason: 'RELATION' }]);
  });
});
