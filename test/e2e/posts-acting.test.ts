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
import { PostScoreboardDocument } from '@good-standing/schema/operations/public/operations.generated.ts';
import { ShipmentsDocument } from '@good-standing/schema/operations/usps/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { ask } from '../world/typed.ts';

const LATEST = '2026-Q3';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house?.close());

const cbp = { as: 'cbp' } as const;
const qumar = { as: 'post' } as const;
const xanadu = { as: 'post', of: 'xanadu' } as const;
const usps = { as: 'usps' } as const;
const fda = { as: 'pga' } as const;

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
    ['an agency', fda, 'GRAPHQL_VALIDATION_FAILED'],
    ['the public', {}, 'GRAPHQL_VALIDATION_FAILED'],
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
    expect(own.data.post?.standing?.measures).toEqual(['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION']);
    expect(own.data.post?.additionalInformation?.nodes).toMatchObject([{ item, status: 'PENDING' }]);
    const inItsHands = await ask(house, usps, ShipmentsDocument, { code: 'QMA' });
    expect(inItsHands.data.post?.additionalInformation?.nodes).toMatchObject([{ item, status: 'PENDING' }]);
    expect(await house.ledgerOf(inItsHands.requestId)).toMatchObject([{ rule: 'POST_SHIPMENTS' }]);
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
    const moved = restated.data.closeQuarter?.corrections?.nodes.map((each) => [each.quarter, each.runAfter]);
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
