import type { Finding, ImportActivity } from '@good-standing/kernel/findings/topics.ts';
import { RULESET_VERSION } from '@good-standing/kernel/rule/ruleset.ts';
import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  assessAllDue,
  aurora,
  BEACON,
  BOREALIS,
  bazaar,
  beacon,
  borealis,
  CASCADE,
  COMPASS,
  cbp,
  compass,
  cpsc,
  EVERYONE,
  fda,
  hear,
  importersWithCast,
  sample,
} from '../cast.ts';
import { findingConsumer } from '../consumers/finding.ts';
import { standingConsumers } from '../consumers/standing.ts';

let importers: DisposableSubgraph;
beforeAll(async () => {
  importers = await importersWithCast();
  await assessAllDue(importers.sql);
});
afterAll(() => importers?.drop());

async function told(topic: string, ...items: readonly object[]): Promise<void> {
  const consumer = [findingConsumer, ...standingConsumers].find((each) => each.topic === topic);
  if (consumer === undefined) throw new Error(`nobody hears ${topic}`);
  await hear(importers.sql, consumer, items);
  await assessAllDue(importers.sql);
}

const ask = async (viewer: Viewer, id: string, fields: string, now?: string) => {
  const answer = await importers.ask({
    viewer,
    document: `query ($id: ID!) { importer(id: $id) { ${fields} } }`,
    variables: { id },
    ...(now === undefined ? {} : { now }),
  });
  expect(answer.errors?.filter(({ extensions }) => extensions?.code !== 'FIELD_WITHHELD') ?? []).toEqual([]);
  return answer;
};
/** The importer as answered. */
const importer = async (viewer: Viewer, id: string, fields: string) =>
  (await ask(viewer, id, fields)).data?.importer as Record<string, never>;

const violation: Finding = {
  key: 'fnd_invented_violation',
  rule: 'GS-003',
  ruleVersion: 1,
  subject: AURORA,
  effect: 'FAIL_NOT_GOOD',
  validFrom: '2026-08-01',
  validUntil: null,
  evidence: [
    { kind: 'VIOLATION', record: 'vio_open', observedOn: '2026-07-01' },
    { kind: 'VIOLATION', record: 'vio_held', observedOn: '2026-07-02', isHeld: true },
  ],
  state: 'OPEN',
  statedAt: '2026-08-01T10:00:00Z',
};

describe('what is unknown is never good', () => {
  test('before the owners have looked nobody is good, and the reasons say what is unknown', async () => {
    expect(await importer(cbp, AURORA, 'standing { status reasons { rule effect } }')).toEqual({
      standing: {
        status: 'UNDETERMINED',
        reasons: ['GS-001', 'GS-003', 'GS-004'].map((rule) => ({ rule, effect: 'UNKNOWN' })),
      },
    });
  });

  test('when they have looked everyone is assessed anew', async () => {
    await told('rule-looked-at', { rule: 'GS-001' }, { rule: 'GS-003' });
    expect(await importer(cbp, AURORA, 'standing { status }')).toEqual({
      standing: { status: 'UNDETERMINED' },
    });
    await told('rule-looked-at', { rule: 'GS-004' });
    for (const id of EVERYONE) {
      expect(await importer(cbp, id, 'standing(asOf: "2026-11-02") { status }')).toEqual({
        standing: { status: 'GOOD' },
      });
    }
  });
});

describe('listed as trusted', () => {
  test.each([
    ['a platform without consent', bazaar, 'CONDITION'],
    ['a broker of others', compass, 'RELATION'],
    ['another importer', borealis, 'RELATION'],
  ] as const)('%s is told nothing of a good one', async (_who, viewer, reason) => {
    const { data, withheld } = await ask(
      viewer,
      AURORA,
      'standing { status } importerNumberEligibility { allowed }',
    );
    expect(data?.importer).toEqual({ standing: null, importerNumberEligibility: null });
    expect(new Set(withheld.map((each) => each.reason))).toEqual(new Set([reason]));
  });
});

