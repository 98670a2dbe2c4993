import {
  DecideSeizureReleaseDocument,
  RecordSampleStepDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  ClosedPenaltiesDocument,
  type ClosedPenaltiesQuery,
} from '@good-standing/schema/operations/public/operations.generated.ts';
import {
  MySeizuresDocument,
  RequestImagesDocument,
  RequestSampleDocument,
  SeizureDocument,
} from '@good-standing/schema/operations/rights-holder/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, TODAY, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { ask, type TypedReply } from '../world/typed.ts';
import { inOrder, line, type Recipient } from '../world/withheld.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(() => house.close());

const HALCYON = { as: 'rights-holder', of: 'halcyon' } as const;
const VIGIL = { as: 'rights-holder', of: 'vigil' } as const;
const CBP = { as: 'cbp' } as const;
const MARK = 'TMK 07-00005';

const seizureId = (nth: number) => ids.seizure(castCase(nth));
const mark = () => ids.recordation(MARK);
const ofHalcyon = async (nth: number, viewer: typeof HALCYON | typeof VIGIL = HALCYON) =>
  (await ask(house, viewer, SeizureDocument, { id: seizureId(nth) })).data.seizure;

type Decision = Parameters<typeof ask<unknown, { input: object }>>[3]['input'];

function decide(nth: number, over: Decision) {
  const input = {
    seizure: seizureId(nth),
    recordation: mark(),
    decision: 'RELEASE',
    note: 'As asked.',
    ...over,
  };
  return ask(house, CBP, DecideSeizureReleaseDocument, { input: input as never });
}

const BOND = { number: 'INV-301-0001', amount: '5000.00', suretyCode: '123', basis: 'CBP_301_ACTIVITY_15' };

function requestSample(nth: number, over: object = {}, viewer: typeof HALCYON | typeof VIGIL = HALCYON) {
  const input = { seizure: seizureId(nth), recordation: mark(), kind: 'REDACTED', bond: BOND, ...over };
  return ask(house, viewer, RequestSampleDocument, { input: input as never });
}

describe('19 CFR 133.21(b)(4), (b)(5): what CBP may tell before the goods are detained', () => {
  test('nothing is there until CBP decides; then what it released, on record, until it takes it back', async () => {
    expect(await ofHalcyon(11)).toBeNull();
    const released = await decide(11, { item: 'LIMITED_INFORMATION', clientMutationKey: 'limited-1' });
    expect(released.data.decideSeizureRelease).toMatchObject({
      item: 'LIMITED_INFORMATION',
      decision: 'RELEASE',
      isCurrent: true,
      paragraph: '19 CFR 133.21(b)(4)',
      stage: 'PRESENTED',
      decidedOn: TODAY.toString(),
      decidedBy: expect.any(String),
      recipientNotice: null,
      recordation: { number: MARK },
    });
    const reply = await ask(house, HALCYON, SeizureDocument, { id: seizureId(11) });
    expect(reply.data.seizure).toMatchObject({
      stage: 'PRESENTED',
      description: 'HARDWARE',
      redactedImages: null,
      images: null,
      releases: [{ item: 'LIMITED_INFORMATION', decision: 'RELEASE', isCurrent: true, note: 'As asked.' }],
    });
    const to: Recipient = {
      audience: 'RIGHTS_HOLDER',
      recipient: 'Halcyon Tools (invented)',
      purpose: 'IPR_PROTECTION',
      relation: 'RECORDATION',
    };
    expect(await house.ledgerOf(reply.requestId)).toEqual(
      inOrder([
        line(to, seizureId(11), 'SEIZURE_LIMITED', 'Seizure', 'description', 'PRESENTED'),
        line(to, seizureId(11), 'SEIZURE_STAGE', 'Seizure', 'stage grounds', 'PRESENTED'),
        line(to, seizureId(11), 'SEIZURE_RELEASES', 'Seizure', 'releases imageRequests samples', 'PRESENTED'),
      ]),
    );
    const again = await decide(11, { item: 'LIMITED_INFORMATION', clientMutationKey: 'limited-1' });
    expect(again.data.decideSeizureRelease?.id).toBe(released.data.decideSeizureRelease?.id);
    await decide(11, { item: 'LIMITED_INFORMATION', decision: 'REFUSE', note: 'Told in error.' });
    expect(await ofHalcyon(11)).toBeNull();
  });

  test('redacted images that the feed says are released; no other image', async () => {
    expect(await ofHalcyon(12)).toMatchObject({
      stage: 'PRESENTED',
      description: null,
      redactedImages: [{ reference: 'IMG-R1' }, { reference: 'IMG-R2' }],
      images: null,
    });
    await decide(12, { item: 'REDACTED_IMAGES', decision: 'REFUSE' });
    expect(await ofHalcyon(12)).toBeNull();
  });
});

