import { noteCorrections } from '@good-standing/kernel/correction/note-corrections.ts';
import { flagged, IS_HELD, LAST, ownersOf, toldBefore } from './seizure-told.ts';

/** Lines of the last statements, of seizures that no hold is on. */
const LINES = `
    select staged_seizure_line.*
    from staged_seizure_line
    join ${LAST} told on told.id = staged_seizure_line.seizure_id and not ${IS_HELD}`;

const OWNERS = ownersOf('held.recordation_id', 'restated.recordation_id');
const READERS = `held.agencies || restated.agencies || ${OWNERS}`;

const KEYS = ['seizure_id', 'number'];
const OF_LINE = `held.seizure_id || '/' || held.number`;

const OF_LINES = noteCorrections({
  held: 'seizure_line',
  keys: KEYS,
  restated: `(${LINES})`,
  record: OF_LINE,
  readers: `array['OTHERS'] || ${READERS}`,
  coordinates: {
    'Seizure.lines': ['recordation_id', 'description', 'quantity'],
    'Seizure.recordations': ['recordation_id'],
    'SeizureLine.value': ['value_cents'],
  },
});

/** An agency is told of itself alone. */
const OF_FLAGS = noteCorrections({
  held: 'seizure_line',
  keys: KEYS,
  restated: `(${LINES})`,
  record: OF_LINE,
  readers: `array['OTHERS']`,
  coordinates: { 'SeizureLine.agencies': ['agencies'] },
});

const consent = (of: 'known' | 'told') =>
  `${of}.recordation_id, ${of}.agencies, ` +
  ['consent_asked_on', 'consent_answer', 'consent_answered_on']
    .map((column) => `${toldBefore(column, of)} as ${column}`)
    .join(', ');

/** The lines as they are known, beside those about to come. */
const knownLine = (columns: string) => `lateral (
    select known.seizure_id, known.number, ${columns}
    from seizure_line known
    where known.seizure_id = restated.seizure_id and known.number = restated.number)`;
const restatedLine = (columns: string) => `(
    select told.seizure_id, told.number, ${columns}
    from (${LINES}) told
    join seizure_line known on known.seizure_id = told.seizure_id and known.number = told.number
    join seizure on seizure.id = told.seizure_id)`;

const OF_CONSENT = noteCorrections({
  held: knownLine(consent('known')),
  keys: KEYS,
  restated: restatedLine(consent('told')),
  record: OF_LINE,
  readers: `array['OTHERS'] || ${READERS}`,
  coordinates: { 'SeizureLine.consent': ['consent_asked_on', 'consent_answer', 'consent_answered_on'] },
});

/** A line as the document of the stage so far has it, else as it is: the next document is no correction of it (policy). */
const documented = (item: string, of: 'known' | 'told') => `coalesce(case
    when seizure.seized_on <= current_date then ${of}.${item}_at_seizure
    when seizure.detained_on <= current_date then ${of}.${item}_at_detention
    else ${of}.${item}_at_entry
  end, ${of}.${item}) as ${item}`;
const documents = (of: 'known' | 'told') =>
  `${of}.recordation_id, ${of}.agencies, ${documented('description', of)}, ${documented('quantity', of)}, ${of}.value_cents`;

/** Agencies and owners of rights read description, quantity and value of the seizure off their own lines. */
const OF_OWN_LINES = noteCorrections({
  held: `lateral (
    select known.seizure_id, known.number, ${documents('known')}
    from seizure_line known
    join seizure on seizure.id = known.seizure_id
    where known.seizure_id = restated.seizure_id and known.number = restated.number)`,
  keys: KEYS,
  restated: restatedLine(documents('told')),
  record: 'held.seizure_id',
  readers: READERS,
  coordinates: {
    'Seizure.description': ['description'],
    'Seizure.quantity': ['quantity'],
    'Seizure.domesticValue': ['value_cents'],
  },
});

const OF_BASES = noteCorrections({
  held: 'seizure_line',
  keys: KEYS,
  restated: `(${LINES})`,
  record: 'held.seizure_id',
  readers: OWNERS,
  coordinates: { 'Seizure.grounds': ['basis'] },
});

const DAYS = ['from_on', 'due_on', 'met_on'];
const clock = (of: 'known' | 'told') => DAYS.map((day) => `${toldBefore(day, of)} as ${day}`).join(', ');

/** Clocks that ran already: those of the goods to whoever is told of those, those of a right to its owner. */
const OF_CLOCKS = noteCorrections({
  held: `lateral (
    select known.id, known.seizure_id, known.recordation_id, ${clock('known')}
    from seizure_clock known
    where known.id = restated.id)`,
  restated: `(
    select told.id, ${clock('told')}
    from (
      select staged.id, staged.seizure_id, (array_agg(staged.from_on order by staged.due_on, staged.authority))[1] as from_on,
        min(staged.due_on) as due_on, case when bool_and(staged.met_on is not null) then max(staged.met_on) end as met_on
      from staged_seizure_clock staged
      join ${LAST} told on told.id = staged.seizure_id and told.nth = staged.nth and not ${IS_HELD}
      group by staged.id, staged.seizure_id
    ) told
    join seizure_clock known on known.id = told.id)`,
  record: 'held.seizure_id',
  readers: `case when held.recordation_id is null then array['OTHERS'] || ${flagged('held.seizure_id')}
    else ${ownersOf('held.recordation_id')} end`,
  coordinates: { 'Seizure.clocks': DAYS },
});

/** What of the lines of seizures, and of their clocks, is about to be restated otherwise, and to whom. */
export const SEIZURE_LINE_CORRECTIONS: readonly string[] = [
  OF_LINES,
  OF_FLAGS,
  OF_CONSENT,
  OF_OWN_LINES,
  OF_BASES,
  OF_CLOCKS,
];

/** Lets go of lines and notes that they are gone. @param deletion the statement that deletes them. */
export function vanishedSeizureLines(deletion: string): string {
  return `
  with gone as (${deletion}
    returning seizure_line.seizure_id, seizure_line.agencies, seizure_line.recordation_id
  )
  insert into correction (record_id, coordinates, readers)
  select gone.seizure_id, array['Seizure.lines'], array['OTHERS'] || gone.agencies || ${ownersOf('gone.recordation_id')}
  from gone
  join seizure told on told.id = gone.seizure_id
  where not ${IS_HELD}`;
}
