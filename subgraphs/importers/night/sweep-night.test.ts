import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { array, constantFrom, integer, option, record, sample } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assessAllDue, aurora, cbp, fda, hear, importerOf, sample as sampleLines } from '../cast.ts';
import { findingConsumer } from '../consumers/finding.ts';
import { standingConsumers } from '../consumers/standing.ts';
import { inactiveNumber } from '../rules/number-usability.ts';
import { definition } from '../subgraph.ts';
import { sweepNight } from './sweep-night.ts';

const FIRST = Temporal.PlainDate.from('2026-11-01');
const DAYS = 60;
const IMPORTERS = 40;
const SEED = 4;

interface Passed {
  readonly importer: string;
  readonly kind: string;
  readonly record: string;
  readonly on: string;
}

let importers: DisposableSubgraph;
let sql: Sql;
beforeAll(async () => {
  importers = await disposableSubgraph(definition);
  sql = importers.sql;
});
afterAll(() => importers?.drop());

const dayOf = (days: number) => FIRST.add({ days });
const world = sample(
  record({
    status: constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'INACTIVE'),
    /** Days from the first until it has not been used for 366. */
    inactiveIn: option(integer({ min: -5, max: DAYS + 5 })),
    bondEndsIn: option(integer({ min: -5, max: DAYS + 5 })),
    certificationEndsIn: option(integer({ min: -5, max: DAYS + 5 })),
    listingEndsIn: option(integer({ min: -5, max: DAYS + 5 })),
    bills: array(
      record({ from: integer({ min: -30, max: DAYS }), days: option(integer({ min: 0, max: 30 })) }),
      {
        maxLength: 3,
      },
    ),
  }),
  { numRuns: IMPORTERS, seed: SEED },
);
const numberOf = (nth: number) => `07-${String(2_000_000 + nth).padStart(7, '0')}00`;

function line(feed: string, values: Readonly<Record<string, string>>): string {
  return (sampleLines(feed)[0] ?? '')
    .split(',')
    .map((column) => values[column] ?? '')
    .join(',');
}

async function fill(): Promise<void> {
  await sql.unsafe(`
    truncate finding, rule_looked_at, standing_due, assessment, assessment_input, registry_fact, night, passing,
      importer, importer_name, importer_disclosure, bond, listing, confidentiality_certification, identity_change, run, quarantine cascade`);
  const file = (feed: string, rows: readonly (Record<string, string> | null)[]) =>
    importers.feed(feed, [
      sampleLines(feed)[0] ?? '',
      ...rows.flatMap((row) => (row === null ? [] : line(feed, row))),
    ]);
  await file(
    'importers',
    world.map(({ status, inactiveIn }, nth) => ({
      number: numberOf(nth),
      name: `INVENTED ${nth}`,
      kind: 'LLC',
      mailing_lines: '1 Invented Way',
      mailing_city: 'Springfield',
      mailing_country: 'US',
      registry_status: status,
      last_used_on: inactiveIn === null ? '' : dayOf(inactiveIn - 366).toString(),
      year_organized: '2001',
      entries_per_year: '2',
    })),
  );
  await file(
    'bonds',
    world.map(({ bondEndsIn }, nth) => ({
      bond_number: `BOND-${nth}`,
      number: numberOf(nth),
      bond_type: 'CONTINUOUS',
      activity: '1',
      surety_code: '001',
      amount_usd: '50000.00',
      effective_on: '2024-01-01',
      terminated_on: bondEndsIn === null ? '' : dayOf(bondEndsIn).toString(),
    })),
  );
  await file(
    'confidentiality-certifications',
    world.map(({ certificationEndsIn }, nth) =>
      certificationEndsIn === null
        ? null
        : {
            certification: `CERT-${nth}`,
            number: numberOf(nth),
            received_on: dayOf(certificationEndsIn - 1)
              .subtract({ years: 2 })
              .toString(),
            names: `INVENTED ${nth}`,
          },
    ),
  );
  await file(
    'trusted-listings',
    world.map(({ listingEndsIn }, nth) =>
      listingEndsIn === null
        ? null
        : {
            number: numberOf(nth),
            programme: 'TRUSTED',
            name: `INVENTED ${nth}`,
            listed_on: '2024-01-01',
            until_on: dayOf(listingEndsIn - 1).toString(),
          },
    ),
  );
  const lookedAt = standingConsumers.find(({ topic }) => topic === 'rule-looked-at');
  if (lookedAt === undefined) throw new Error('nobody hears of rules');
  await hear(
    sql,
    lookedAt,
    ['GS-001', 'GS-003', 'GS-004'].map((rule) => ({ rule })),
  );
  await hear(sql, findingConsumer, bills());
  await assessAllDue(sql);
}

