import { readFileSync } from 'node:fs';
import { AURORA, BEACON, BOREALIS, CASCADE, DUNE, EVERGLADE } from '@good-standing/gateway/world/cast.ts';
import { marksOf } from '@good-standing/schema/contract/directives.ts';
import { isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { ASKER_NAMES, ASKERS, type Asked, type Asker, askAs, CONTRACTS, each } from './askers.ts';
import { wholeSelections } from './whole-selection.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
let questions: (asker: Asker) => readonly Asked[];

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  questions = await everyQuestion();
});
afterAll(() => house?.close());

/** A change that changes nothing would prove nothing. */
async function change(statement: string): Promise<void> {
  const { count } = await house.admin.unsafe(statement);
  if (count === 0) throw new Error(`nothing to change: ${statement}`);
}

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
const seizures = (...nths: readonly number[]) => quoted(nths.map((nth) => ids.seizure(castCase(nth))));

/** All that an audience may ask of the cast and a few others, each question as wide as its contract and its limits. */
async function everyQuestion(): Promise<(asker: Asker) => readonly Asked[]> {
  const some = async (text: string) => (await house.admin.unsafe<{ id: string }[]>(text)).map(({ id }) => id);
  const entries = await some(
    `select id from entries.entry where importer_id in (${quoted([AURORA, CASCADE, DUNE].map(ids.importer))}) order by id limit 4`,
  );
  const [exclusion = ''] = await some(
    `select exclusion_id as id from debarments.exclusion_link order by link_id limit 1`,
  );
  const importers = [AURORA, BOREALIS, CASCADE, DUNE, EVERGLADE].map(ids.importer);
  const cast = Array.from({ length: 10 }, (_, nth) => ids.seizure(castCase(nth + 1)));
  const asked: readonly Question[] = [
    ...importers.map((id) => ({ field: 'importer', type: 'Importer', id })),
    ...cast.map((id) => ({ field: 'seizure', type: 'Seizure', id })),
    ...entries.map((id) => ({ field: 'entry', type: 'Entry', id })),
    { field: 'exclusion', type: 'Exclusion', id: exclusion },
    { field: 'broker', type: 'Broker', id: ids.broker(BEACON) },
    ...[DUNE, CASCADE].map((number) => ({
      field: 'importerByNumber',
      type: 'Importer',
      given: `(number: "${number}")`,
    })),
    { field: 'importers', type: 'ImporterConnection', given: '(first: 5)' },
    { field: 'importers', type: 'ImporterConnection', given: '(first: 25, filter: { kind: LLC })' },
    { field: 'trustedImporters', type: 'TrustedImporterConnection', given: '(first: 2)' },
    { field: 'posts', type: 'PostConnection', given: '(first: 3)' },
    { field: 'postScoreboard', type: 'PostStanding', given: '(quarter: "2026-Q3", first: 5)' },
    { field: 'myRecordations', type: 'RecordationConnection', given: '(first: 3)' },
    { field: 'recordation', type: 'Recordation', given: '(number: "TMK 07-00001")' },
    {
      field: 'screen',
      type: 'ScreeningReport',
      given:
        '(parties: [{ name: "CHANGED CORP" }, { name: "EVERGLADE IMPORTS" }, { name: "AURORA KITCHENWARE LLC" }])',
    },
  ];
  return (asker) => {
    const { audience } = ASKERS[asker];
    const contract = CONTRACTS[audience];
    const root = contract.getQueryType();
    const levels = audience === 'PUBLIC' ? 1 : 2;
    return asked
      .filter(({ field }) => isObjectType(root) && field in root.getFields())
      .flatMap(({ field, type, id, given }) =>
        wholeSelections(contract, type, levels).map((fields) => {
          const selection = `${field}${given ?? '(id: $id)'} ${fields}`;
          return id === undefined
            ? { query: `{ ${selection} }` }
            : { query: `query ($id: ID!) { ${selection} }`, variables: { id } };
        }),
      );
  };
}

/** A field of the query, asked by id or with the arguments given. */
interface Question {
  readonly field: string;
  readonly type: string;
  readonly id?: string;
  readonly given?: string;
}

/** What an asker reads of the world as it is; every question is within its limits, or would say nothing here. */
async function world(asker: Asker): Promise<readonly string[]> {
  return each(questions(asker), async (asked) => {
    const { status, headers, text } = await askAs(house, asker, asked);
    if (status !== 200) throw new Error(`${asker}: ${asked.query.slice(0, 60)}: ${text.slice(0, 300)}`);
    return JSON.stringify([headers, text]).replaceAll(/"hoursOld":[0-9]+/g, '');
  });
}

