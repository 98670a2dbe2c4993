import { julianDay } from '@good-standing/kernel/calendar/julian-day.ts';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inventedList } from './ingest/sample/invented-list.ts';
import { definition } from './subgraph.ts';

const now = Temporal.Now.instant();
const today = now.toZonedDateTimeISO('UTC').toPlainDate();
const daysAgo = (days: number) => today.subtract({ days });
const onDay = (day: Temporal.PlainDate) => `INVENTED_SAM_Exclusions_Public_Extract_V2_${julianDay(day)}.CSV`;
const UNDATED = 'invented-exclusions.csv';

const LISTED = inventedList({ Name: 'NORTHWIND TRADERS, INC.', 'SAM Number': 'S4INV0002' });

let debarments: DisposableSubgraph;
beforeEach(async () => {
  debarments = await disposableSubgraph(definition);
});
afterEach(() => debarments?.drop());

const DOCUMENT = `query ($options: ScreeningOptions) {
  screen(parties: [{ name: "Blameless Goods LLC" }], options: $options) {
    listFreshness { list listAsOf receivedAt hoursOld stale }
    results { verdict }
  }
}`;

/** What is told of the exclusions list, and of a party that it does not name. */
async function told(asOf: Temporal.PlainDate | null = null): Promise<unknown> {
  const { data } = await debarments.ask({
    viewer: PUBLIC_VIEWER,
    document: DOCUMENT,
    variables: { options: asOf === null ? null : { asOf: asOf.toString() } },
    now: Temporal.Now.instant().toString(),
  });
  const { listFreshness, results } = data?.screen as { listFreshness: object[]; results: object[] };
  return { ...results[0], ...listFreshness[0] };
}

/** As if all that was received had been received days earlier. */
async function age(days: number): Promise<void> {
  await debarments.sql.unsafe(`update run set received_at = received_at - make_interval(days => ${days})`);
  await debarments.sql.unsafe(`update list set listed_on = listed_on - ${days}`);
  await debarments.sql.unsafe(`update exclusion set listed_on = listed_on - ${days}`);
}

describe('the newest list is received again, byte for byte', () => {
  test('with a later day in its name it is the list of that day', async () => {
    await debarments.feed('sam-exclusions', LISTED, onDay(daysAgo(6)));
    expect(await told()).toMatchObject({ verdict: 'UNAVAILABLE', stale: true });
    const again = await debarments.feed('sam-exclusions', LISTED, onDay(today));
    expect(again).toMatchObject({ alreadyDone: true, read: 1, closed: 0 });
    expect(await told()).toMatchObject({
      verdict: 'NO_PUBLIC_ADVERSE_RECORD',
      listAsOf: `${today}T00:00:00Z`,
      stale: false,
    });
  });

  test('a day between is still asked of the receipt before it', async () => {
    await debarments.feed('sam-exclusions', LISTED, onDay(daysAgo(6)));
    await debarments.feed('sam-exclusions', LISTED, onDay(today));
    expect(await told(daysAgo(5))).toMatchObject({
      verdict: 'NO_PUBLIC_ADVERSE_RECORD',
      listAsOf: `${daysAgo(6)}T00:00:00Z`,
      hoursOld: 48,
    });
    expect(await told(daysAgo(1))).toMatchObject({ verdict: 'UNAVAILABLE', stale: true });
  });

  test('a list of a day between that comes late ends nothing that it names', async () => {
    await debarments.feed('sam-exclusions', LISTED, onDay(daysAgo(6)));
    await debarments.feed('sam-exclusions', LISTED, onDay(today));
    const other = inventedList({ Name: 'OF A DAY BETWEEN', 'SAM Number': 'S4INV0003' });
    expect(await debarments.feed('sam-exclusions', other, onDay(daysAgo(2)))).toMatchObject({ closed: 0 });
  });

  test('without a day in its name it is as old as its last receipt', async () => {
    await debarments.feed('sam-exclusions', LISTED, UNDATED);
    await age(6);
    expect(await told()).toMatchObject({ verdict: 'UNAVAILABLE', hoursOld: 144, stale: true });
    await debarments.feed('sam-exclusions', LISTED, UNDATED);
    const [run] = await debarments.sql`select confirmed_at, confirmed_file from run`;
    expect(await told()).toMatchObject({
      verdict: 'NO_PUBLIC_ADVERSE_RECORD',
      hoursOld: 0,
      stale: false,
      receivedAt: run?.confirmed_at.toString(),
    });
    expect(run?.confirmed_file).toBe(UNDATED);
  });

  test('the day in its name counts, not that of the receipt', async () => {
    await debarments.feed('sam-exclusions', LISTED, onDay(daysAgo(6)));
    await debarments.feed('sam-exclusions', LISTED, onDay(daysAgo(6)));
    expect(await told()).toMatchObject({ verdict: 'UNAVAILABLE', stale: true });
  });

  test('a list that names no one is of no day', async () => {
    const nobody = inventedList();
    await debarments.feed('sam-exclusions', nobody, onDay(daysAgo(1)));
    await debarments.feed('sam-exclusions', nobody, onDay(today));
    expect(await told()).toMatchObject({ verdict: 'UNAVAILABLE', listAsOf: null });
  });
});