function bills(): readonly Finding[] {
  return world.flatMap((each, nth) =>
    each.bills.map(
      ({ from, days }, bill): Finding => ({
        key: `fnd_bill_${nth}_${bill}`,
        rule: 'GS-004',
        ruleVersion: 1,
        subject: importerOf(numberOf(nth)),
        effect: bill === 0 ? 'FAIL_NOT_GOOD' : 'WATCH',
        validFrom: dayOf(from).toString(),
        validUntil: days === null ? null : dayOf(from + days).toString(),
        evidence: [{ kind: 'BILL', record: `bil_${bill}`, observedOn: dayOf(from).toString() }],
        state: 'OPEN',
        statedAt: '2026-10-01T00:00:00Z',
      }),
    ),
  );
}

/** What the rules themselves say of each day and the day before. */
async function expected(): Promise<readonly Passed[]> {
  const spans = await sql<{ id: string; from: string; until: string | null; status: string }[]>`
    select importer_id as id, valid_from::text as "from", valid_until::text as until, status
    from assessment where known_until is null`;
  const ids = await sql<{ kind: string; importer: string; record: string }[]>`
    select 'BOND_ENDED' as kind, importer_id as importer, id as record from bond
    union all select 'CERTIFICATION_ENDED', importer_id, id from confidentiality_certification
    union all select 'LISTING_ENDED', importer_id, id from listing`;
  return world.flatMap((each, nth) => {
    const importer = importerOf(numberOf(nth));
    const owed = each.bills.map(({ from, days }) => [from, days === null ? Infinity : from + days] as const);
    const isInactive = (day: number) =>
      inactiveNumber.isInactiveOn(
        {
          registryStatus: each.status,
          lastUsedOn: each.inactiveIn === null ? null : dayOf(each.inactiveIn - 366),
          hasOutstanding: owed.some(([from, until]) => from <= day && day <= until),
        },
        dayOf(day),
      );
    const statusOn = (day: number) =>
      spans.find(
        ({ id, from, until }) =>
          id === importer &&
          from <= dayOf(day).toString() &&
          (until === null || dayOf(day).toString() <= until),
      )?.status;
    const recordOf = (kind: string) =>
      ids.find((row) => row.kind === kind && row.importer === importer)?.record ?? '';
    return Array.from({ length: DAYS }, (_day, at) => at + 1).flatMap((day): readonly Passed[] => {
      const passed = (kind: string, record = importer) => [
        { importer, kind, record, on: dayOf(day).toString() },
      ];
      return [
        ...(isInactive(day) && !isInactive(day - 1) ? passed('NUMBER_INACTIVE') : []),
        ...(each.bondEndsIn === day ? passed('BOND_ENDED', recordOf('BOND_ENDED')) : []),
        ...(each.certificationEndsIn === day
          ? passed('CERTIFICATION_ENDED', recordOf('CERTIFICATION_ENDED'))
          : []),
        ...(each.listingEndsIn === day ? passed('LISTING_ENDED', recordOf('LISTING_ENDED')) : []),
        ...(statusOn(day) === statusOn(day - 1) ? [] : passed('STANDING_CHANGED')),
      ];
    });
  });
}

const noted = () => sql<Passed[]>`
  select importer_id as importer, kind, record, passed_on::text as "on" from passing
  where passed_on > ${FIRST}`;
const sorted = (passed: readonly Passed[]) => passed.map((each) => JSON.stringify(each)).sort();
const at = (day: number) => Temporal.Instant.from(`${dayOf(day)}T00:10:00Z`);
const killed = new Error('killed');
/** A process that dies before it commits. */
const dying = {
  begin: (work: (tx: unknown) => Promise<unknown>) =>
    sql.begin(async (tx) => {
      await work(tx);
      throw killed;
    }),
} as unknown as Sql;

