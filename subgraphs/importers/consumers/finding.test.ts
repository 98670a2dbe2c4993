import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASCADE, hear } from '../cast.ts';
import { definition } from '../subgraph.ts';
import { findingConsumer } from './finding.ts';

let importers: DisposableSubgraph;
let keys = 0;

beforeAll(async () => {
  importers = await disposableSubgraph(definition);
});
afterAll(() => importers?.drop());

function aFinding(): Finding {
  keys += 1;
  return {
    key: `fnd_invented_${keys}`,
    rule: 'GS-001',
    ruleVersion: 1,
    subject: CASCADE,
    effect: 'FAIL_INELIGIBLE',
    validFrom: '2026-03-01',
    validUntil: null,
    evidence: [{ kind: 'EXCLUSION', record: 'exc_invented', observedOn: '2026-03-02' }],
    state: 'OPEN',
    statedAt: '2026-03-02T10:00:00Z',
  };
}

const closedLater = { state: 'CLOSED', validUntil: '2026-06-30', statedAt: '2026-07-01T10:00:00Z' } as const;

/** Each statement in a message of its own. */
async function told(
  ...statements: readonly Finding[]
): Promise<readonly { state: string; isKnown: boolean }[]> {
  for (const statement of statements) await hear(importers.sql, findingConsumer, [statement]);
  return importers.sql<{ state: string; isKnown: boolean }[]>`
    select state, known_until is null as "isKnown"
    from finding
    where key = ${statements[0]?.key ?? ''}
    order by known_from`;
}

describe('findings, when it was so and when it was known', () => {
  test('a restatement ends the earlier knowledge and loses nothing of it', async () => {
    const open = aFinding();
    expect(await told(open, { ...open, ...closedLater })).toEqual([
      { state: 'OPEN', isKnown: false },
      { state: 'CLOSED', isKnown: true },
    ]);
  });

  test('said twice is known once', async () => {
    const open = aFinding();
    expect(await told(open, open, { ...open, statedAt: '2026-04-01T00:00:00Z' })).toEqual([
      { state: 'OPEN', isKnown: true },
    ]);
  });

  test('a statement that came late changes nothing', async () => {
    const open = aFinding();
    expect(await told({ ...open, ...closedLater }, open)).toEqual([{ state: 'CLOSED', isKnown: true }]);
  });

  test('a late one is late also against what was only said again', async () => {
    const open = aFinding();
    const again = { ...open, statedAt: '2026-08-01T00:00:00Z' };
    expect(await told(open, again, { ...open, ...closedLater })).toEqual([{ state: 'OPEN', isKnown: true }]);
  });

  test('an older version of the rule does not speak against a newer one', async () => {
    const open = aFinding();
    const older = { ...open, ...closedLater, ruleVersion: 1 };
    expect(await told({ ...open, ruleVersion: 2 }, older)).toEqual([{ state: 'OPEN', isKnown: true }]);
  });

  test('where no instant is given the order of arrival decides', async () => {
    const { statedAt: _open, ...open } = aFinding();
    const { statedAt: _closed, ...closed } = { ...open, ...closedLater };
    expect(await told(open, closed, open)).toEqual([
      { state: 'OPEN', isKnown: false },
      { state: 'CLOSED', isKnown: false },
      { state: 'OPEN', isKnown: true },
    ]);
  });

  test('of two statements in one message the later holds', async () => {
    const open = aFinding();
    await hear(importers.sql, findingConsumer, [{ ...open, ...closedLater }, open]);
    expect(await told(open)).toEqual([{ state: 'CLOSED', isKnown: true }]);
  });

  test('two things cannot be known of one finding at a time', async () => {
    const open = aFinding();
    await told(open);
    await expect(
      importers.sql`insert into finding select (f).* from (
        select f from finding f where key = ${open.key}
      ) s cross join lateral (select (s.f).*) as f`.catch((error: { code?: string }) => {
        throw new Error(error.code);
      }),
    ).rejects.toThrow(/^23/);
  });
});