/** Makes the change, and says who of those asked read another world after it. */
async function readsItIn(askers: readonly Asker[], make: () => Promise<void>): Promise<readonly Asker[]> {
  const before = new Map<Asker, readonly string[]>();
  for (const asker of [...askers, 'cbp' as const]) before.set(asker, await world(asker));
  await make();
  const differs: Asker[] = [];
  for (const [asker, read] of before) {
    const after = await world(asker);
    const at = after.findIndex((text, nth) => text !== read[nth]);
    if (at >= 0) differs.push(asker);
    if (at >= 0 && asker !== 'cbp')
      expect([asker, questions(asker)[at]?.query, after[at]]).toEqual([
        asker,
        questions(asker)[at]?.query,
        read[at],
      ]);
  }
  return differs;
}

const MARKS = marksOf(
  parse(readFileSync(new URL('../../schema/supergraph.generated.graphql', import.meta.url), 'utf8')),
);

/** Every protected cell that stands in an answer with a value, as record and coordinate; of records that say their id. */
function protectedCells(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(protectedCells);
  if (typeof value !== 'object' || value === null) return [];
  const { __typename: type, id, ...fields } = value as Readonly<Record<string, unknown>>;
  return Object.entries(fields).flatMap(([name, held]) => {
    const isProtected = (MARKS.get(`${type}.${name}`)?.rules.length ?? 0) > 0;
    const own = isProtected && held !== null && typeof id === 'string' ? [`${id} ${type}.${name}`] : [];
    return [...own, ...protectedCells(held)];
  });
}

