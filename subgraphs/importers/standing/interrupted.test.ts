import { consumer } from '@good-standing/kernel/findings/consumer.ts';
import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { array, assert, asyncProperty, constantFrom, integer, record, shuffledSubarray } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AURORA, assessAllDue, BOREALIS, CASCADE, importerOf, sample } from '../cast.ts';
import { findingConsumer } from '../consumers/finding.ts';
import { standingConsumers } from '../consumers/standing.ts';
import { definition } from '../subgraph.ts';
import { reassessDue } from './reassess.ts';

/** Each with its own interruptions; `GS_INTERRUPTIONS=500` for more. */
const RUNS = Number(process.env.GS_INTERRUPTIONS ?? 12);
const STRANGER = importerOf('07-999999900');
const SUBJECTS = [AURORA, BOREALIS, CASCADE, STRANGER];

let importers: DisposableSubgraph;
let sql: Sql;
beforeAll(async () => {
  importers = await disposableSubgraph(definition);
  sql = importers.sql;
});
afterAll(() => importers?.drop());
beforeEach(() => emptied());

async function emptied(): Promise<void> {
  await sql.unsafe(`
    truncate finding, rule_looked_at, standing_due, assessment, assessment_input, registry_fact,
      importer, importer_name, importer_disclosure, bond, listing, identity_change, run, quarantine cascade`);
}

function violation(subject: string, day = '2026-07-01'): Finding {
  return {
    key: `fnd_${subject}_${day}`,
    rule: 'GS-003',
    ruleVersion: 1,
    subject,
    effect: 'FAIL_NOT_GOOD',
    validFrom: day,
    validUntil: null,
    evidence: [{ kind: 'VIOLATION', record: 'vio_invented', observedOn: day }],
    state: 'OPEN',
    statedAt: `${day}T10:00:00Z`,
  };
}

const consumers = [findingConsumer, ...standingConsumers];
const heard = (topic: string, items: readonly object[]) => async (tx: TransactionSql) => {
  const { apply } = consumers.find((each) => each.topic === topic) ?? consumer('finding', async () => {});
  await apply(tx, items as readonly never[]);
};
const looked = heard('rule-looked-at', [{ rule: 'GS-001' }, { rule: 'GS-003' }, { rule: 'GS-004' }]);

/** The change is made, and before it is committed the rest happens. */
async function meanwhile(
  change: (tx: TransactionSql) => Promise<void>,
  rest: () => Promise<unknown>,
  ends: 'COMMITTED' | 'KILLED' = 'COMMITTED',
): Promise<void> {
  const killed = new Error('killed');
  await sql
    .begin(async (tx) => {
      await change(tx);
      await rest();
      if (ends === 'KILLED') throw killed;
    })
    .catch((error: unknown) => {
      if (error !== killed) throw error;
    });
  if (ends === 'KILLED') await sql.begin(change);
}

/** Status on a day of those asked. */
async function statuses(...ids: readonly string[]): Promise<readonly (string | undefined)[]> {
  const rows = await sql<{ id: string; status: string }[]>`
    select importer_id as id, status from assessment
    where known_until is null and daterange(valid_from, valid_until, '[]') @> '2026-11-02'::date`;
  const held = new Map(rows.map(({ id, status }) => [id, status]));
  return ids.map((id) => held.get(id));
}

const header = () => sample('importer-disclosures')[0] ?? '';
const controls = (declarer: string, related: string) =>
  `${declarer},AFFILIATE,INVENTED GROUP,${related},US,100,CONTROL,,,2024-01-01,,`;

describe('what is not committed while an assessment is made is assessed after it is', () => {
  test('a finding on an importer that was due already', async () => {
    await importers.feed('importers', sample('importers'));
    await sql.begin(looked);
    await meanwhile(heard('finding', [violation(AURORA)]), () => assessAllDue(sql));
    await assessAllDue(sql);
    expect(await statuses(AURORA, BOREALIS)).toEqual(['NOT_GOOD', 'GOOD']);
  });

  test('a rule looked at, while everyone was due already', async () => {
    await importers.feed('importers', sample('importers'));
    await meanwhile(looked, () => assessAllDue(sql));
    await assessAllDue(sql);
    expect(await statuses(AURORA, BOREALIS)).toEqual(['GOOD', 'GOOD']);
  });

  test('a finding on an affiliate, while the affiliation was received and assessed', async () => {
    await importers.feed('importers', sample('importers'));
    await sql.begin(looked);
    await assessAllDue(sql);
    await meanwhile(heard('finding', [violation(CASCADE)]), async () => {
      await importers.feed('importer-disclosures', [header(), controls('07-000000100', '07-000000300')]);
      await assessAllDue(sql);
    });
    await assessAllDue(sql);
    expect(await statuses(AURORA, CASCADE)).toEqual(['NOT_GOOD', 'NOT_GOOD']);
  });

  test('an assessment that is killed is made again', async () => {
    await importers.feed('importers', sample('importers'));
    await sql.begin(looked);
    await meanwhile(
      async (tx) => void (await reassessDue(tx)),
      async () => undefined,
      'KILLED',
    );
    await assessAllDue(sql);
    expect(await statuses(AURORA)).toEqual(['GOOD']);
  });
});

