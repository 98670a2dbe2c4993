import { MyStandingDocument } from '@good-standing/schema/operations/post/operations.generated.ts';
import {
  NonComplianceMetricDocument,
  PostScoreboardDocument,
} from '@good-standing/schema/operations/public/operations.generated.ts';
import {
  PostInstrumentsDocument,
  RecordInstrumentDocument,
} from '@good-standing/schema/operations/usps/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { ask } from '../world/typed.ts';
import { inOrder, line, type Recipient, withheld } from '../world/withheld.ts';

const LATEST = '2026-Q3';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(() => house?.close());

const qumar = { as: 'post' } as const;
const xanadu = { as: 'post', of: 'xanadu' } as const;
const usps = { as: 'usps' } as const;
const fda = { as: 'pga' } as const;

const toQumar: Recipient = {
  audience: 'POST',
  recipient: 'Invented Post of Qumar',
  purpose: 'POSTAL_COOPERATION',
  relation: 'OWN_POST',
};

describe('the public, without a token', () => {
  test('every post on the ladder, nothing withheld, nothing recorded', async () => {
    const {
      data,
      withheld: told,
      requestId,
    } = await ask(house, {}, PostScoreboardDocument, { quarter: LATEST });
    expect(data.postScoreboard.slice(0, 1)).toEqual([
      {
        post: { code: 'QMA', name: 'Invented Post of Qumar', country: 'QM' },
        compliant: false,
        determination: 'NON_COMPLIANT',
        consecutiveNonCompliantQuarters: 6,
        listed: true,
        measures: ['PRIORITY_INSPECTION'],
        threshold: 60,
      },
    ]);
    const runs = data.postScoreboard.map(({ post, consecutiveNonCompliantQuarters: run }) => [
      post.code,
      run,
    ]);
    expect(runs).toContainEqual(['XAA', 9]);
    expect(data.postScoreboard).toHaveLength(5);
    expect(told).toEqual([]);
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });

  test('at eight quarters nothing is in force by itself', async () => {
    const { data } = await ask(house, {}, PostScoreboardDocument, { quarter: LATEST });
    const standing = data.postScoreboard.find(({ post }) => post.code === 'XAA');
    expect(standing).toMatchObject({ consecutiveNonCompliantQuarters: 9, measures: ['PRIORITY_INSPECTION'] });
  });

  test('the metric, the threshold of the quarter, and the guidance of how to leave the list', async () => {
    const { data } = await ask(house, {}, NonComplianceMetricDocument, {});
    expect(data.nonComplianceMetric).toMatchObject({
      version: 'IMNC-1',
      status: 'PROPOSED',
      threshold: { quarter: '2026-Q4', threshold: 60, decidedOn: '2026-10-01' },
    });
    expect(data.nonComplianceMetric.guidance.sections.at(-1)?.heading).toBe('How a post leaves the list');
  });

  test.each(['score', 'marginal', 'interval { low }', 'factors { name }'])(
    '%s of a standing does not exist for it',
    async (field) => {
      const reply = await house.ask({ query: `{ post(code: "QMA") { standing { ${field} } } }` });
      expect(reply.data).toBeUndefined();
      expect(reply.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    },
  );
});

describe('a post reads itself', () => {
  test('its place, its scores, what they are made of: each line of the ledger', async () => {
    const {
      data,
      withheld: told,
      requestId,
    } = await ask(house, qumar, MyStandingDocument, { code: 'QMA', first: 7 });
    expect(data.post?.standing).toMatchObject({
      quarter: LATEST,
      determination: 'NON_COMPLIANT',
      consecutiveNonCompliantQuarters: 6,
      openMeasures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
      measures: ['PRIORITY_INSPECTION'],
    });
    expect(data.post?.standing?.factors).toHaveLength(6);
    const scores = data.post?.scores?.nodes.map(({ quarter, determination }) => [quarter, determination]);
    expect(scores?.[0]).toEqual([LATEST, 'NON_COMPLIANT']);
    expect(scores?.[6]).toEqual(['2025-Q1', 'COMPLIANT']);
    expect(data.post?.scores?.nodes[0]?.score).toBe(data.post?.standing?.score);
    expect(told).toEqual([]);
    const standing = ids.standing('QMA', LATEST);
    expect(await house.ledgerOf(requestId)).toEqual(
      inOrder([
        line(toQumar, standing, 'POST_SCORE', 'PostStanding', 'score interval marginal'),
        line(toQumar, standing, 'POST_FACTORS', 'PostStanding', 'factors'),
        line(toQumar, ids.post('QMA'), 'POST_SCORE', 'InternationalPost', 'scores'),
        line(toQumar, ids.post('QMA'), 'POST_SHIPMENTS', 'InternationalPost', 'additionalInformation'),
      ]),
    );
  });

  test('another post: its public place, and what was withheld, each with its reason', async () => {
    const { data, withheld: told, requestId } = await ask(house, xanadu, MyStandingDocument, { code: 'QMA' });
    expect(data.post?.standing).toMatchObject({
      consecutiveNonCompliantQuarters: 6,
      measures: ['PRIORITY_INSPECTION'],
      score: null,
      factors: null,
    });
    expect(data.post?.scores).toBeNull();
    expect(told).toEqual([
      withheld('InternationalPost.additionalInformation', 'POST_SHIPMENTS', 'RELATION', 1),
      withheld('InternationalPost.scores', 'POST_SCORE', 'RELATION', 1),
      withheld('PostStanding.factors', 'POST_FACTORS', 'RELATION', 1),
      withheld('PostStanding.interval', 'POST_SCORE', 'RELATION', 1),
      withheld('PostStanding.marginal', 'POST_SCORE', 'RELATION', 1),
      withheld('PostStanding.score', 'POST_SCORE', 'RELATION', 1),
    ]);
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });
});

describe('a partner agency', () => {
  test('reads the score of every post, recorded; what it is made of does not exist for it', async () => {
    const reply = await house.ask({
      ...fda,
      query: `{ postScoreboard(quarter: "${LATEST}", first: 1) { post { code } score marginal } }`,
    });
    expect(reply.data).toMatchObject({
      postScoreboard: [{ post: { code: 'QMA' }, score: expect.any(Number), marginal: expect.any(Boolean) }],
    });
    expect(reply.withheld).toEqual([]);
    expect(await house.ledgerOf(reply.requestId)).toEqual([
      line(
        {
          audience: 'PGA',
          recipient: 'Food and Drug Administration (invented desk)',
          purpose: 'RISK_ASSESSMENT',
          relation: 'AUDIENCE',
        },
        ids.standing('QMA', LATEST),
        'POST_SCORE',
        'PostStanding',
        'score marginal',
      ),
    ]);
    const factors = await house.ask({
      ...fda,
      query: `{ postScoreboard(quarter: "${LATEST}") { factors { name } } }`,
    });
    expect(factors.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });
});

describe('USPS', () => {
  const instrument = {
    post: 'QMA',
    reference: 'INVENTED-2026-1',
    kind: 'CONTRACT',
    concludedOn: '2026-10-20',
    includesImporterProvisions: true,
  } as const;

  test('puts down an instrument with a post, once under its key, and reads where the post stands', async () => {
    const input = { ...instrument, clientMutationKey: 'contract-1' };
    const first = await ask(house, usps, RecordInstrumentDocument, { input });
    expect((await ask(house, usps, RecordInstrumentDocument, { input })).data).toEqual(first.data);
    const { data } = await ask(house, usps, PostInstrumentsDocument, {});
    expect(data.postInstruments?.nodes).toEqual([
      {
        reference: 'INVENTED-2026-1',
        kind: 'CONTRACT',
        concludedOn: '2026-10-20',
        includesImporterProvisions: true,
        circularReference: null,
        post: {
          code: 'QMA',
          standing: {
            quarter: LATEST,
            consecutiveNonCompliantQuarters: 6,
            measures: ['PRIORITY_INSPECTION'],
          },
        },
      },
    ]);
  });

  test('of the scores it has those of no post: its agreement names none as its own', async () => {
    const reply = await house.ask({
      ...usps,
      query: '{ post(code: "QMA") { standing { score } scores { nodes { quarter } } } }',
    });
    expect(reply.data).toEqual({ post: { standing: { score: null }, scores: null } });
    expect(reply.withheld).toEqual([
      withheld('InternationalPost.scores', 'POST_SCORE', 'RELATION', 1),
      withheld('PostStanding.score', 'POST_SCORE', 'RELATION', 1),
    ]);
    expect(await house.ledgerOf(reply.requestId)).toEqual([]);
  });
});