describe('A65, INV2: what an answer holds is what the ledger holds', () => {
  test.each(ASKER_NAMES)('%s', async (asker) => {
    const read = await each(questions(asker), async (asked) => {
      const { data, requestId } = await askAs(house, asker, asked);
      const cells = new Set(protectedCells(data));
      const lines = await house.ledgerOf(requestId);
      const held = new Set(
        lines.flatMap(({ record, coordinates }) => coordinates.split(' ').map((each) => `${record} ${each}`)),
      );
      expect([asked.query.slice(0, 60), [...cells].filter((cell) => !held.has(cell))]).toEqual([
        asked.query.slice(0, 60),
        [],
      ]);
      const records = new Set(JSON.stringify(data).match(/[a-z]{3}_[0-9a-z]{20}/g));
      expect(lines.filter(({ record }) => !records.has(record))).toEqual([]);
      return cells.size;
    });
    const isPublic = ['nobody', 'expired', 'revoked'].includes(asker);
    expect(read.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(isPublic ? 0 : 3);
  });
});

const STRANGERS: readonly Asker[] = [
  'nobody',
  'expired',
  'revoked',
  'bazaar',
  'swift',
  'qumar',
  'usps',
  'lumen',
  'meridian',
];
const BUT_CBP = ASKER_NAMES.filter((asker) => asker !== 'cbp');

describe('A14-A28, INV1: two worlds that differ in what a viewer may not read are one world to it', () => {
  test('what only CBP reads: holds, proposals, certifications of others, the form of a number', async () => {
    const differs = await readsItIn(BUT_CBP, async () => {
      await change(`update entries.seizure set imported_on = '2026-01-01', port = '0101', unit = 'KG', origin = 'QM',
        description_at_entry = 'CHANGED', description_at_detention = 'CHANGED', description_at_seizure = 'CHANGED',
        quantity_at_seizure = 1, quantity_at_detention = 1, manufacturer_name = 'CHANGED', exporter_name = 'CHANGED',
        importer_name = 'CHANGED', images = '{CHANGED}', redacted_images = '{}', domestic_value_cents = 1,
        law_enforcement_hold = false, national_security_hold = true where id in (${seizures(6)})`);
      await change(`insert into debarments.exclusion_link (link_id, importer_id, exclusion_id, status, basis, found_at)
        select 'xln_0000000000000000000' || nth, importer_id, exclusion_id, 'PROPOSED', '{NAME}', now()
        from (select row_number() over () as nth, e.exclusion_id, i.importer_id
              from (values ('${ids.importer(AURORA)}'), ('${ids.importer(CASCADE)}')) i (importer_id)
              cross join (select exclusion_id from debarments.exclusion order by exclusion_id limit 3) e
              where not exists (select from debarments.exclusion_link l
                where l.importer_id = i.importer_id and l.exclusion_id = e.exclusion_id)) pairs`);
      await change(`insert into importers.confidentiality_certification
          (id, importer_id, received_on, last_in_force_on, names, run_id, line)
        select 'cnf_' || right(id, 20), id, '2026-01-02', '2028-01-02', '{}', run_id, 1
        from importers.importer where number = '${EVERGLADE}'`);
      await change(`update importers.importer set number = '000-98-7654' where number = '${DUNE}'`);
      await change(`update posts.quarter_inputs q set items = items + 1, targeted_narcotics = 0
        from posts.post p where p.id = q.post_id and p.code <> 'QMA'`);
    });
    expect(differs).toEqual(['cbp']);
  });

  test('A25: what the owner of a right does not read, nor by the reason it is given: before detention, who is behind it, what it is worth', async () => {
    const differs = await readsItIn([...STRANGERS], async () => {
      await change(`update entries.seizure set importer_id = null, entry_id = null, filer_code = null,
        case_number = reverse(case_number), domestic_value_cents = 7`);
      await change(`update entries.seizure_line set agencies = '{}', value_cents = 7`);
      await change(`update entries.seizure set manufacturer_name = 'CHANGED', exporter_name = 'CHANGED',
        importer_name = 'CHANGED', manufacturer_address = 'CHANGED', images = '{CHANGED}', redacted_images = '{CHANGED}'
        where id in (${seizures(1, 3, 5, 10)})`);
      await change(`update entries.seizure set description_at_entry = 'CHANGED', description_at_detention = 'CHANGED',
        description_at_seizure = 'CHANGED', quantity_at_detention = 3, quantity_at_seizure = 3`);
      await change(`update entries.seizure_line set description_at_seizure = 'CHANGED', quantity_at_seizure = 3,
        description_at_entry = 'CHANGED' where seizure_id in (${seizures(1, 3)})`);
      await change(`delete from entries.seizure_line where seizure_id in (${seizures(9)})`);
      await change(`delete from entries.seizure where id in (${seizures(9)})`);
      await change(`delete from entries.penalty`);
    });
    expect(differs).toEqual(['cbp']);
  });

  test('of an entry an agency reads its own lines: the others, and their agencies, are not there', async () => {
    const differs = await readsItIn(['fda', 'cpsc'], async () => {
      await change(`update entries.entry_line set description = 'CHANGED', hts = '0101.21.0010', quantity = 9, mid = 'CHANGED'
        where not agencies && '{FDA,CPS}'`);
      await change(
        `update entries.entry_line set agencies = agencies || '{EPA}' where agencies && '{FDA,CPS}'`,
      );
      await change(`update entries.entry set agencies = agencies || '{EPA}' where agencies && '{FDA,CPS}'`);
      await change(`update entries.violation set kind = 'CHANGED' where not agencies && '{FDA,CPS}'`);
    });
    expect(differs).toEqual(['cbp']);
  });

  test('a broker and an importer read nothing of the affairs of others', async () => {
    const differs = await readsItIn(['aurora', 'beacon'], async () => {
      const own = `select e.importer_id from brokers.engagement e where e.broker_id = '${ids.broker(BEACON)}'`;
      await change(`update entries.entry set entered_value_cents = 1, port = '0101'
        where importer_id <> '${ids.importer(AURORA)}' and importer_id not in (${own})`);
      await change(`update importers.importer i set name = 'CHANGED CORP', registry_status = 'VOIDED', mailing_country = 'CA'
        where id <> '${ids.importer(AURORA)}' and id not in (${own})
          and not exists (select from importers.listing l where l.importer_id = i.id)`);
      await change(`update brokers.engagement set until_on = '2026-01-01'
        where broker_id <> '${ids.broker(BEACON)}' and importer_id <> '${ids.importer(AURORA)}'`);
    });
    expect(differs).toEqual(['cbp']);
  });

  test('strangers read nothing of importers, entries and what hangs on them', async () => {
    const differs = await readsItIn(STRANGERS, async () => {
      await change(`update importers.importer i set registry_status = 'VOIDED', mailing_city = 'CHANGED',
        mailing_country = 'CA', last_used_on = '2020-01-01', uei = null`);
      await change(`update importers.importer i set name = 'CHANGED CORP', other_names = '{}', other_name_kinds = '{}', kind = 'LLC'
        where not exists (select from importers.listing l where l.importer_id = i.id)`);
      await change(`update importers.importer_name n set key = 'CHANGEDCORP'
        where not exists (select from importers.listing l where l.importer_id = n.importer_id)
          and n.key = (select min(key) from importers.importer_name other where other.importer_id = n.importer_id)`);
      await change(`update importers.bond set amount_cents = amount_cents + 1`);
      await change(`update importers.importer_disclosure set name = 'CHANGED'`);
      await change(
        `update entries.entry set entered_value_cents = 1, duties_owed_cents = 1, environment = 'MAIL'`,
      );
      await change(`update entries.bill set amount_cents = 1`);
      await change(`delete from entries.violation`);
      await change(`update debarments.exclusion_link set status = 'REJECTED'`);
      await change(`update posts.post_standing set score = 1, score_low = 0, score_high = 2, is_marginal = not is_marginal
        where post_id <> '${ids.post('QMA')}'`);
    });
    expect(differs).toEqual(['cbp']);
  });
});
