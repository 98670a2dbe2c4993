import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cbp, type PostsUnderTest, postsUnderTest, qumar, usps, xanadu } from '../posts-under-test.ts';
import { informationStatus } from './information-status.ts';

/** Qumar: six quarters non-compliant up to 2025-Q2; Xanadu: one. */
let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'BBBBBBGG', XAA: 'GGGGGBGG' });
  await posts.closeAll(6);
});
afterAll(() => posts?.drop());

/** A Monday; 2025-07-04 is a holiday. */
const NOW = '2025-06-30T12:00:00Z';

const order = (input: object, viewer: Viewer = cbp) =>
  posts.ask({
    viewer,
    now: NOW,
    document: `mutation ($input: MeasureOrderInput!) {
      orderMeasure(input: $input) { id measure basisQuarter legalBasis approvedBy orderedOn notes } }`,
    variables: { input: { ...ORDER, ...input } },
  });
const ORDER = {
  post: 'qma',
  measure: 'ADDITIONAL_INFORMATION',
  legalBasis: '19 CFR 145.74(g)',
  uspsConsultedOn: '2025-06-27',
  approvedBy: 'Office of Trade (invented)',
  note: 'Six quarters below the threshold',
  marginalQuartersReviewed: true,
};

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

const measures = async (now: string) => {
  const { data } = await posts.ask({
    viewer: PUBLIC_VIEWER,
    now,
    document: '{ post(code: "QMA") { standing { quarter measures openMeasures listed } } }',
  });
  return (data as { post: { standing: object } }).post.standing;
};

describe('EO 13904 § 5(c), (d): a measure is ordered, never taken by itself', () => {
  test.each([
    [{ measure: 'PROTECTIVE_MEASURES' }, 'PROTECTIVE_MEASURES is not open: the post was non-compliant for 6'],
    [{ post: 'XAA' }, 'ADDITIONAL_INFORMATION is not open: the post was non-compliant for 1'],
    [{ legalBasis: ' ' }, 'legalBasis: expected 1 to 500 characters, got 0'],
    [{ uspsConsultedOn: '2025-07-01' }, 'uspsConsultedOn: expected a day up to 2025-06-30, got 2025-07-01'],
    [{ marginalQuartersReviewed: false }, 'a quarter of the run is marginal'],
    [{ post: 'Q' }, 'post: expected XXX, the designated operator code'],
  ])('%o is refused', async (change, message) => {
    const { errors } = await order(change);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('an unknown post: null, and no audit line', async () => {
    expect((await order({ post: 'ZZZ' })).data).toEqual({ orderMeasure: null });
    expect(await posts.sql`select from mutation where name = 'orderMeasure'`).toHaveLength(0);
  });

  test.each([
    ['a post', qumar],
    ['USPS', usps],
    ['nobody', PUBLIC_VIEWER],
  ])('%s orders nothing', async (_who, viewer) => {
    expect((await order({}, viewer)).data).toEqual({ orderMeasure: null });
    expect(await posts.sql`select from measure_order`).toHaveLength(0);
  });

  test('once ordered it is in force in public, with its audit line; again it is the same order', async () => {
    expect(await measures(NOW)).toMatchObject({ measures: ['PRIORITY_INSPECTION'] });
    const first = await order({});
    expect(first.data).toMatchObject({
      orderMeasure: {
        measure: 'ADDITIONAL_INFORMATION',
        basisQuarter: '2025-Q2',
        notes: ['Six quarters below the threshold'],
      },
    });
    expect((await order({})).data).toEqual(first.data);
    expect(await measures(NOW)).toEqual({
      quarter: '2025-Q2',
      listed: true,
      openMeasures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
      measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
    });
    const lines =
      await posts.sql`select organization, actor, audience from mutation where name = 'orderMeasure'`;
    expect(lines[0]).toEqual({ organization: 'cbp', actor: 'officer-1', audience: 'CBP' });
  });
});

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

  test('required by CBP, due in five business days; asked again, nothing changes', async () => {
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
    expect(await measures('2025-07-20T12:00:00Z')).toMatchObject({
      measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
    });
  });

  test('not promptly furnished, this shipment is kept out from the day after the due day', async () => {
    await record({ item: 'RR000000155QM' });
    expect(await measures('2025-07-08T12:00:00Z')).toMatchObject({
      measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
    });
    expect(await measures('2025-07-09T12:00:00Z')).toMatchObject({
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

  test('CBP and the post read the shipments, recorded; another post and an agency do not', async () => {
    const ask = (viewer: Viewer) =>
      posts.ask({
        viewer,
        document: '{ post(code: "QMA") { additionalInformation { nodes { item } } } }',
      });
    const own = await ask(qumar);
    expect(own.data).toMatchObject({
      post: { additionalInformation: { nodes: expect.arrayContaining([{ item: 'RR123456785QM' }]) } },
    });
    expect(own.disclosed).toMatchObject([{ rule: 'POST_FACTORS', decision: { relation: 'OWN_POST' } }]);
    const other = await ask(xanadu);
    expect(other.data).toEqual({ post: { additionalInformation: null } });
    expect(other.withheld).toMatchObject([{ rule: 'POST_FACTORS', reason: 'RELATION' }]);
  });
});

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

describe('a run that ends', () => {
  test('ends the order that rested on it, from the quarter that broke it', async () => {
    const some = await postsUnderTest({ QMA: 'BBBBBBGB', XAA: 'GGGGGGGG' });
    try {
      await some.closeAll(6);
      const { errors } = await some.ask({
        viewer: cbp,
        now: NOW,
        document: 'mutation ($input: MeasureOrderInput!) { orderMeasure(input: $input) { id } }',
        variables: { input: ORDER },
      });
      expect(errors).toBeUndefined();
      await some.closeAll(8);
      const [ended] = await some.sql`select ended_quarter, end_reason from measure_order`;
      expect(ended).toEqual({ ended_quarter: '2025-Q3', end_reason: 'RUN_BROKEN' });
      const rows = await some.sql`
        select quarter, measures from post_standing where quarter >= '2025-Q2' and 'PRIORITY_INSPECTION' = any(measures)`;
      expect(rows).toEqual([
        { quarter: '2025-Q2', measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'] },
      ]);
      expect(await some.sql`select from measure_review`).toHaveLength(0);
    } finally {
      await some.drop();
    }
  });
});