describe('whom a change concerns', () => {
  test('of a common controller that another joins, those who were there', async () => {
    await importers.feed('importers', sample('importers'));
    await sql.begin(looked);
    await importers.feed('importer-disclosures', [header(), controls('07-000000200', '07-000000100')]);
    await sql.begin(heard('finding', [violation(CASCADE)]));
    await assessAllDue(sql);
    expect(await statuses(AURORA)).toEqual(['GOOD']);
    await importers.feed('importer-disclosures', [
      header(),
      controls('07-000000200', '07-000000100'),
      controls('07-000000200', '07-000000300'),
    ]);
    await assessAllDue(sql);
    expect(await statuses(AURORA)).toEqual(['NOT_GOOD']);
  });

  test('of a rule looked at, also who is not in the registry', async () => {
    await sql.begin(heard('finding', [violation(STRANGER)]));
    await assessAllDue(sql);
    await sql.begin(looked);
    expect(await assessAllDue(sql)).toBe(1);
  });
});

/** All that is known now, but for when it came to be known. */
const KNOWN = `
  select importer_id as id, jsonb_agg(jsonb_build_array(valid_from, valid_until, status, since_on, reasons, digest) order by valid_from)::text as spans
  from assessment
  where known_until is null
  group by 1
  order by 1`;

describe('interrupted anywhere', () => {
  const feeds = {
    importers: () => importers.feed('importers', sample('importers')),
    disclosures: () =>
      importers.feed('importer-disclosures', [
        ...sample('importer-disclosures'),
        controls('07-000000200', '07-000000100'),
        controls('07-000000200', '07-000000300'),
      ]),
    bonds: () => importers.feed('bonds', sample('bonds')),
  };
  const messages = [
    looked,
    heard('finding', [violation(CASCADE), violation(STRANGER)]),
    heard('finding', [violation(AURORA, '2026-08-01')]),
    heard('finding', [
      { ...violation(AURORA, '2026-08-01'), validUntil: '2026-09-30', statedAt: '2026-10-01T00:00:00Z' },
    ]),
    heard('finding', [{ ...violation(CASCADE), state: 'WITHDRAWN', statedAt: '2026-10-02T00:00:00Z' }]),
  ];
  const inTurn = Object.keys(feeds) as (keyof typeof feeds)[];
  let undisturbed: readonly object[] = [];
  beforeAll(async () => {
    await emptied();
    for (const feed of inTurn) await feeds[feed]();
    for (const message of messages) await sql.begin(message);
    await assessAllDue(sql);
    undisturbed = await sql.unsafe(KNOWN);
    expect(undisturbed.length).toBeGreaterThan(SUBJECTS.length);
  });

  const step = record({
    /** How many are assessed while the change is under way, and how many at a time. */
    assessments: integer({ min: 0, max: 3 }),
    atATime: integer({ min: 1, max: 4 }),
    ends: constantFrom('COMMITTED' as const, 'KILLED' as const),
    /** A feed is received while the message is heard. */
    isBeside: constantFrom(true, false),
  });
  const run = record({
    feeds: shuffledSubarray(inTurn, { minLength: inTurn.length }),
    messages: shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
    steps: array(step, { minLength: 5, maxLength: 5 }),
  });

  test(`${RUNS} loads end in the assessments of one that was left alone`, { timeout: 600_000 }, async () => {
    await assert(
      asyncProperty(run, async ({ feeds: order, messages: told, steps }) => {
        await emptied();
        const coming = [...order];
        for (const [nth, { assessments, atATime, ends, isBeside }] of steps.entries()) {
          const message = messages[told[nth] ?? 0] ?? looked;
          await meanwhile(
            message,
            async () => {
              for (let done = 0; done < assessments; done += 1)
                await sql.begin((tx) => reassessDue(tx, atATime));
              const next = isBeside ? coming.shift() : undefined;
              if (next !== undefined) await feeds[next]();
              await sql.begin((tx) => reassessDue(tx, atATime));
            },
            ends,
          );
        }
        for (const feed of coming) await feeds[feed]();
        await assessAllDue(sql);
        expect(await sql.unsafe(KNOWN)).toEqual(undisturbed);
      }),
      { numRuns: RUNS, seed: 4, endOnFailure: true },
    );
  });
});
