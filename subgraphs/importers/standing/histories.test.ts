import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { array, boolean, constantFrom, integer, record, sample, tuple, uniqueArray } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessAllDue, hear } from '../cast.ts';
import { findingConsumer } from '../consumers/finding.ts';
import { sweepNight } from '../night/sweep-night.ts';
import { definition } from '../subgraph.ts';
import { assess } from './assess.ts';
import { canonical, digestOf, type StandingInputs } from './inputs.ts';
import { reassessDue } from './reassess.ts';

/** A few hundred in every run; `GS_HISTORIES=10000` for all. */
const HISTORIES = Number(process.env.GS_HISTORIES ?? 200);
const SEED = 4;
const ITEMS_A_MESSAGE = Math.max(100, HISTORIES / 4);

let importers: DisposableSubgraph;
let sql: Sql;
beforeAll(async () => {
  importers = await disposableSubgraph(definition);
  sql = importers.sql;
});
afterAll(() => importers?.drop());

type Said = Omit<Finding, 'key' | 'subject'> & { readonly nth: number };

const day = integer({ min: 0, max: 900 }).map((days) =>
  Temporal.PlainDate.from('2025-06-01').add({ days }).toString(),
);
const statement = record({
  nth: integer({ min: 0, max: 2 }),
  rule: constantFrom('GS-001', 'GS-002', 'GS-003', 'GS-004', 'GS-015', 'GS-777'),
  ruleVersion: integer({ min: 1, max: 2 }),
  effect: constantFrom('FAIL_INELIGIBLE', 'FAIL_NOT_GOOD', 'WATCH', 'UNKNOWN'),
  days: tuple(day, day).map(([one, other]) => (one < other ? [one, other] : [other, one])),
  isOpen: boolean(),
  state: constantFrom('OPEN', 'OPEN', 'CLOSED', 'WITHDRAWN'),
  at: integer({ min: 0, max: 100_000 }),
}).map(
  ({ days: [from = '', until = ''], isOpen, at, ...rest }): Said => ({
    ...rest,
    validFrom: from,
    validUntil: isOpen ? null : until,
    evidence: [{ kind: 'EXCLUSION', record: 'exc_invented', observedOn: from }],
    statedAt: Temporal.Instant.from('2026-01-01T00:00:00Z').add({ seconds: at }).toString(),
  }),
);
/** What was said of one importer: of one finding no two statements are of one instant. */
const history = uniqueArray(statement, {
  minLength: 1,
  maxLength: 9,
  selector: ({ nth, statedAt }) => `${nth} ${statedAt}`,
});
/** Said again, and in what order. */
const arrival = tuple(
  array(integer({ min: 0, max: 8 }), { maxLength: 4 }),
  array(integer(), { minLength: 13, maxLength: 13 }),
);

function saidOf(subject: string, history: readonly Said[]): readonly Finding[] {
  return history.map(({ nth, ...said }) => ({ ...said, key: `fnd_${subject}_${nth}`, subject }));
}

function arriving(
  statements: readonly Finding[],
  [again, order]: readonly [readonly number[], readonly number[]],
) {
  const all = [...statements, ...again.flatMap((nth) => statements[nth] ?? [])];
  return all
    .map((each, nth) => [order[nth] ?? 0, each] as const)
    .sort(([one], [other]) => one - other)
    .map(([, each]) => each);
}

/** What was known at an instant, as it was then. */
interface Snapshot {
  readonly at: string;
  readonly digest: string | null;
}
const snapshots: Snapshot[] = [];

/** Each history is told of two importers: of one as it was said, of the other late, twice and out of turn, with all that can come between. */
async function tellAll(histories: readonly (readonly Said[])[]): Promise<void> {
  const arrivals = sample(arrival, { numRuns: histories.length, seed: SEED });
  const inOrder = histories.flatMap((said, nth) =>
    [...saidOf(`imp_a${nth}`, said)].sort((one, other) =>
      (one.statedAt ?? '') < (other.statedAt ?? '') ? -1 : 1,
    ),
  );
  const outOfOrder = histories.flatMap((said, nth) =>
    arriving(saidOf(`imp_b${nth}`, said), arrivals[nth] ?? [[], []]),
  );
  for (const [told, isDisturbed] of [
    [inOrder, false],
    [outOfOrder, true],
  ] as const) {
    for (let from = 0; from < told.length; from += ITEMS_A_MESSAGE) {
      const message = told.slice(from, from + ITEMS_A_MESSAGE);
      await hear(sql, findingConsumer, message);
      if (isDisturbed) await disturb(from / ITEMS_A_MESSAGE);
    }
    await assessAllDue(sql);
  }
  await note();
}