describe('what the law leaves to nobody', () => {
  test.each([
    [11, { item: 'IMAGES' }, '19 CFR 133.21(b)(3) allows no release while the goods are presented only'],
    [
      13,
      { item: 'IMAGES' },
      '19 CFR 133.21(b)(3) allows no release before the importer has had its seven business days, or where its answer was sufficient',
    ],
    [
      15,
      { item: 'IMAGES' },
      '19 CFR 133.21(b)(3) allows no release before the importer has had its seven business days, or where its answer was sufficient',
    ],
    [14, { item: 'LIMITED_INFORMATION' }, '19 CFR 133.21(b)(4) gives it without a release at this stage'],
    [
      14,
      { item: 'LIMITED_INFORMATION', decision: 'REFUSE' },
      '19 CFR 133.21(b)(4) gives it at this stage: it cannot be refused',
    ],
    [14, { item: 'SAMPLE' }, '19 CFR 133.21(c): the owner has asked for no such sample under bond'],
    [
      18,
      { item: 'REDACTED_IMAGES' },
      '19 CFR 133.21(b)(5) allows no release once the goods are let go or turned away',
    ],
    [19, { item: 'IMAGES' }, '19 CFR 133.21(b)(3) allows no release of goods abandoned before seizure'],
    [20, { item: 'IMAGES' }, 'allows no release once the goods are seized'],
    [24, { item: 'REDACTED_IMAGES' }, '19 USC 1628a(d): nothing is released while a hold is in force'],
    [1, { item: 'REDACTED_IMAGES' }, 'recordation: expected one that a line of the seizure is held under'],
    [11, { item: 'REDACTED_IMAGES', note: ' ' }, 'note: expected 1 to 2000 characters, got 0'],
  ] as const)('of seizure %i: %o: %s', async (nth, over, expected) => {
    const { data, errors } = await decide(nth, over);
    expect(data.decideSeizureRelease).toBeNull();
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain(expected);
  });

  test.each([HALCYON, { as: 'pga' }, { as: 'importer' }] as const)(
    'and to nobody but CBP: %o',
    async (viewer) => {
      const input = {
        seizure: seizureId(11),
        recordation: mark(),
        item: 'IMAGES',
        decision: 'RELEASE',
        note: 'x',
      };
      const { status, errors } = await ask(house, viewer, DecideSeizureReleaseDocument, {
        input: input as never,
      });
      expect([status, errors[0]?.message]).toEqual([400, expect.stringContaining('SeizureReleaseInput')]);
    },
  );

  test.each([
    ['sez_00000000000000000000', MARK],
    [null, 'TMK 99-99999'],
  ])('a seizure or recordation that is not there: null', async (seizure, number) => {
    const { data, errors } = await decide(11, {
      item: 'REDACTED_IMAGES',
      recordation: ids.recordation(number),
      ...(seizure === null ? {} : { seizure }),
    });
    expect([data.decideSeizureRelease, errors]).toEqual([null, []]);
  });
});

