import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';

/** One record asked for by what names it, as one viewer. */
export interface Question {
  readonly name: string;
  readonly as: { readonly audience: Audience; readonly organization: string } | null;
  readonly query: string;
  /** What names every record of the kind, as only the administrator reads it. */
  readonly all: string;
  /** The nth of what names nothing. */
  readonly absent: (nth: number) => string;
}

/** Of nobody's secret: what it names is nowhere. */
const NOWHERE = Buffer.alloc(32, 'nowhere');

const id = (prefix: 'imp' | 'ent' | 'sez') => (nth: number) =>
  recordId(prefix, NOWHERE, `absent ${nth}`) as string;

const FDA = { audience: 'PGA', organization: 'fda' } as const;
const LUMEN = { audience: 'RIGHTS_HOLDER', organization: 'lumen' } as const;
const BEACON = { audience: 'BROKER', organization: 'beacon' } as const;

const SEIZURES = { all: 'select id as key from entries.seizure', absent: id('sez') };
const IMPORTERS = { all: 'select id as key from importers.importer', absent: id('imp') };

export const QUESTIONS: readonly Question[] = [
  {
    ...SEIZURES,
    name: 'a seizure, as an owner of rights',
    as: LUMEN,
    query:
      'query ($key: ID!) { seizure(id: $key) { id stage grounds port description images { reference } } }',
  },
  {
    ...SEIZURES,
    name: 'a seizure, as an agency',
    as: FDA,
    query:
      'query ($key: ID!) { seizure(id: $key) { id stage caseNumber port description events { kind } entry { id } } }',
  },
  {
    name: 'an entry, as an agency',
    as: FDA,
    query: 'query ($key: ID!) { entry(id: $key) { id number lines { nodes { hts } } } }',
    all: 'select id as key from entries.entry',
    absent: id('ent'),
  },
  {
    ...IMPORTERS,
    name: 'an importer, as an agency',
    as: FDA,
    query: 'query ($key: ID!) { importer(id: $key) { id name bonds { amount } } }',
  },
  {
    ...IMPORTERS,
    name: 'an importer, as a broker',
    as: BEACON,
    query: 'query ($key: ID!) { importer(id: $key) { id name registryStatus } }',
  },
  {
    ...IMPORTERS,
    name: 'an importer, without a token',
    as: null,
    query: 'query ($key: ID!) { importer(id: $key) { id name } }',
  },
  {
    name: 'an importer by its number, as an agency',
    as: FDA,
    query: 'query ($key: ImporterNumber!) { importerByNumber(number: $key) { id name } }',
    all: `select number as key from importers.importer where number ~ '^[0-9]{2}-[0-9]{7}[0-9A-Z]{2}$'`,
    absent: (nth) => `99-${String(1_000_000 + nth)}00`,
  },
  {
    name: 'importers of a name, without a token',
    as: null,
    query: 'query ($key: String!) { importers(filter: { name: $key }) { nodes { id } } }',
    all: 'select name as key from importers.importer',
    absent: (nth) => `NOBODY ${String(1_000_000 + nth)} LLC`,
  },
];

/** Half of the seizures are held; of half of those nothing stands behind what is withheld. */
export async function hold(admin: Sql): Promise<void> {
  await admin.unsafe(`
    with numbered as (select id, row_number() over (order by id) as nth from entries.seizure)
    update entries.seizure
    set law_enforcement_hold = true
    from numbered where numbered.id = seizure.id and numbered.nth % 2 = 0`);
  await admin.unsafe(`
    with numbered as (select id, row_number() over (order by id) as nth from entries.seizure)
    update entries.seizure
    set description_at_entry = null, description_at_detention = null, description_at_seizure = null,
      images = '{}', redacted_images = '{}', manufacturer_name = null, exporter_name = null, entry_id = null,
      filer_code = null
    from numbered where numbered.id = seizure.id and numbered.nth % 4 = 0`);
  await admin.unsafe(
    `update entries.seizure_line set listed_on = s.listed_on, acted_on = s.acted_on from entries.seizure s where s.id = seizure_line.seizure_id`,
  );
  await admin.unsafe('analyze entries.seizure');
}

/** Which of the held have nothing behind what is withheld. */
export const HOLLOW =
  'select id as key from entries.seizure where law_enforcement_hold and entry_id is null and manufacturer_name is null';
