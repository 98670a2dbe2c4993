import { mutationTables } from '@good-standing/kernel/mutation/owner.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { AUDIENCES, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AURORA, aurora, BOREALIS, borealis, cbp, granted, importersWithCast, sample } from '../cast.ts';
import type { Parameter } from '../parameters.ts';
import { lastDayWithoutReview, reviewedInTime } from '../rules/certification-review.ts';
import { type Certification, isInForce } from '../rules/certification-state.ts';
import { definition } from '../subgraph.ts';

import { CERTIFICATION_IN_FORCE } from '../visibility.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

const TODAY = '2026-11-22';

const file = (viewer: Viewer, names: readonly string[], now = `${TODAY}T12:00:00Z`) =>
  importers.ask({
    viewer,
    now,
    document: `mutation ($names: [String!]!) {
      fileConfidentialityCertification(input: { names: $names }) { id state renewal receivedOn }
    }`,
    variables: { names },
  });

async function certificationsOf(id: string, now = `${TODAY}T12:00:00Z`) {
  const { data } = await importers.ask({
    viewer: cbp,
    now,
    document:
      'query ($id: ID!) { importer(id: $id) { confidentiality { id state renewal inForce receivedOn } } }',
    variables: { id },
  });
  return (data?.importer as { readonly confidentiality: readonly Record<string, unknown>[] }).confidentiality;
}

const decide = (id: unknown, decision: string, now = `${TODAY}T12:00:00Z`) =>
  importers.ask({
    viewer: cbp,
    now,
    document: `mutation ($id: ID!, $decision: ConfidentialityDecision!) {
      reviewConfidentialityCertification(id: $id, decision: $decision, note: "Looked at (invented).") { id state }
    }`,
    variables: { id, decision },
  });

describe('filed and listed certifications side by side', () => {
  test("CBP's list, read again, leaves what importers filed", async () => {
    const { data } = await file(aurora, ['Aurora Kitchenware LLC']);
    expect(data).toMatchObject({ fileConfidentialityCertification: { state: 'ACTIVE', renewal: null } });
    await importers.feed('confidentiality-certifications', sample('confidentiality-certifications'));
    expect(await certificationsOf(AURORA)).toMatchObject([{ state: 'ACTIVE', inForce: true }]);
  });

  test('what CBP withdrew stays withdrawn though the list has it again', async () => {
    const [listed] = await certificationsOf(BOREALIS);
    expect((await decide(listed?.id, 'WITHDRAW')).data).toMatchObject({
      reviewConfidentialityCertification: { state: 'WITHDRAWN_BY_CBP' },
    });
    await importers.feed('confidentiality-certifications', sample('confidentiality-certifications'));
    expect(await certificationsOf(BOREALIS)).toMatchObject([{ state: 'WITHDRAWN_BY_CBP', inForce: false }]);
  });

  test('a renewal in time, a late one and one after a lapse (CF-002)', async () => {
    const days = ['2027-01-04', '2028-06-01', '2030-05-01', '2033-01-03'];
    for (const day of days) await file(borealis, ['BOREALIS TOYS INC'], `${day}T12:00:00Z`);
    const held = await certificationsOf(BOREALIS, '2033-01-04T12:00:00Z');
    expect(held.map(({ receivedOn, renewal, state }) => [receivedOn, renewal, state])).toEqual([
      ['2033-01-03', 'LATE', 'ACTIVE'],
      ['2030-05-01', 'LATE', 'EXPIRED'],
      ['2028-06-01', 'TIMELY', 'EXPIRED'],
      ['2027-01-04', null, 'RENEWED'],
      ['2025-06-01', null, 'WITHDRAWN_BY_CBP'],
    ]);
  });

  test('for an importer that the registry does not know nothing is filed', async () => {
    const nobody = granted({ audience: 'IMPORTER', subject: 'imp_00000000000000000000' });
    expect((await file(nobody, ['Nobody'])).data).toEqual({ fileConfidentialityCertification: null });
  });
});

