import type { Finding, ImportActivity } from '@good-standing/kernel/findings/topics.ts';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AURORA, AURORA_NUMBER, CASCADE, CASCADE_NUMBER } from '../cast.ts';
import { HEADER_COLUMNS, LINE_COLUMNS } from '../ingest/entry-columns.ts';
import { standingAtFiling } from '../loaders/standing-at-filing.ts';
import { definition } from '../subgraph.ts';

let entries: DisposableSubgraph;
beforeAll(async () => {
  entries = await disposableSubgraph(definition);
});
afterAll(() => entries?.drop());

const VIOLATIONS =
  'finding_number,importer_number,entry_number,kind,culpability,statute,found_on,final_on,status,agencies';
const contraband = (finalOn: string, status: string) =>
  `INV-F-1,${CASCADE_NUMBER},B76-0324527-8,CONTRABAND,FRAUD,19 USC 1592,2026-02-01,${finalOn},${status},`;
const BILLS = 'bill_number,importer_number,entry_number,kind,amount_usd,issued_on,due_on,protested';
const PAYMENTS = 'payment_number,bill_number,amount_usd,paid_on';

const told = new Map<string, number>();
/** What was published on a topic since it was last asked. */
async function fresh<Item>(topic: string): Promise<readonly Item[]> {
  const all = await entries.published(topic);
  const items = all.slice(told.get(topic) ?? 0);
  told.set(topic, all.length);
  return items as readonly Item[];
}
const findings = () => fresh<Finding>('finding');

describe('findings on conduct are told in the transaction that changes it', () => {
  test('alleged: nothing; the file is at its end: its rules have been looked at', async () => {
    await entries.feed('violations', [VIOLATIONS, contraband('', 'PENDING')]);
    expect(await findings()).toEqual([]);
    expect(await fresh('rule-looked-at')).toContainEqual({ rule: 'GS-003' });
  });

  test('final: GS-003 opens on its day', async () => {
    await entries.feed('violations', [VIOLATIONS, contraband('2026-04-01', 'FINAL')]);
    expect(await findings()).toMatchObject([
      {
        rule: 'GS-003',
        subject: CASCADE,
        effect: 'FAIL_NOT_GOOD',
        state: 'OPEN',
        validFrom: '2026-04-01',
        validUntil: null,
        evidence: [{ kind: 'VIOLATION', observedOn: '2026-02-01' }],
        statedAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      },
    ]);
  });

  test('the same again in another file: nothing is told again', async () => {
    await entries.feed('violations', [VIOLATIONS, contraband('2026-04-01', 'FINAL'), '']);
    expect(await findings()).toEqual([]);
  });

  test('its entry comes late: the conduct is of the day of filing', async () => {
    const header = [...HEADER_COLUMNS, ...LINE_COLUMNS];
    const entry: Record<string, string> = {
      entry_number: 'B76-0324527-8',
      entry_type: '03',
      environment: 'CARGO',
      port: '2704',
      filed_on: '2026-01-15',
      importer_number: CASCADE_NUMBER,
      duties_owed_usd: '500.00',
      duties_paid_usd: '400.00',
      line: '1',
      hts: '6911103710',
      origin: 'QM',
    };
    await entries.feed('entries', [header.join(','), header.map((name) => entry[name] ?? '').join(',')]);
    expect(await findings()).toMatchObject([
      { rule: 'GS-003', evidence: [{ kind: 'VIOLATION', observedOn: '2026-01-15' }] },
    ]);
    expect(await fresh<ImportActivity>('import-activity')).toEqual([
      {
        importerId: CASCADE,
        firstOn: '2026-01-15',
        lastOn: '2026-01-15',
        entries: 1,
        adcvdFirstOn: '2026-01-15',
        isAdcvdUnpaid: true,
        isAdcvdLate: false,
        months: [{ month: '2026-01-01', entries: 1, lines: 1, paidCents: 40_000 }],
      },
    ]);
  });

  test('under appeal it is watched; overturned it is withdrawn', async () => {
    await entries.feed('violations', [VIOLATIONS, contraband('2026-04-01', 'APPEALED')]);
    expect(await findings()).toMatchObject([{ rule: 'GS-003', effect: 'WATCH', state: 'OPEN' }]);
    await entries.feed('violations', [VIOLATIONS, contraband('2026-04-01', 'OVERTURNED')]);
    expect(await findings()).toMatchObject([{ rule: 'GS-003', state: 'WITHDRAWN' }]);
  });

  test('a bill fails on the day after grace, with nobody looking again; its payment ends that', async () => {
    await entries.feed('bills', [BILLS, `INV-B-1,${AURORA_NUMBER},,DUTY,1250.00,2026-05-31,2026-06-30,N`]);
    const days = (found: readonly Finding[]) =>
      found
        .map(({ effect, state, validFrom, validUntil }) => `${effect} ${state} ${validFrom} ${validUntil}`)
        .sort();
    const opened = await findings();
    expect(new Set(opened.map(({ rule, subject }) => `${rule} ${subject}`))).toEqual(
      new Set([`GS-004 ${AURORA}`]),
    );
    expect(days(opened)).toEqual(['FAIL_NOT_GOOD OPEN 2026-07-31 null', 'WATCH OPEN 2026-07-01 2026-07-30']);
    await entries.feed('payments', [PAYMENTS, 'INV-Y-1,INV-B-1,1250.00,2026-09-10']);
    expect(days(await findings())).toEqual(['FAIL_NOT_GOOD OPEN 2026-07-31 2026-09-09']);
  });

  test('a payment may come before its bill', async () => {
    await entries.feed('payments', [PAYMENTS, 'INV-Y-2,INV-B-2,10.00,2026-06-01']);
    await entries.feed('bills', [BILLS, `INV-B-2,${AURORA_NUMBER},,DUTY,10.00,2026-05-31,2026-06-30,N`]);
    expect(await findings()).toEqual([]);
  });
});

