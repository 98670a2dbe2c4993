import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloseQuarterDocument,
  DecideRemovalDocument,
  DecideReviewDocument,
  DecideThresholdDocument,
  OpenReviewsDocument,
  OrderMeasureDocument,
  PostScoresDocument,
  RequireInformationDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  FurnishInformationDocument,
  MyStandingDocument,
  RequestRemovalDocument,
} from '@good-standing/schema/operations/post/operations.generated.ts';
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

const cbp = { as: 'cbp' } as const;
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
    expect(data.post?.standing.factors).toHaveLength(6);
    const scores = data.post?.scores?.nodes.map(({ quarter, determination }) => [quarter, determination]);
    expect(scores?.[0]).toEqual([LATEST, 'NON_COMPLIANT']);
    expect(scores?.[6]).toEqual(['2025-Q1', 'COMPLIANT']);
    expect(data.post?.scores?.nodes[0]?.score).toBe(data.post?.standing.score);
    expect(told).toEqual([]);
    const standing = ids.standing('QMA', LATEST);
    expect(await house.ledgerOf(requestId)).toEqual(
      inOrder([
        line(toQumar, standing, 'POST_SCORE', 'PostStanding', 'score interval marginal'),
        line(toQumar, standing, 'POST_FACTORS', 'PostStanding', 'factors'),
        line(toQumar, ids.post('QMA'), 'POST_SCORE', 'InternationalPost', 'scores'),
        line(toQumar, ids.post('QMA'), 'POST_FACTORS', 'InternationalPost', 'additionalInformation'),
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
      withheld('InternationalPost.additionalInformation', 'POST_FACTORS', 'RELATION', 1),
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

const order = (post: string, measure: 'ADDITIONAL_INFORMATION' | 'PROTECTIVE_MEASURES') => ({
  input: {
    post,
    measure,
    legalBasis: '19 CFR 145.74(g)',
    uspsConsultedOn: '2026-10-30',
    approvedBy: 'Office of Trade (invented)',
    note: 'Invented',
    marginalQuartersReviewed: true,
  },
});

describe('CBP acts, the post answers', () => {
  test('the scores of a quarter, recorded as for CBP', async () => {
    const { data, requestId } = await ask(house, cbp, PostScoresDocument, { quarter: LATEST });
    for (const { determination, score, interval, factors } of data.postScoreboard) {
      expect(determination).toBe((score ?? 0) < 60 ? 'NON_COMPLIANT' : 'COMPLIANT');
      expect(interval?.low).toBeLessThanOrEqual(score ?? 0);
      expect(interval?.high).toBeGreaterThanOrEqual(score ?? 100);
      expect(factors).toHaveLength(6);
    }
    const lines = await house.ledgerOf(requestId);
    expect(new Set(lines.map(({ relation }) => relation))).toEqual(new Set(['CBP']));
    expect(lines).toHaveLength(data.postScoreboard.length * 2);
  });

  test('closing a quarter again on the same facts gives the closing that counts', async () => {
    const close = () => ask(house, cbp, CloseQuarterDocument, { quarter: LATEST });
    const first = await close();
    expect(first.data.closeQuarter).toMatchObject({
      nth: 1,
      posts: 5,
      undetermined: 0,
      corrections: { nodes: [] },
    });
    expect((await close()).data).toEqual(first.data);
  });

  test.each([
    ['a post', qumar, 'GRAPHQL_VALIDATION_FAILED'],
    ['USPS', usps, 'GRAPHQL_VALIDATION_FAILED'],
    ['an agency, which has no mutation at all', fda, 'UNKNOWN_OPERATION'],
    ['the public, which has none either', {}, 'UNKNOWN_OPERATION'],
  ])('%s closes no quarter: there is no such mutation', async (_who, viewer, code) => {
    const query = `mutation { closeQuarter(quarter: "${LATEST}") { nth } }`;
    const reply = await house.ask({ ...viewer, query });
    expect(reply.data).toBeUndefined();
    expect(reply.errors).toMatchObject([{ extensions: { code } }]);
  });

  test('a threshold is decided while the quarter lasts, and not after', async () => {
    const decide = (quarter: string) =>
      ask(house, cbp, DecideThresholdDocument, { input: { quarter, threshold: 62.5, basis: 'Invented' } });
    expect((await decide('2026-Q4')).data.decideThreshold).toMatchObject({
      threshold: 62.5,
      decidedOn: '2026-11-02',
    });
    expect((await decide(LATEST)).errors).toMatchObject([
      { message: `quarter: ${LATEST} ended on 2026-09-30; its threshold is decided before it closes` },
    ]);
  });

  test('information is required for a shipment under an order, and the post furnishes it', async () => {
    const item = 'RR123456785QM';
    const asked = { post: 'QMA', item, event: 'REQUESTED', elements: ['SENDER'] } as const;
    const early = await ask(house, cbp, RequireInformationDocument, { input: asked });
    expect(early.errors).toMatchObject([
      { message: 'post: no order for additional information is in force against it' },
    ]);
    const ordered = await ask(house, cbp, OrderMeasureDocument, order('QMA', 'ADDITIONAL_INFORMATION'));
    expect(ordered.data.orderMeasure).toMatchObject({
      measure: 'ADDITIONAL_INFORMATION',
      basisQuarter: LATEST,
    });
    const required = await ask(house, cbp, RequireInformationDocument, { input: asked });
    expect(required.data.recordAdditionalInformation).toMatchObject({
      item,
      requestedOn: '2026-11-02',
      dueOn: '2026-11-09',
      status: 'PENDING',
    });
    const own = await ask(house, qumar, MyStandingDocument, { code: 'QMA' });
    expect(own.data.post?.standing.measures).toEqual(['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION']);
    expect(own.data.post?.additionalInformation?.nodes).toMatchObject([{ item, status: 'PENDING' }]);
    const furnished = { ...asked, event: 'FURNISHED' } as const;
    const foreign = await ask(house, xanadu, FurnishInformationDocument, { input: furnished });
    expect(foreign.data).toEqual({ recordAdditionalInformation: null });
    const came = await ask(house, qumar, FurnishInformationDocument, { input: furnished });
    expect(came.data.recordAdditionalInformation).toMatchObject({
      furnished: ['SENDER'],
      furnishedOn: '2026-11-02',
      status: 'FURNISHED',
    });
  });

  test('the post asks to leave the list, and CBP grants it', async () => {
    const input = { grounds: 'Screening at dispatch since October', clientMutationKey: 'removal-1' };
    const asked = await ask(house, qumar, RequestRemovalDocument, { input });
    expect(asked.data.requestRemovalFromList).toMatchObject({ status: 'PENDING', requestedOn: '2026-11-02' });
    const id = asked.data.requestRemovalFromList?.id ?? '';
    const decided = await ask(house, cbp, DecideRemovalDocument, { id, decision: 'GRANT', note: 'Seen' });
    expect(decided.data.decideRemoval).toMatchObject({ status: 'GRANTED', afterQuarter: LATEST });
    const { data } = await ask(house, {}, PostScoreboardDocument, { quarter: LATEST });
    expect(data.postScoreboard[0]).toMatchObject({
      post: { code: 'QMA' },
      determination: 'NON_COMPLIANT',
      consecutiveNonCompliantQuarters: 0,
      listed: false,
      measures: [],
    });
  });

  test('counts are corrected, the quarter is decided anew, and a measure that lost its basis is reviewed', async () => {
    await ask(house, cbp, OrderMeasureDocument, order('XAA', 'PROTECTIVE_MEASURES'));
    await feedBetterCounts('XAA', '2026-Q1');
    const restated = await ask(house, cbp, CloseQuarterDocument, { quarter: '2026-Q1' });
    expect(restated.data.closeQuarter?.nth).toBe(2);
    const moved = restated.data.closeQuarter?.corrections.nodes.map((each) => [each.quarter, each.runAfter]);
    expect(moved).toEqual([
      ['2026-Q1', 0],
      ['2026-Q2', 1],
      ['2026-Q3', 2],
    ]);
    const reviews = await ask(house, cbp, OpenReviewsDocument, {});
    expect(reviews.data.measureReviews?.nodes).toMatchObject([
      {
        post: { code: 'XAA' },
        measure: 'PROTECTIVE_MEASURES',
        quarter: LATEST,
        closing: { quarter: '2026-Q1', nth: 2 },
        order: { legalBasis: '19 CFR 145.74(g)' },
      },
    ]);
    const measures = async () => {
      const { data } = await ask(house, {}, PostScoreboardDocument, { quarter: LATEST });
      return data.postScoreboard.find(({ post }) => post.code === 'XAA')?.measures;
    };
    expect(await measures()).toEqual(['PRIORITY_INSPECTION', 'PROTECTIVE_MEASURES']);
    const id = reviews.data.measureReviews?.nodes[0]?.id ?? '';
    await ask(house, cbp, DecideReviewDocument, { id, decision: 'LIFT', note: 'No basis is left' });
    expect(await measures()).toEqual(['PRIORITY_INSPECTION']);
  });
});

/** A corrected file: hardly anything was found after all. */
async function feedBetterCounts(code: string, quarter: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-posts-'));
  const file = join(folder, 'corrected-post-quarters.csv');
  const row = '1000000,N,20000,10000,1,60,20,4500,0,4,1,950000,940000,0.98,40,40,10,10,200,2';
  writeFileSync(
    file,
    `code,quarter,items,aed_exempt,targeted_items,targeted_inspected,targeted_narcotics,targeted_ipr,targeted_other,random_inspected,random_narcotics,random_ipr,random_other,aed_required,aed_compliant,aed_quality,requests_made,requests_answered,returns_requested,returns_honoured,blocked_senders,blocked_repeats\n${code},${quarter},${row}\n`,
  );
  await house.feed('post-quarters', file);
  rmSync(folder, { recursive: true });
}
