import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { SimulateRulesetQuery } from '@good-standing/schema/operations/cbp/operations.generated.ts';
import { SimulateRulesetDocument } from '@good-standing/schema/operations/cbp/operations.generated.ts';
import { integer, record, sample, subarray, tuple } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIZE, type TestHouse, testHouse } from '../world/house.ts';
import { ask } from '../world/typed.ts';

type Simulation = NonNullable<SimulateRulesetQuery['simulateRuleset']>;
type Supposed = Readonly<Record<string, number>>;

/** Each with a registry of its own under other numbers; `GS_WHAT_IFS=50` for more. */
const RUNS = Number(process.env.GS_WHAT_IFS ?? 1);
const WORLD = { ...SIZE, importers: 150, entries: 1_500 };
const SLOW = { timeout: 600_000 };

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse(WORLD);
}, 120_000);
afterAll(() => house?.close());

const asCbp = { as: 'cbp' } as const;
const listed = (parameters: Supposed) => Object.entries(parameters).map(([name, value]) => ({ name, value }));

/** Until it is over, as a client would. */
async function simulated(parameters: Supposed, shown = 50): Promise<Simulation> {
  for (;;) {
    const { data, errors } = await ask(house, asCbp, SimulateRulesetDocument, {
      parameters: listed(parameters),
      sample: shown,
    });
    expect(errors).toEqual([]);
    if (data.simulateRuleset === null) throw new Error('CBP was told nothing');
    expect(data.simulateRuleset.state).not.toBe('FAILED');
    if (data.simulateRuleset.state === 'DONE') return data.simulateRuleset;
  }
}

/** Status and tier of everyone, as the engine itself has them. */
async function judged(of: TestHouse): Promise<ReadonlyMap<string, { status: string; tier: string }>> {
  const { data, errors } = await of.ask({
    ...asCbp,
    query: '{ importers(first: 200) { nodes { id standing { status } riskTier { tier } } } }',
  });
  expect(errors).toEqual([]);
  const { importers } = data as {
    importers: { nodes: { id: string; standing: { status: string }; riskTier: { tier: string } }[] };
  };
  return new Map(
    importers.nodes.map(({ id, standing, riskTier }) => [
      id,
      { status: standing.status, tier: riskTier.tier },
    ]),
  );
}

/** The same files in another house, with these numbers in force from the first. */
async function judgedUnder(parameters: Supposed) {
  const all: Readonly<Record<string, { readonly values: readonly { value: number | null }[] }>> =
    STANDING_PARAMETERS;
  const dated = Object.entries(parameters).flatMap(([name, value]) =>
    (all[name]?.values ?? []).map((each) => ({ each, value, before: each.value })),
  );
  for (const { each, value } of dated) each.value = value;
  try {
    const other = await testHouse(WORLD);
    try {
      return await judged(other);
    } finally {
      await other.close();
    }
  } finally {
    for (const { each, before } of dated) each.value = before;
  }
}

function moves(
  before: ReadonlyMap<string, { status: string; tier: string }>,
  after: ReadonlyMap<string, { status: string; tier: string }>,
  of: 'status' | 'tier',
) {
  const counted: Record<string, readonly string[]> = {};
  for (const [id, held] of before) {
    const then = after.get(id)?.[of];
    if (then === held[of]) continue;
    const move = `${held[of]} > ${then}`;
    counted[move] = [...(counted[move] ?? []), id].sort();
  }
  return counted;
}

const shown = (changes: Simulation['statusChanges'] | Simulation['tierChanges']) =>
  Object.fromEntries(
    changes.map(({ from, to, sample: some }) => [`${from} > ${to}`, some.map(({ id }) => id).sort()]),
  );

const number = {
  liabilityGraceDays: integer({ min: 0, max: 400 }),
  liabilityLeastCents: integer({ min: 0, max: 5_000_000 }),
  seizureWatchMonths: integer({ min: 1, max: 60 }),
  penaltyLookBackMonths: integer({ min: 1, max: 120 }),
  gravePenalties: integer({ min: 1, max: 4 }),
  anyPenalties: integer({ min: 1, max: 4 }),
  tradeFraudMonths: integer({ min: 1, max: 120 }),
  auditMonths: integer({ min: 1, max: 120 }),
  affiliateControlPercent: integer({ min: 20, max: 100 }),
  affiliateWatchPercent: integer({ min: 0, max: 20 }),
  dataCureDays: integer({ min: 0, max: 400 }),
  bondCureDays: integer({ min: 0, max: 400 }),
  elevatedScore: integer({ min: 1, max: 40 }),
  highScore: integer({ min: 40, max: 100 }),
  newImporterEntries: integer({ min: 0, max: 50 }),
  enforcementWeight: integer({ min: 0, max: 100 }),
};
const names = Object.keys(number) as (keyof typeof number)[];
const suppositions = tuple(subarray(names, { minLength: 3, maxLength: 8 }), record(number)).map(
  ([chosen, values]): Supposed => Object.fromEntries(chosen.map((name) => [name, values[name]])),
);

