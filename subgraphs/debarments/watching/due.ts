import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting, Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { type Audience, PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { readParty } from '../screening/party.ts';
import { screenRead } from '../screening/screen.ts';
import { keepOutcomes } from './keep-outcomes.ts';
import { outcomeOf } from './outcome.ts';
import type { WatchedRow } from './watched-row.ts';

/** Parties looked up at once: while some are written the others are looked up. */
const PARTIES_A_SHARE = 1_000;
const SHARES = 2;

/** Looks up anew the parties whose result may be another, and tells their organisations where it is. */
export const lookUpDue: Sweep = {
  name: 'watched parties that are due',
  async run({ sql, now }) {
    const due = await statement<DueRow>(sql, DUE)({ most: PARTIES_A_SHARE * SHARES });
    const shares = Array.from({ length: SHARES }, (_, nth) =>
      due.slice(nth * PARTIES_A_SHARE, (nth + 1) * PARTIES_A_SHARE),
    );
    await Promise.all(shares.map((share) => lookUpShare({ sql, now }, share)));
    return due.length === PARTIES_A_SHARE * SHARES;
  },
};

async function lookUpShare({ sql, now }: Pick<LoaderSetting, 'sql' | 'now'>, due: readonly DueRow[]) {
  if (due.length === 0) return;
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const organizations = Map.groupBy(due, ({ organization, audience }) => `${audience} ${organization}`);
  const found = (
    await Promise.all([...organizations.values()].map((rows) => lookUp({ sql, now, today }, rows)))
  ).flat();
  await sql.begin(async (tx) => {
    const settled = await statement<{ number: number }>(
      tx,
      SETTLE,
    )({
      numbers: due.map(({ number }) => number),
      versions: due.map(({ version }) => version),
      dues: due.map(({ dueAt }) => dueAt),
    });
    const still = new Set(settled.map(({ number }) => number));
    await keepOutcomes(
      { tx, today, now },
      found.filter(({ number }) => still.has(number)),
    );
  });
}

interface DueRow extends Pick<WatchedRow, 'number' | 'reference' | 'party'> {
  readonly organization: string;
  readonly audience: Audience;
  readonly version: number;
  /** As Postgres writes it: to the microsecond. */
  readonly dueAt: string;
}

/** As the organisation itself would be answered. */
async function lookUp(setting: Pick<LoaderSetting, 'sql' | 'now' | 'today'>, rows: readonly DueRow[]) {
  const [first] = rows;
  if (first === undefined) return [];
  const organization = { id: first.organization, name: '', address: '' };
  const viewer = { ...PUBLIC_VIEWER, audience: first.audience, organization };
  const { results } = await screenRead({ ...setting, viewer })(
    rows.map(({ reference, party }) => ({ reference, party: readParty({ ...party, reference }) })),
    setting.today,
  );
  return rows.flatMap(({ number }, nth) => {
    const watching = results[nth]?.watching;
    return watching === undefined ? [] : [{ number, outcome: outcomeOf(watching) }];
  });
}

const DUE = `
  select number, organization, audience, reference, party, version, due_at::text as "dueAt"
  from watched_party
  where due_at is not null
  order by due_at, number
  limit :most::int`;

/** Those that are as they were when they were read; what became due since stays due. */
const SETTLE = `
  update watched_party w
  set due_at = case when w.due_at::text = read.due_at then null else w.due_at end
  from unnest(:numbers::bigint[], :versions::int[], :dues::text[]) as read (number, version, due_at)
  where w.number = read.number and w.version = read.version
  returning w.number`;