describe('who is told why', () => {
  beforeAll(() => told('finding', violation));

  const WHY = 'standing { status since reasons { rule evidence { record } } }';
  test.each([
    ['CBP', cbp, ['vio_open', 'vio_held']],
    ['an agency with jurisdiction', fda, ['vio_open']],
    ['the importer', aurora, ['vio_open']],
  ] as const)('%s: with the evidence it may know of', async (_who, viewer, records) => {
    expect(await importer(viewer, AURORA, WHY)).toEqual({
      standing: {
        status: 'NOT_GOOD',
        since: '2026-08-01',
        reasons: [{ rule: 'GS-003', evidence: records.map((record) => ({ record })) }],
      },
    });
  });

  test('its broker reads the status alone', async () => {
    const { data, withheld } = await ask(
      beacon,
      AURORA,
      'standing { status since from assessedAt reasons { rule } } whyNot { rule }',
    );
    expect(data?.importer).toEqual({
      standing: { status: 'NOT_GOOD', since: '2026-08-01', from: null, assessedAt: null, reasons: null },
      whyNot: null,
    });
    expect(withheld.map(({ coordinate, reason }) => [coordinate, reason]).sort()).toEqual([
      ['Importer.whyNot', 'AUDIENCE'],
      ['Standing.assessedAt', 'AUDIENCE'],
      ['Standing.from', 'AUDIENCE'],
      ['Standing.reasons', 'AUDIENCE'],
    ]);
  });

  test.each([
    ['a platform without consent', bazaar],
    ['a broker of others', compass],
    ['another importer', borealis],
  ] as const)('%s: its listing is suspended, and it is not known to them at all', async (_who, viewer) => {
    const { data, withheld } = await ask(viewer, AURORA, 'standing { status }');
    expect([data?.importer, withheld]).toEqual([null, []]);
  });

  test('it is cured by a determination of CBP: the owner ends it, and nothing is deleted', async () => {
    const known = (await importer(cbp, AURORA, 'standing { assessedAt }')) as unknown as {
      standing: { assessedAt: string };
    };
    await told('finding', {
      ...violation,
      validUntil: '2026-09-30',
      state: 'CLOSED',
      statedAt: '2026-10-01T00:00:00Z',
    });
    expect(
      await importer(cbp, AURORA, 'now: standing { status } before: standing(asOf: "2026-09-30") { status }'),
    ).toEqual({
      now: { status: 'GOOD' },
      before: { status: 'NOT_GOOD' },
    });
    const at = JSON.stringify(known.standing.assessedAt);
    expect(await importer(cbp, AURORA, `standing(knownAt: ${at}) { status }`)).toEqual({
      standing: { status: 'NOT_GOOD' },
    });
  });
});

describe('the registry', () => {
  const revoided = (status: string) =>
    sample('importers').map((line) =>
      line.includes('BOREALIS') ? line.replace(/,ACTIVE,/, `,${status},`) : line,
    );

  test('a number that is voided fails from the day that was received, and is back when it is active again', async () => {
    await importers.feed('importers', revoided('VOIDED'));
    await assessAllDue(importers.sql);
    const [run] = await importers.sql<
      { day: Temporal.PlainDate }[]
    >`select max(received_at)::date as day from run`;
    const day = run?.day.toString() ?? '';
    const before = run?.day.subtract({ days: 1 }).toString() ?? '';
    const asOf = `now: standing(asOf: "${day}") { status reasons { rule } } before: standing(asOf: "${before}") { status }`;
    expect(await importer(cbp, BOREALIS, asOf)).toEqual({
      now: { status: 'INELIGIBLE', reasons: [{ rule: 'GS-008' }] },
      before: { status: 'GOOD' },
    });
    expect(await importer(cbp, BOREALIS, 'importerNumberEligibility { allowed deniedBy { rule } }')).toEqual({
      importerNumberEligibility: { allowed: false, deniedBy: [{ rule: 'GS-900' }, { rule: 'GS-007' }] },
    });
    await importers.feed('importers', [...revoided('ACTIVE'), '']);
    await assessAllDue(importers.sql);
    expect(await importer(cbp, BOREALIS, `standing(asOf: "${day}") { status }`)).toEqual({
      standing: { status: 'GOOD' },
    });
  });

  test('the same snapshot again makes nobody due', async () => {
    await importers.feed('importers', [...revoided('ACTIVE'), '', '']);
    await importers.feed('bonds', [...sample('bonds'), '']);
    await importers.feed('importer-disclosures', [...sample('importer-disclosures'), '']);
    expect(await assessAllDue(importers.sql)).toBe(0);
  });
});

