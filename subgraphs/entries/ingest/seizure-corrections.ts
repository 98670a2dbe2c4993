import { noteCorrections } from '@good-standing/kernel/correction/note-corrections.ts';

/** Of several statements of one seizure in one chunk the last. */
const LAST = '(select distinct on (id) * from staged_seizure order by id, record desc)';

/** While a seizure is held nothing of it is told, nor that it was corrected (19 USC 1628a(d)). */
const IS_HELD = '(told.law_enforcement_hold or told.national_security_hold)';

/** The last statements of seizures that are known, `told`, beside what is known of them. */
const TOLD = `from ${LAST} told join seizure known on known.id = told.id where not ${IS_HELD}`;

const DAYS = ['presented', 'detained', 'seized', 'forfeited', 'abandoned', 'excluded', 'released'];

/** Days that were told before: that another has come is the ordinary course, and corrects nothing (policy). */
const days = (of: string) =>
  `array[${DAYS.map((day) => `case when known.${day}_on is not null then ${of}.${day}_on end`).join(', ')}]`;

/** What the document of the stage so far says, as rules/document-of-stage.ts has it: the next document is no correction of it (policy). */
const documented = (item: string, of: string) => `case
    when known.seized_on <= current_date then ${of}.${item}_at_seizure
    when known.detained_on <= current_date then ${of}.${item}_at_detention
    else ${of}.${item}_at_entry
  end`;

const WHOLE = ['environment', 'importer_id', 'entry_id', 'imported_on', 'port', 'origin'];
const PARTIES = ['manufacturer', 'exporter', 'importer'].flatMap((party) => [
  `${party}_name`,
  `${party}_address`,
]);
const KEPT = [...WHOLE, ...PARTIES, 'redacted_images', 'images'];

/** What whoever reads it reads alike. */
const OF_SEIZURE = noteCorrections({
  held: `lateral (select known.id, ${days('known')} as days, ${KEPT.map((name) => `known.${name}`).join(', ')}
    from seizure known where known.id = restated.id)`,
  restated: `(select told.id, ${days('told')} as days, ${KEPT.map((name) => `told.${name}`).join(', ')} ${TOLD})`,
  coordinates: {
    'Seizure.stage': ['days'],
    'Seizure.environment': ['environment'],
    'Seizure.importer': ['importer_id'],
    'Seizure.entry': ['entry_id'],
    'Seizure.importedOn': ['imported_on'],
    'Seizure.port': ['port'],
    'Seizure.countryOfOrigin': ['origin'],
    'Seizure.manufacturer': ['manufacturer_name', 'manufacturer_address'],
    'Seizure.exporter': ['exporter_name', 'exporter_address'],
    'Seizure.importerParty': ['importer_name', 'importer_address'],
    'Seizure.redactedImages': ['redacted_images'],
    'Seizure.images': ['images'],
  },
});

const flagged = (lines: string) => `array(
    select agency from seizure_line, unnest(seizure_line.agencies) agency where seizure_line.seizure_id = ${lines})`;

/** Why CBP acted: owners of rights are told what their own lines were held for. */
const OF_GROUNDS = noteCorrections({
  held: 'seizure',
  restated: `(select told.id, told.grounds ${TOLD})`,
  readers: `array['OTHERS'] || ${flagged('held.id')}`,
  coordinates: { 'Seizure.grounds': ['grounds'] },
});

/** SQL. */
const hasOneLine = (seizure: string) =>
  `(select count(*) from seizure_line where seizure_line.seizure_id = ${seizure}) = 1`;

/** What the document says of all lines: whoever knows of some alone reads it of those. */
const OF_ALL_LINES = noteCorrections({
  held: `lateral (
    select known.id, ${documented('description', 'known')} as description, known.unit,
      ${documented('quantity', 'known')} as quantity, known.domestic_value_cents
    from seizure known where known.id = restated.id)`,
  restated: `(
    select told.id, ${documented('description', 'told')} as description, told.unit,
      ${documented('quantity', 'told')} as quantity, told.domestic_value_cents ${TOLD})`,
  readers: `case when not ${hasOneLine('held.id')} then array['OTHERS'] end`,
  coordinates: {
    'Seizure.description': ['description'],
    'Seizure.quantity': ['quantity', 'unit'],
    'Seizure.domesticValue': ['domestic_value_cents'],
  },
});

/** Lines of the last statements, of seizures that no hold is on. */
const LINES = `
    select staged_seizure_line.*
    from staged_seizure_line
    join ${LAST} told on told.id = staged_seizure_line.seizure_id and not ${IS_HELD}`;

const OWNERS = `array(
    select recordation.owner_id from recordation
    where recordation.id in (held.recordation_id, restated.recordation_id)
    union all
    select agent.agent_id from recordation_agent agent
    where agent.recordation_id in (held.recordation_id, restated.recordation_id))`;
const READERS = `held.agencies || restated.agencies || ${OWNERS}`;

const LINE_KEYS = { held: 'seizure_line', keys: ['seizure_id', 'number'] };

const OF_LINES = noteCorrections({
  ...LINE_KEYS,
  restated: `(${LINES})`,
  record: `held.seizure_id || '/' || held.number`,
  readers: `array['OTHERS'] || ${READERS}`,
  coordinates: {
    'Seizure.lines': ['recordation_id', 'description', 'quantity'],
    'Seizure.recordations': ['recordation_id'],
    'SeizureLine.value': ['value_cents'],
  },
});

/** Who knows of some of the lines alone reads description, quantity and value of the seizure off those. */
const OF_SOME_LINES = noteCorrections({
  ...LINE_KEYS,
  restated: `(${LINES} where not ${hasOneLine('staged_seizure_line.seizure_id')})`,
  record: 'held.seizure_id',
  readers: READERS,
  coordinates: {
    'Seizure.description': ['description'],
    'Seizure.quantity': ['quantity'],
    'Seizure.domesticValue': ['value_cents'],
  },
});

const OF_BASES = noteCorrections({
  ...LINE_KEYS,
  restated: `(${LINES})`,
  record: 'held.seizure_id',
  readers: OWNERS,
  coordinates: { 'Seizure.grounds': ['basis'] },
});

/** What of seizures is about to be restated otherwise, and to whom. */
export const SEIZURE_CORRECTIONS: readonly string[] = [
  OF_SEIZURE,
  OF_GROUNDS,
  OF_ALL_LINES,
  OF_LINES,
  OF_SOME_LINES,
  OF_BASES,
];

/** Lets go of lines and notes that they are gone. @param deletion the statement that deletes them. */
export function vanishedSeizureLines(deletion: string): string {
  return `
  with gone as (${deletion}
    returning seizure_line.seizure_id, seizure_line.agencies, seizure_line.recordation_id
  )
  insert into correction (record_id, coordinates, readers)
  select gone.seizure_id, array['Seizure.lines'], array['OTHERS'] || gone.agencies || array(
      select owner_id from recordation where recordation.id = gone.recordation_id
      union all
      select agent_id from recordation_agent where recordation_agent.recordation_id = gone.recordation_id)
  from gone
  join seizure told on told.id = gone.seizure_id
  where not ${IS_HELD}`;
}