describe('what if a parameter had another value (EO 14411 § 2(d), (e))', () => {
  const everything: Supposed = {
    liabilityGraceDays: 0,
    liabilityLeastCents: 0,
    anyPenalties: 1,
    elevatedScore: 1,
  };
  test.each([everything, ...sample(suppositions, { numRuns: RUNS, seed: 4 })])(
    'it says what the engine itself would assess: %o',
    SLOW,
    async (parameters) => {
      const before = await judged(house);
      const simulation = await simulated(parameters);
      const after = await judgedUnder(parameters);
      expect(after.size).toBe(WORLD.importers);
      expect(shown(simulation.statusChanges)).toEqual(moves(before, after, 'status'));
      expect(shown(simulation.tierChanges)).toEqual(moves(before, after, 'tier'));
      expect(simulation.assessed).toBeGreaterThanOrEqual(WORLD.importers);
      if (parameters === everything) expect(simulation.statusChanges.length).toBeGreaterThan(0);
    },
  );

  test('each change says how many, by which rule, and shows some of them', async () => {
    const { statusChanges, parameters, changed } = await simulated(everything, 1);
    expect(parameters).toContainEqual({ name: 'liabilityGraceDays', unit: 'days', value: 30, supposed: 0 });
    expect(changed).toBeGreaterThan(0);
    for (const { importers, rules, sample: some } of statusChanges) {
      expect(some).toHaveLength(1);
      expect(rules.length).toBeGreaterThan(0);
      expect(Math.max(...rules.map((each) => each.importers))).toBeLessThanOrEqual(importers);
    }
    expect(statusChanges.flatMap(({ rules }) => rules.map(({ rule }) => rule))).toContain('GS-012');
  });

  test('the values that are in force change nothing', async () => {
    expect(await simulated({ liabilityGraceDays: 30, bondCureDays: 30, highScore: 70 })).toMatchObject({
      changed: 0,
      statusChanges: [],
      tierChanges: [],
    });
  });

  test('nothing is changed by it, and nothing of it is left', async () => {
    const held = () =>
      house.admin.unsafe(`
        select
          (select md5(string_agg(a::text, ' ' order by a::text)) from importers.assessment a) as assessments,
          (select md5(string_agg(f::text, ' ' order by f::text)) from importers.finding f) as findings,
          (select count(*)::int from importers.standing_due) as due,
          (select count(*)::int from importers.supposition) + (select count(*)::int from importers.supposed_finding) as supposed`);
    const before = await held();
    await simulated({ liabilityGraceDays: 1, affiliateWatchPercent: 0 });
    expect(await held()).toEqual(before);
    expect(before).toMatchObject([{ due: 0, supposed: 0 }]);
  });
});

describe('what may be supposed', () => {
  test.each([
    [[], 'parameters: expected 1 to 20 parameters, got 0'],
    [[['grace', 1]], 'parameters.0.name: expected a parameter of standingRuleset'],
    [[['toString', 1]], 'parameters.0.name: expected a parameter of standingRuleset'],
    [[['noticeDays', 1]], 'parameters.0.name: neither standing nor tier rests on noticeDays'],
    [
      [
        ['liabilityGraceDays', 1],
        ['liabilityGraceDays', 2],
      ],
      'parameters.1.name: liabilityGraceDays is given twice',
    ],
    [
      [['liabilityGraceDays', -1]],
      'parameters.0.value: expected a whole number of days from 0 to 3650, got -1',
    ],
    [
      [['affiliateControlPercent', 100.5]],
      'parameters.0.value: expected a whole number of percent from 0 to 100, got 100.5',
    ],
    [[['anyPenalties', 0]], 'parameters.0.value: expected a whole number of penalties from 1 to 1000, got 0'],
    [[['elevatedScore', 90]], 'parameters: expected elevatedScore below highScore, got 90 and 70'],
    [
      [['worstViolationsPerMille', 1]],
      'parameters: expected peerViolationsPerMille below worstViolationsPerMille, got 1 and 1',
    ],
  ] as const)('%o is refused', async (parameters, message) => {
    const { errors } = await ask(house, asCbp, SimulateRulesetDocument, {
      parameters: parameters.map(([name, value]) => ({ name, value })),
    });
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('one at a time for the registry, whichever process was asked', async () => {
    const variables = { parameters: listed({ anyPenalties: 7 }) };
    const refused = await house.admin.begin(async (elsewhere) => {
      await elsewhere`select pg_advisory_xact_lock(hashtextextended('a simulation of the ruleset', 0))`;
      return ask(house, asCbp, SimulateRulesetDocument, variables);
    });
    expect(refused.errors).toMatchObject([
      {
        message: 'Another simulation is under way: ask again when it is over.',
        extensions: { code: 'CONFLICT' },
      },
    ]);
    expect(await simulated({ anyPenalties: 7 })).toMatchObject({ state: 'DONE' });
  });

  test('no more importers are shown than fifty', async () => {
    const { errors } = await ask(house, asCbp, SimulateRulesetDocument, {
      parameters: [{ name: 'highScore', value: 80 }],
      sample: 51,
    });
    expect(errors).toMatchObject([{ message: 'sample: expected 0 to 50, got 51' }]);
  });

  test.each(['pga', 'importer', 'broker', 'platform', undefined] as const)('%s may not ask', async (as) => {
    const { status, errors } = await house.ask({
      ...(as === undefined ? {} : { as }),
      query: '{ simulateRuleset(parameters: [{ name: "highScore", value: 80 }]) { changed } }',
    });
    expect(status).toBe(400);
    expect(errors.map(({ extensions }) => extensions?.code)).toContain('GRAPHQL_VALIDATION_FAILED');
  });
});