describe('standing, as importers tells it', () => {
  const state = (statedAt: string, status: string) => ({
    importerId: AURORA,
    statedAt,
    spans: [{ from: '2020-01-31', until: null, status }],
  });
  const hear = async (...items: readonly object[]) => {
    const consumer = definition.consumers.find(({ topic }) => topic === 'importer-standing');
    await entries.sql.begin((tx) => consumer?.apply(tx, items as never));
  };
  const held = () =>
    entries.sql<{ status: string }[]>`select spans->0->>'status' as status from importer_standing`;

  test('a statement of an earlier instant came late and changes nothing', async () => {
    await hear(state('2026-05-02T00:00:00Z', 'WATCH'));
    await hear(state('2026-05-01T00:00:00Z', 'GOOD'));
    expect(await held()).toEqual([{ status: 'WATCH' }]);
    await hear(state('2026-05-03T00:00:00Z', 'GOOD'), state('2026-05-02T12:00:00Z', 'INELIGIBLE'));
    expect(await held()).toEqual([{ status: 'GOOD' }]);
  });

  test('what was known at an instant is what was stated last until then, whichever arrived last', async () => {
    const asked = standingAtFiling({ sql: entries.sql });
    const filedOn = Temporal.PlainDate.from('2026-04-01');
    const known = (at: string) =>
      asked.load({ importerId: AURORA, filedOn, knownAt: Temporal.Instant.from(at) });
    expect(
      await Promise.all(['2026-04-30', '2026-05-01', '2026-05-02'].map((day) => known(`${day}T06:00:00Z`))),
    ).toEqual([null, 'GOOD', 'WATCH']);
    expect(await known('2026-05-02T12:00:00Z')).toBe('INELIGIBLE');
    expect(await known('2026-05-04T00:00:00Z')).toBe('GOOD');
  });
});