/** An assessment, one that is killed, a night that is killed and swept again: what comes next, in turn. */
async function disturb(nth: number): Promise<void> {
  const killed = new Error('killed');
  const dying = (work: (tx: TransactionSql) => Promise<unknown>) =>
    expect(
      sql.begin(async (tx) => {
        await work(tx);
        throw killed;
      }),
    ).rejects.toBe(killed);
  if (nth % 3 === 0) await assessAllDue(sql);
  else if (nth % 3 === 1) await dying((tx) => reassessDue(tx, 50));
  else {
    const now = Temporal.Instant.from('2026-06-01T00:10:00Z').add({ hours: 24 * nth });
    const { run } = sweepNight(50);
    await dying((tx) => run({ sql: { begin: (work: Work) => work(tx) } as unknown as Sql, now }));
    while (await run({ sql, now })) {}
    await sql.begin((tx) => reassessDue(tx, 50));
  }
  await note();
}
type Work = (tx: TransactionSql) => Promise<unknown>;

const digestOfKnown = (where: string) => `
  select md5(string_agg(to_jsonb(a)::text, ' ' order by importer_id, valid_from)) as digest
  from (
    select importer_id, valid_from, valid_until, status, since_on, reasons, ruleset, digest
    from assessment
    where ${where}
  ) a`;
const KNOWN_NOW = digestOfKnown('known_until is null');
const KNOWN_AT = digestOfKnown(
  'known_from <= $1::timestamptz and (known_until is null or known_until > $1::timestamptz)',
);

async function note(): Promise<void> {
  const [known] = await sql.unsafe<{ digest: string | null }[]>(KNOWN_NOW);
  const [clock] = await sql.unsafe<{ at: string }[]>('select clock_timestamp()::text as at');
  snapshots.push({ at: clock?.at ?? '', digest: known?.digest ?? null });
}

/** All that is known of an importer now, without its name. */
const KNOWN = `
  select importer_id as id, jsonb_agg(jsonb_build_array(valid_from, valid_until, status, since_on, reasons) order by valid_from)::text as spans
  from assessment
  where known_until is null
  group by 1`;

describe(`${HISTORIES} histories of findings, in any order of arrival, late, twice and restated`, () => {
  const histories = sample(history, { numRuns: HISTORIES, seed: SEED });
  beforeAll(() => tellAll(histories), 600_000);

  test('end in the same assessments', async () => {
    const known = new Map(
      (await sql.unsafe<{ id: string; spans: string }[]>(KNOWN)).map(({ id, spans }) => [id, spans]),
    );
    const differ = histories.flatMap((_said, nth) =>
      known.get(`imp_a${nth}`) === known.get(`imp_b${nth}`) ? [] : [nth],
    );
    expect(differ).toEqual([]);
    expect(known.size).toBe(2 * HISTORIES);
    expect(new Set(known.values()).size).toBeGreaterThan(HISTORIES / 2);
  });

  test('what was known at an instant is known of it ever after, however late what corrects it comes', async () => {
    const now = [];
    for (const { at } of snapshots) {
      const [known] = await sql.unsafe<{ digest: string | null }[]>(KNOWN_AT, [at]);
      now.push({ at, digest: known?.digest ?? null });
    }
    expect(now).toEqual(snapshots);
    expect(new Set(snapshots.map(({ digest }) => digest)).size).toBeGreaterThan(3);
  });

  test('what is known at any instant is one assessment for each day', async () => {
    const [overlapping] = await sql<{ count: number }[]>`
      select count(*)::int as count
      from assessment one
      join assessment other on other.importer_id = one.importer_id
        and (other.valid_from, other.known_from) > (one.valid_from, one.known_from)
        and daterange(one.valid_from, one.valid_until, '[]') && daterange(other.valid_from, other.valid_until, '[]')
        and tstzrange(one.known_from, one.known_until) && tstzrange(other.known_from, other.known_until)`;
    expect(overlapping?.count).toBe(0);
  });

  test('assessed again from its inputs, each assessment ever made gives the same bytes', async () => {
    const made = await sql<{ inputs: string; digest: string; spans: string; again: string }[]>`
      select i.inputs, i.digest,
        jsonb_agg(jsonb_build_object(
          'from', a.valid_from, 'until', a.valid_until, 'status', a.status, 'since', a.since_on, 'reasons', a.reasons)
          order by a.valid_from)::text as spans
      from assessment a
      join assessment_input i using (digest)
      group by i.inputs, i.digest, a.importer_id, a.known_from
      limit 2000`;
    const again = await sql<{ spans: string }[]>`
      select spans::text
      from jsonb_array_elements(${JSON.stringify(made.map(({ inputs }) => assess(read(inputs))))}::text::jsonb) as item (spans)`;
    expect(again.map(({ spans }) => spans)).toEqual(made.map(({ spans }) => spans));
    expect(made.filter(({ inputs, digest }) => digestOf(canonical(read(inputs))) !== digest)).toEqual([]);
    expect(made.length).toBeGreaterThanOrEqual(Math.min(2_000, HISTORIES));
  });

  test('said once more, nothing is known anew', async () => {
    const count = () => sql<{ count: number }[]>`select count(*)::int as count from assessment`;
    const before = await count();
    await hear(sql, findingConsumer, saidOf('imp_a0', histories[0] ?? []));
    expect(await assessAllDue(sql)).toBe(1);
    expect(await count()).toEqual(before);
  });
});

function read(text: string): StandingInputs {
  return JSON.parse(text) as StandingInputs;
}