describe('to the subgraph itself', () => {
  const MUTATIONS = [
    ['IMPORTER', 'fileConfidentialityCertification(input: { names: [$id] }) { id }'],
    ['IMPORTER', 'withdrawConfidentialityCertification(id: $id) { id }'],
    ['CBP', 'reviewConfidentialityCertification(id: $id, decision: WITHDRAW, note: "x") { id }'],
    ['IMPORTER', 'grantStandingConsent(input: { platform: $id, until: "2026-11-23" }) { id }'],
    ['IMPORTER', 'revokeStandingConsent(id: $id) { id }'],
  ] as const;

  test.each(
    MUTATIONS.flatMap(([only, mutation]) =>
      AUDIENCES.filter((audience) => audience !== only).map((audience) => [audience, mutation] as const),
    ),
  )('%s has no %s', async (audience, mutation) => {
    const before = await importers.sql`select from mutation`;
    const [held] = await certificationsOf(BOREALIS);
    const answer = await importers.ask({
      viewer: granted({ audience, subject: BOREALIS }),
      document: `mutation ($id: ${mutation.includes('names') ? 'String' : 'ID'}!) { answer: ${mutation} }`,
      variables: { id: held?.id },
    });
    expect(answer.data).toEqual({ answer: null });
    expect(answer.disclosed).toEqual([]);
    expect(await importers.sql`select from mutation`).toHaveLength(before.length);
  });

  test('an importer whose agreement does not grant the rule files, and is not shown what it filed', async () => {
    const answer = await file({ ...aurora, rules: new Set() }, ['Aurora Kitchenware LLC', 'Aurora']);
    expect(answer.data).toEqual({
      fileConfidentialityCertification: {
        id: expect.stringMatching(/^cnf_/),
        state: null,
        renewal: null,
        receivedOn: null,
      },
    });
    expect(new Set(answer.withheld.map(({ reason }) => reason))).toEqual(new Set(['AGREEMENT']));
    expect(answer.disclosed).toEqual([]);
  });

  test('its owner keeps the audit lines', () => {
    expect(definition.owner.also).toContain(mutationTables);
  });
});

const someDay = fc
  .integer({ min: 0, max: 1_200 })
  .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }));
const maybe = (day: typeof someDay) => fc.option(day, { nil: null });

describe('SQL and rules decide alike', () => {
  test('whether a certification is in force', async () => {
    const inForce = statement<{ readonly holds: boolean }>(
      importers.sql,
      `select ${CERTIFICATION_IN_FORCE} as holds
       from (select :received::date as received_on, :until::date as last_in_force_on, :dropped::date as withdrawn_on,
                    :ended::date as ended_on, null::date as reviewed_on) c`,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({ received: someDay, dropped: maybe(someDay), ended: maybe(someDay), today: someDay }),
        async ({ received, dropped, ended, today }) => {
          const until = received.add({ years: 2 });
          const [row] = await inForce({ received, until, dropped, ended, today });
          const ends = [dropped, ended].filter((day) => day !== null).sort(Temporal.PlainDate.compare);
          const certification: Certification = {
            receivedOn: received,
            validUntil: until,
            withdrawnOn: ends[0] ?? null,
            withdrawnBy: ends.length === 0 ? null : 'LIST',
            underReviewSince: null,
            reviewedOn: null,
            renewedOn: null,
          };
          expect(row?.holds).toBe(isInForce(certification, today));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('CF-003: whether it was reviewed in time, once that applies', async () => {
    const from = (value: number, effectiveFrom: string): Parameter<number> => ({
      value,
      legalBasis: 'a test',
      status: 'PROPOSED',
      effectiveFrom,
    });
    const parameters = { period: from(12, '2025-03-01'), grace: from(90, '2025-06-01') };
    const reviewed = statement<{ readonly holds: boolean }>(
      importers.sql,
      `select ${reviewedInTime(':today::date', parameters)} as holds
       from (select :received::date as received_on, :upheld::date as reviewed_on) c`,
    );
    await fc.assert(
      fc.asyncProperty(someDay, maybe(someDay), someDay, async (received, upheld, today) => {
        const [row] = await reviewed({ received, upheld, today });
        const last = lastDayWithoutReview({ receivedOn: received, reviewedOn: upheld }, parameters);
        expect(last).not.toBeNull();
        expect(row?.holds).toBe(last !== null && Temporal.PlainDate.compare(today, last) <= 0);
      }),
      { numRuns: 200 },
    );
  });
});