describe('19 CFR 133.21(b)(3), (f): unredacted images', () => {
  test('of goods detained: after the window without a sufficient answer, and not before', async () => {
    expect(await ofHalcyon(13)).toMatchObject({ stage: 'DETAINED', images: null });
    expect(await ofHalcyon(15)).toMatchObject({ stage: 'DETAINED', images: null });
    expect(await ofHalcyon(14)).toMatchObject({ stage: 'DETAINED', images: [{}, {}, {}] });
    await decide(14, { item: 'IMAGES', decision: 'REFUSE', note: 'The importer has shown more.' });
    expect(await ofHalcyon(14)).toMatchObject({ images: null });
    const { data } = await decide(14, { item: 'IMAGES' });
    expect(data.decideSeizureRelease).toMatchObject({
      paragraph: '19 CFR 133.21(b)(3)',
      recipientNotice: expect.stringContaining('18 USC 1905'),
    });
    expect((await ofHalcyon(14))?.releases).toHaveLength(2);
  });

  test('of goods seized: asked for, then released', async () => {
    const input = { seizure: seizureId(16), recordation: mark() };
    const asked = await ask(house, HALCYON, RequestImagesDocument, { input });
    expect(asked.data.requestImages).toMatchObject({
      requestedOn: TODAY.toString(),
      recordation: { number: MARK },
    });
    const again = await ask(house, HALCYON, RequestImagesDocument, { input });
    expect(again.data.requestImages?.id).toBe(asked.data.requestImages?.id);
    expect(await ofHalcyon(16)).toMatchObject({ images: null, imageRequests: [{}] });
    const { data } = await decide(16, { item: 'IMAGES' });
    expect(data.decideSeizureRelease).toMatchObject({ paragraph: '19 CFR 133.21(f)', recipientNotice: null });
    expect(await ofHalcyon(16)).toMatchObject({ images: [{}, {}, {}] });
  });

  test.each([
    [14, 'seizure: 19 CFR 133.21(f): images are asked for once the goods are seized'],
    [20, 'seizure: 19 CFR 103.32 has none to ask for once the goods are seized'],
  ])('asked for too early or under no such law: seizure %i', async (nth, expected) => {
    const input = { seizure: seizureId(nth), recordation: mark() };
    const { errors } = await ask(house, HALCYON, RequestImagesDocument, { input });
    expect(errors[0]?.message).toBe(expected);
  });

  test('asked for by another, of what is held, or under a mark that is not in it: it is not there', async () => {
    for (const [viewer, nth, recordation] of [
      [{ as: 'rights-holder' }, 16, mark()],
      [HALCYON, 24, mark()],
      [HALCYON, 16, ids.recordation('COP 07-00006')],
      [HALCYON, 2, ids.recordation('TMK 07-00001')],
    ] as const) {
      const input = { seizure: seizureId(nth), recordation };
      const { data, errors } = await ask(house, viewer, RequestImagesDocument, { input });
      expect([data, errors]).toEqual([{ requestImages: null }, []]);
    }
  });
});