async function night(day: number, atATime: number, kills: boolean): Promise<void> {
  const { run } = sweepNight(atATime);
  do {
    if (kills) await expect(run({ sql: dying, now: at(day) })).rejects.toBe(killed);
  } while (await run({ sql, now: at(day) }));
}

describe('19 CFR 24.5(e), 103.31(d), 113.27: what passes with time is noted by the night', () => {
  beforeEach(fill);

  test.each([
    ['every night', Array.from({ length: DAYS + 1 }, (_day, nth) => nth), 1_000, false],
    ['three importers at a time, killed at every one', [0, 20, 40, DAYS], 3, true],
    ['now and then', [0, 1, 2, 30, 31, DAYS], 7, false],
    ['once, after all of it', [0, DAYS], 1_000, false],
    ['twice a night', [0, 0, 15, 15, DAYS, DAYS], 11, false],
  ] as const)('swept %s: exactly what the rules say', async (_how, nights, atATime, kills) => {
    for (const day of nights) await night(day, atATime, kills);
    const all = await expected();
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(5);
    expect(sorted(await noted())).toEqual(sorted(all));
  });

  test('a day that is over is not swept again', async () => {
    await night(10, 1_000, false);
    const before = await noted();
    await night(5, 1_000, false);
    expect(await noted()).toEqual(before);
    expect(await sql`select swept_on::text from night`).toEqual([{ swept_on: dayOf(10).toString() }]);
  });

  test('who was never assessed is, and who was assessed under another ruleset', async () => {
    await sql`delete from assessment where importer_id in (${importerOf(numberOf(0))}, ${importerOf(numberOf(1))})`;
    await sql`update assessment set ruleset = 'GS-of-before' where importer_id = ${importerOf(numberOf(2))}`;
    await night(0, 1_000, false);
    const [held] = await sql<{ due: number }[]>`select due::int from night`;
    expect(held).toEqual({ due: 3 });
    expect(await assessAllDue(sql)).toBe(3);
    expect(
      await sql`select from assessment where known_until is null and ruleset = 'GS-of-before'`,
    ).toHaveLength(0);
  });

  test('of two at once one sweeps, and nothing is noted twice', async () => {
    await night(0, 1_000, false);
    const { run } = sweepNight(5);
    const both = async () => {
      while (await run({ sql, now: at(DAYS) })) {}
    };
    await Promise.all([both(), both()]);
    await both();
    expect(sorted(await noted())).toEqual(sorted(await expected()));
  });

  test('CBP reads the night and what it noted, page by page; others not', async () => {
    await night(0, 1_000, false);
    await night(DAYS, 1_000, false);
    const on = dayOf(DAYS).toString();
    const { data } = await importers.ask({
      viewer: cbp,
      document: `{ night { on since importers due passed { kind count } } }`,
    });
    const all = await expected();
    const count = (kind: string) => all.filter((each) => each.kind === kind).length;
    expect(data?.night).toEqual({
      on,
      since: FIRST.toString(),
      importers: IMPORTERS,
      due: 0,
      passed: [...new Set(all.map(({ kind }) => kind))].sort().map((kind) => ({ kind, count: count(kind) })),
    });
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const answer = await importers.ask({
        viewer: cbp,
        document: `query ($on: Date!, $after: String) { passings(on: $on, first: 9, after: $after) {
          nodes { kind on record was becomes importer { id } } pageInfo { hasNextPage endCursor } } }`,
        variables: { on, after },
      });
      const { nodes, pageInfo } = answer.data?.passings as {
        nodes: { kind: string; on: string; record: string; was: string | null; importer: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      paged.push(
        ...nodes.map(({ importer: { id }, kind, record: of, on: day, was }) => {
          expect(was !== null).toBe(kind === 'STANDING_CHANGED');
          return JSON.stringify({ importer: id, kind, record: of, on: day });
        }),
      );
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(paged.sort()).toEqual(sorted(all));
    for (const viewer of [fda, aurora]) {
      const answer = await importers.ask({
        viewer,
        document: `{ night { on } passings(on: "${on}") { nodes { record } } }`,
      });
      expect(answer.data).toEqual({ night: null, passings: null });
    }
  });
});