test('under another ruleset everyone is assessed anew, when anything is heard', async () => {
  await importers.sql`update assessment set ruleset = 'GS-of-before' where known_until is null`;
  await told('standing-due', { importers: 1 });
  const rulesets = await importers.sql<{ ruleset: string }[]>`
    select distinct ruleset from assessment where known_until is null`;
  expect(rulesets.map(({ ruleset }) => ruleset)).toEqual([RULESET_VERSION]);
});

describe('entries, security and tiers', () => {
  const activity = (
    importerId: string,
    paidCents: number,
    over: Partial<ImportActivity> = {},
  ): ImportActivity => ({
    importerId,
    firstOn: '2020-05-01',
    lastOn: '2026-10-20',
    entries: 40,
    adcvdFirstOn: null,
    isAdcvdUnpaid: false,
    isAdcvdLate: false,
    months: [
      { month: '2026-11-01', entries: 1, lines: 1, paidCents: 99_999_999 },
      { month: '2026-10-01', entries: 9, lines: 20, paidCents },
      { month: '2025-11-01', entries: 9, lines: 20, paidCents },
      { month: '2025-10-01', entries: 9, lines: 20, paidCents: 99_999_999 },
    ],
    ...over,
  });
  const status = (brokerId: string, programme: string, value: string) => ({
    brokerId,
    programme,
    status: value,
    fromOn: '2020-01-01',
    untilOn: null,
  });
  beforeAll(async () => {
    await told(
      'import-activity',
      activity(AURORA, 25_000_000),
      activity(CASCADE, 25_000_050, { adcvdFirstOn: '2026-01-05', isAdcvdLate: true }),
    );
    await told(
      'broker-status',
      status(BEACON, 'LICENSE', 'ACTIVE'),
      status(BEACON, 'CTPAT', 'VALIDATED'),
      status(COMPASS, 'LICENSE', 'SUSPENDED'),
    );
  });

  test('the twelve months before the month count, and a cent over the band is the next', async () => {
    const fields = 'bondSufficiency(asOf: "2026-11-22") { required sufficient }';
    expect(await importer(cbp, AURORA, fields)).toMatchObject({ bondSufficiency: { required: '50000.00' } });
    expect(await importer(cbp, CASCADE, fields)).toMatchObject({ bondSufficiency: { required: '60000.00' } });
  });

  test('late antidumping duty makes a covered importer, and its tier is elevated', async () => {
    expect(
      await importer(
        fda,
        CASCADE,
        'coveredImporter { isCovered limbs excludedFromRiskBond } riskTier { tier because }',
      ),
    ).toEqual({
      coveredImporter: { isCovered: true, limbs: ['NOT_PAID_IN_TIME'], excludedFromRiskBond: null },
      riskTier: { tier: 'T3', because: 'A covered importer.' },
    });
  });

  test('an agency reads the tier; what it is made of, of records of all agencies, is for CBP', async () => {
    const fields = 'riskTier { tier score addends { name } }';
    expect(await importer(fda, CASCADE, fields)).toEqual({
      riskTier: { tier: 'T3', score: null, addends: null },
    });
    expect(await importer(cbp, CASCADE, fields)).toMatchObject({
      riskTier: {
        tier: 'T3',
        score: 0,
        addends: [{ name: 'COMPLIANCE' }, { name: 'ENFORCEMENT' }, { name: 'AUDIT' }],
      },
    });
  });

  const eligibility = (broker: string, type = '01') =>
    `entryEligibility(entryType: "${type}", brokerId: "${broker}", value: "900.00", on: "2026-11-02") { allowed deniedBy { rule } }`;
  test.each([
    ['through its own licensed broker', aurora, BEACON, []],
    ['through a broker whose licence is suspended', aurora, COMPASS, ['EF-006']],
    ['asked by its broker, of itself', beacon, BEACON, []],
    ['by an agency', cpsc, BEACON, []],
  ] as const)('may it be filed %s?', async (_case, viewer, broker, denied) => {
    const { entryEligibility } = (await importer(viewer, AURORA, eligibility(broker))) as unknown as {
      entryEligibility: { deniedBy: { rule: string }[] };
    };
    const rules = entryEligibility.deniedBy.map(({ rule }) => rule).filter((rule) => rule === 'EF-006');
    expect(rules).toEqual(denied);
  });

  test('who may not be told of CTPAT is not told by way of an entry that hangs on it', async () => {
    const deniedBy = async (viewer: Viewer) => {
      const answer = await importer(viewer, CASCADE, eligibility(BEACON));
      const { entryEligibility } = answer as unknown as {
        entryEligibility: { deniedBy: { rule: string }[] };
      };
      return entryEligibility.deniedBy.map(({ rule }) => rule);
    };
    const without = new Set([...fda.rules].filter((rule) => rule !== 'CTPAT_STATUS'));
    expect(await deniedBy({ ...fda, rules: new Set([...without, 'CTPAT_STATUS']) })).not.toContain('EF-004');
    expect(await deniedBy({ ...fda, rules: without })).toContain('EF-004');
    expect(await deniedBy({ ...cbp, rules: new Set() })).not.toContain('EF-004');
  });

  test.each(['standing(asOf: "2026-08-01")', 'importerNumberEligibility(asOf: "2027-08-01")'])(
    'to a platform the day cannot be chosen: %s',
    async (field) => {
      const consented = {
        ...bazaar,
        rules: new Set([...bazaar.rules, 'ENTRY_ELIGIBILITY', 'STANDING_REASONS']),
      };
      const answer = await importers.ask({
        viewer: consented as Viewer,
        document: `query ($id: ID!) { importer(id: $id) { ${field} { __typename } } }`,
        variables: { id: AURORA },
      });
      expect(answer.errors).toMatchObject([
        { message: expect.stringMatching(/^Unknown argument "asOf" on field/) },
      ]);
    },
  );

  test.each(['99', '1', 'one'])('entry type %s is none', async (type) => {
    const answer = await importers.ask({
      viewer: cbp,
      document: `query ($id: ID!) { importer(id: $id) { ${eligibility(BEACON, type)} } }`,
      variables: { id: AURORA },
    });
    expect(answer.errors?.[0]?.message).toMatch(
      /^entryType: expected an entry type of ACE CATAIR Appendix B/,
    );
  });

  test('the number of importers does not change the number of statements', async () => {
    const statements = async (ids: readonly string[]) => {
      const { statements: run } = await importers.ask({
        viewer: cbp,
        document: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Importer {
          standing { status reasons { rule via { id } } } standingHistory(first: 2) { nodes { status } } whyNot { rule }
          riskTier { tier } residency { residency } coveredImporter { isCovered } bondSufficiency { sufficient }
          importerNumberEligibility { allowed } ${eligibility(BEACON)} } } }`,
        variables: { of: ids.map((id) => ({ __typename: 'Importer', id })) },
      });
      return run;
    };
    const one = await statements([AURORA]);
    expect(await statements(EVERYONE)).toEqual(one);
    expect(one.length).toBeLessThanOrEqual(6);
  });
});