describe('19 CFR 133.21(b)(5), (c), (f), 113.70: samples under bond', () => {
  test('asked for, released, demanded, returned: each step told to its owner, the importer and CBP', async () => {
    const asked = await requestSample(14, { clientMutationKey: 'sample-1' });
    const sample = asked.data.requestSample;
    expect(sample).toMatchObject({ kind: 'REDACTED', status: 'REQUESTED', bond: BOND });
    expect((await requestSample(14)).data.requestSample?.id).toBe(sample?.id);
    const { errors } = await requestSample(14, { bond: { ...BOND, number: 'INV-301-0002' } });
    expect(errors[0]?.message).toContain('under another bond');
    await decide(14, { item: 'REDACTED_SAMPLE' });
    expect((await ofHalcyon(14))?.samples).toMatchObject([
      { status: 'RELEASED', paragraph: '19 CFR 133.21(b)(5)', steps: [{ number: 1 }, { number: 2 }] },
    ]);
    const step = (over: object) =>
      ask(house, CBP, RecordSampleStepDocument, {
        input: { sample: sample?.id ?? '', note: 'As due.', ...over } as never,
      });
    expect((await step({ step: 'DEMAND' })).data.recordSampleStep?.status).toBe('DEMANDED');
    expect((await step({ step: 'DEMAND' })).data.recordSampleStep?.steps).toHaveLength(3);
    expect((await step({ step: 'RETURN' })).data.recordSampleStep).toMatchObject({
      status: 'RETURNED',
      certification: null,
      steps: ['REQUESTED', 'RELEASED', 'DEMANDED', 'RETURNED'].map((status) => ({ status })),
    });
    const late = await step({ step: 'CERTIFY_LOST', description: 'one drill' });
    expect(late.errors[0]?.message).toBe(
      'step: a sample that is RETURNED cannot become CERTIFIED_DAMAGED_DESTROYED_LOST',
    );
    const lines = await house.admin.unsafe<{ name: string }[]>(
      'select name from entries.mutation where record_id = $1 order by mutation_id',
      [sample?.id ?? ''],
    );
    expect(new Set(lines.map(({ name }) => name))).toEqual(new Set(['requestSample', 'recordSampleStep']));
  });

  test('certified as lost, in the words of the regulation, naming the paragraph', async () => {
    const { data } = await requestSample(16, { kind: 'UNREDACTED' });
    await decide(16, { item: 'SAMPLE' });
    const { data: certified } = await ask(house, CBP, RecordSampleStepDocument, {
      input: {
        sample: data.requestSample?.id ?? '',
        step: 'CERTIFY_LOST',
        note: 'By letter.',
        description: 'one drill',
      },
    });
    expect(certified.recordSampleStep).toMatchObject({
      status: 'CERTIFIED_DAMAGED_DESTROYED_LOST',
      certification:
        'The sample described as one drill and provided pursuant to 19 CFR 133.21(f) was lost during examination, testing, or other use.',
    });
  });

  test('refused, and asked for again under another bond', async () => {
    const first = await requestSample(13);
    await decide(13, { item: 'REDACTED_SAMPLE', decision: 'REFUSE', note: 'The bond is too small.' });
    const second = await requestSample(13, { bond: { ...BOND, amount: '9000.00' } });
    expect(second.data.requestSample?.id).not.toBe(first.data.requestSample?.id);
    expect((await ofHalcyon(13))?.samples?.map(({ status }) => status).sort()).toEqual([
      'REFUSED',
      'REQUESTED',
    ]);
  });

  test.each([
    [
      13,
      { kind: 'UNREDACTED' },
      'kind: 19 CFR 133.21(c) has none to ask for before the importer has had its seven business days',
    ],
    [16, {}, 'kind: 19 CFR 133.21(b)(5) has none to ask for once the goods are seized'],
    [
      20,
      { kind: 'UNREDACTED' },
      'kind: 19 CFR 133.25, 113.70(a) has none to ask for once the goods are seized',
    ],
    [18, {}, 'kind: 19 CFR 133.21(b)(5) has none to ask for once the goods are let go or turned away'],
    [14, { bond: { ...BOND, amount: '0.00' } }, 'bond.amount: expected 0.01 to 1000000000.00 US dollars'],
    [14, { bond: { ...BOND, number: 'a b' } }, 'bond.number: expected 1 to 20 letters, digits and hyphens'],
    [14, { bond: { ...BOND, suretyCode: '12' } }, 'bond.suretyCode: expected three digits'],
  ])('of seizure %i: %o: %s', async (nth, over, expected) => {
    const { data, errors } = await requestSample(nth, over);
    expect([data.requestSample, errors[0]?.message]).toEqual([null, expected]);
  });

  test("the importer's sufficient answer is not told by what may be asked for", async () => {
    expect((await requestSample(15, { kind: 'UNREDACTED' })).errors).toEqual([]);
    const { errors } = await decide(15, { item: 'SAMPLE' });
    expect(errors[0]?.message).toContain('its answer was sufficient');
  });
});

describe('verified agents', () => {
  test('see what the owner sees, for that recordation, while in force', async () => {
    const { data } = await ask(house, VIGIL, MySeizuresDocument, { first: 2, seizures: 20 });
    const own = await ask(house, HALCYON, MySeizuresDocument, { first: 2, seizures: 20 });
    const ofMark = (mine: typeof data) => mine.myRecordations?.nodes.find(({ number }) => number === MARK);
    expect(data.myRecordations?.nodes.map(({ number }) => number)).toEqual([MARK]);
    expect(ofMark(data)?.seizures?.nodes).toEqual(ofMark(own.data)?.seizures?.nodes);
    expect(ofMark(data)?.seizures?.nodes.length).toBeGreaterThan(5);
  });

  test('may ask for what the owner may ask for, and of no other recordation', async () => {
    const { data } = await requestSample(14, { kind: 'UNREDACTED' }, VIGIL);
    expect(data.requestSample).toMatchObject({ status: 'REQUESTED' });
    expect(await ofHalcyon(23, VIGIL)).toBeNull();
    expect(await ofHalcyon(7, VIGIL)).toBeNull();
  });
});

