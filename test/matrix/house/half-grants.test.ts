import { readFileSync } from 'node:fs';
import type { PersonaName } from '@good-standing/gateway/authenticate/personas.ts';
import { AURORA, BEACON, CASCADE } from '@good-standing/gateway/world/cast.ts';
import { castEntryNumber } from '@good-standing/gateway/world/entries.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Reply, type TestHouse, testHouse } from '../../world/house.ts';
import { castCase, idsOf } from '../../world/ids.ts';
import { REPORT } from '../../world/violation-reports.ts';

interface HalfGrant {
  readonly line: number;
  readonly who: Who;
  readonly asked: string;
  readonly whole: string;
  readonly without: readonly string[];
  readonly half: string;
}

/** Whose agreement is taken, and whose token; Cascade is like Aurora, of itself. */
const WHO = {
  fda: { as: 'pga', like: 'fda' },
  aurora: { as: 'importer', like: 'aurora' },
  cascade: { as: 'importer', like: 'aurora' },
  beacon: { as: 'broker', like: 'beacon' },
  lumen: { as: 'rights-holder', like: 'lumen' },
  qumar: { as: 'post', like: 'qumar' },
} as const satisfies Record<string, { readonly as: PersonaName; readonly like: string }>;
type Who = keyof typeof WHO;

const rows = readFileSync(new URL('../half-grants.md', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((text, nth): readonly HalfGrant[] => {
    const [, who = '', asked = '', whole = '', without = '', half = ''] = text
      .split('|')
      .map((cell) => cell.trim());
    if (!(who in WHO)) return [];
    return [
      {
        line: nth + 1,
        who: who as Who,
        asked: asked.replaceAll('`', ''),
        whole,
        without: without.split(/,\s*/),
        half,
      },
    ];
  });

let house: TestHouse;
let named: Readonly<Record<string, string>>;
beforeAll(async () => {
  house = await testHouse();
  const ids = idsOf(house);
  const { ago } = house.days;
  named = {
    detained: ids.seizure(castCase(1)),
    seized: ids.seizure(castCase(2)),
    abandoned: ids.seizure(castCase(10)),
    penalised: ids.seizure(castCase(2)),
    aurora: ids.importer(AURORA),
    cascade: ids.importer(CASCADE),
    beacon: ids.broker(BEACON),
    entry: castEntryNumber(0, 0),
    from: ago(400).toString(),
    to: ago(0).toString(),
  };
  await flagReport();
  // The only penalty of the cast, as if it were the case of these goods.
  await house.admin.unsafe('update entries.penalty set seizure_id = $1 where case_number = $2', [
    named.penalised ?? '',
    '2026-INV-P00001-01',
  ]);
  for (const { line, who, without } of rows) {
    await agree(`whole-${line}`, who, []);
    await agree(`half-${line}`, who, without);
  }
});
afterAll(() => house?.close());

/** A report of a violation in FDA's jurisdiction. */
async function flagReport(): Promise<void> {
  const submitted = await house.ask({
    query: 'mutation ($input: ViolationReportInput!) { submitViolationReport(input: $input) { id } }',
    variables: { input: REPORT },
  });
  const { submitViolationReport: report } = submitted.data as { submitViolationReport: { id: string } };
  await house.ask({
    as: 'cbp',
    query: `mutation ($id: ID!) {
      decideViolationReport(id: $id, decision: REFER, note: "Invented", agencies: ["FDA"]) { id } }`,
    variables: { id: report.id },
  });
}

/** An organisation whose agreement is that of the cast, but for some rules. */
async function agree(organization: string, who: Who, without: readonly string[]): Promise<void> {
  const { admin } = house;
  await admin.unsafe(
    `insert into access.organization (id, key, name, address, run_id, line)
     select 'org_' || $1, $1, $1 || ' (invented)', address, run_id, line from access.organization where key = $2`,
    [organization, WHO[who].like],
  );
  await admin.unsafe(
    `insert into access.agreement
       (id, organization_id, number, audience, subject, agency, authority, rules, purposes, effective_on, expires_on,
        revoked_on, run_id, line, seen_run_id)
     select 'agr_' || $1, 'org_' || $1, 'INV-' || $1, a.audience, coalesce($4, a.subject), a.agency, a.authority,
       array(select rule from unnest(a.rules) rule where rule <> all ($3::text[])), a.purposes, a.effective_on,
       a.expires_on, a.revoked_on, a.run_id, a.line, a.seen_run_id
     from access.agreement a
     join access.organization o on o.id = a.organization_id
     where o.key = $2`,
    [organization, WHO[who].like, [...without], who === 'cascade' ? (named.cascade ?? null) : null],
  );
}

async function answered({ who, asked }: HalfGrant, organization: string): Promise<string> {
  const query = `{ ${asked.replaceAll(/\$(\w+)/g, (_all, name: string) => JSON.stringify(named[name]))} }`;
  return inWords(await house.ask({ as: WHO[who].as, of: organization, query }));
}

/** As the page says it. */
function inWords({ data, errors, withheld }: Reply): string {
  const [refused] = errors.filter(({ extensions }) => extensions?.code === 'GRAPHQL_VALIDATION_FAILED');
  if (refused !== undefined)
    return `refused ${/^Unknown argument "([\w.]+)"/.exec(refused.message)?.[1] ?? refused.message}`;
  const failed = errors.filter(({ extensions }) => extensions?.code !== 'FIELD_WITHHELD');
  if (failed.length > 0) return failed.map(({ message }) => message).join();
  if (withheld.length === 0) return /^\{"\w+":\{"nodes":\[\]/.test(JSON.stringify(data)) ? 'none' : 'told';
  const each = withheld.map(({ coordinate, reason, availableWhen }) =>
    [coordinate, reason, ...(availableWhen === null ? [] : ['until', availableWhen])].join(' '),
  );
  return `withheld ${each.sort().join(', ')}`;
}

describe('half-grants.md: who is granted a part is told no other part by it', () => {
  test('the page has rows', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  test.each(rows)('line $line, $who: $asked', async (row) => {
    expect([await answered(row, `whole-${row.line}`), await answered(row, `half-${row.line}`)]).toEqual([
      row.whole,
      row.half,
    ]);
  });
});