describe('holds, marks of others, closed cases', () => {
  test('of a seizure held for national security its owner reads that it may read nothing', async () => {
    const { data, withheld, requestId } = await ask(house, HALCYON, SeizureDocument, { id: seizureId(24) });
    const { id, ...rest } = data.seizure ?? {};
    expect(id).toBe(seizureId(24));
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
    expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['NOT_AUTHORIZED']));
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });

  test.each([{ stage: 'SEIZED' }, { ground: 'IPR_TRADEMARK' }, { environment: 'EXPRESS' }])(
    'and no filter finds it: %o',
    async (filter) => {
      const query = `query ($filter: SeizureFilter) { recordation(number: "${MARK}") {
        seizures(filter: $filter, first: 20) { nodes { id } } } }`;
      const found = async (viewer: typeof HALCYON | typeof CBP, by: object) => {
        const { data } = await house.ask({ ...viewer, query, variables: { filter: by } });
        const { nodes } = (data as { recordation: { seizures: { nodes: { id: string }[] } } }).recordation
          .seizures;
        return nodes.map((seizure) => seizure.id).indexOf(seizureId(24));
      };
      expect(await found(HALCYON, filter)).toBe(-1);
      expect(await found(HALCYON, {})).toBeGreaterThan(5);
      expect(await found(CBP, filter)).toBeGreaterThanOrEqual(0);
    },
  );

  test('of a seizure of two marks an owner reads its own lines', async () => {
    const query = `query ($id: ID!) { seizure(id: $id) {
      description quantity { amount } grounds lines { number } recordations { number } } }`;
    const { data } = await house.ask({ ...HALCYON, query, variables: { id: seizureId(17) } });
    expect(data).toEqual({
      seizure: {
        description: 'COUNTERFEIT DRILLS',
        quantity: { amount: 478 },
        grounds: ['IPR_TRADEMARK'],
        lines: [{ number: 1 }],
        recordations: [{ number: MARK }],
      },
    });
  });

  test('19 CFR 103.32: closed penalty cases, six items each, to anybody and recorded for nobody', async () => {
    const cases: object[] = [];
    let after: string | null = null;
    do {
      const reply: TypedReply<ClosedPenaltiesQuery> = await ask(house, {}, ClosedPenaltiesDocument, {
        first: 2,
        after,
      });
      cases.push(...reply.data.closedPenalties.nodes);
      const { hasNextPage, endCursor } = reply.data.closedPenalties.pageInfo;
      after = hasNextPage ? endCursor : null;
      expect([reply.withheld, await house.ledgerOf(reply.requestId)]).toEqual([[], []]);
    } while (after !== null);
    expect(cases).toContainEqual({
      party: 'CASCADE NUTRITION LLC',
      statute: '19 USC 1592',
      assessed: '48000.00',
      lossOfRevenue: '12000.00',
      mitigated: '24000.00',
      paid: '24000.00',
    });
    const [{ count = 0 } = {}] = await house.admin.unsafe<{ count: number }[]>(
      `select count(*)::int as count from entries.penalty where closed_on <= '2026-11-02'`,
    );
    expect(cases).toHaveLength(count);
  });
});

describe('EO 13785 § 4(b)(ii), 84 FR 44790: goods abandoned before seizure', () => {
  test('nothing while the policy is off; limited and comprehensive information from the day it is on', async () => {
    const query = `query ($id: ID!) { seizure(id: $id) {
      stage port manufacturer { name } redactedImages { reference } } }`;
    const read = async () =>
      (await house.ask({ ...HALCYON, query, variables: { id: seizureId(19) } })).data as {
        seizure: Record<string, unknown>;
      };
    const nothing = { stage: 'ABANDONED', port: null, manufacturer: null, redactedImages: null };
    expect((await read()).seizure).toEqual(nothing);
    const insert = (on: string) =>
      house.admin.unsafe(
        `insert into entries.dated_parameter (name, effective_on, is_on, basis)
         values ('ABANDONED_GOODS_TOLD', $1, true, 'A test')`,
        [on],
      );
    await insert('2026-11-03');
    expect((await read()).seizure).toEqual(nothing);
    await insert('2026-11-02');
    expect((await read()).seizure).toEqual({
      ...nothing,
      port: '2704',
      manufacturer: { name: 'INVENTED OPTICAL WORKS' },
    });
    expect((await decide(19, { item: 'REDACTED_IMAGES' })).errors).toEqual([]);
    expect((await read()).seizure.redactedImages).toHaveLength(2);
  });
});
