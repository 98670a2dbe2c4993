import { noteCorrections } from '@good-standing/kernel/correction/note-corrections.ts';
import { flagged, TOLD, toldBefore } from './seizure-told.ts';

const STAGES = ['detained', 'seized', 'forfeited', 'abandoned', 'excluded', 'released'];
/** Of the presentation and the importer's answer an owner of a right is told nothing, as rules/seizure-events.ts has it. */
const EVENTS = [...STAGES, 'detention_notice', 'seizure_notice'];

const days = (names: readonly string[], of: string) =>
  `array[${names.map((day) => toldBefore(`${day}_on`, of)).join(', ')}]`;

/** What CBP recorded here prevails over the source. */
const response = (column: string, of: string) =>
  `case when known.recorded_response is null then ${toldBefore(column, of)} end`;

/** rules/disposition.ts. */
const saleAllowedFrom = (
  of: string,
) => `case when known.forfeited_on is not null and 'IPR_TRADEMARK' = any(known.grounds)
    then case when 'IPR_TRADEMARK' = any(${of}.grounds) then ${of}.forfeited_on end
  end`;
const isAbandonedBeforeSeizure = (of: string) => `case when known.abandoned_on is not null
    then coalesce(${of}.abandoned_on < coalesce(${of}.seized_on, 'infinity'), false)
  end`;

/** What was told of the course of the case, each under a name. */
const COURSE: Readonly<Record<string, (of: 'known' | 'told') => string>> = {
  stages: (of) => days(['presented', ...STAGES], of),
  events: (of) => days(EVENTS, of),
  noticed: (of) => days(['detention_notice', 'importer_notified'], of),
  warned: (of) => toldBefore('disclosure_warnings', of),
  answered: (of) => response('importer_response', of),
  answered_on: (of) => response('importer_responded_on', of),
  gave_up_on: (of) => toldBefore('abandoned_on', of),
  gave_up_before: isAbandonedBeforeSeizure,
  ends: (of) =>
    `array[${['disposition', 'disposed_by', 'disposition_authority'].map((column) => toldBefore(column, of)).join(', ')}]`,
  ended_on: (of) => toldBefore('disposed_on', of),
  sale_from: saleAllowedFrom,
};

const WHOLE = ['environment', 'importer_id', 'entry_id', 'imported_on', 'port', 'origin'];
const PARTIES = ['manufacturer', 'exporter', 'importer'].flatMap((party) => [
  `${party}_name`,
  `${party}_address`,
]);
const KEPT = [...WHOLE, ...PARTIES, 'redacted_images', 'images'];

const told = (of: 'known' | 'told') =>
  [
    ...Object.entries(COURSE).map(([name, expression]) => `${expression(of)} as ${name}`),
    ...KEPT.map((name) => `${of}.${name}`),
  ].join(', ');

/** What whoever reads it reads alike. */
const OF_SEIZURE = noteCorrections({
  held: `lateral (select known.id, ${told('known')} from seizure known where known.id = restated.id)`,
  restated: `(select told.id, ${told('told')} ${TOLD})`,
  coordinates: {
    'Seizure.stage': ['stages'],
    'Seizure.events': ['events'],
    'Seizure.detentionNotice': ['noticed', 'warned', 'answered', 'answered_on'],
    'Seizure.abandonment': ['gave_up_on', 'gave_up_before'],
    'Seizure.disposition': ['ends', 'ended_on', 'sale_from'],
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

const presentation = (of: 'known' | 'told') =>
  `${toldBefore('presented_on', of)} as presented_on, ${response('importer_responded_on', of)} as responded_on`;

/** What is between CBP and the importer: owners of rights are not told that it was corrected either. */
const OF_IMPORTER = noteCorrections({
  held: `lateral (select known.id, ${presentation('known')} from seizure known where known.id = restated.id)`,
  restated: `(select told.id, ${presentation('told')} ${TOLD})`,
  readers: `array['OTHERS'] || ${flagged('held.id')}`,
  coordinates: { 'Seizure.events': ['presented_on', 'responded_on'] },
});

/** Why CBP acted: owners of rights are told what their own lines were held for. */
const OF_GROUNDS = noteCorrections({
  held: 'seizure',
  restated: `(select told.id, told.grounds ${TOLD})`,
  readers: `array['OTHERS'] || ${flagged('held.id')}`,
  coordinates: { 'Seizure.grounds': ['grounds'] },
});

/** What the document of the stage so far says, as rules/document-of-stage.ts has it: the next document is no correction of it (policy). */
const documented = (item: string, of: string) => `case
    when known.seized_on <= current_date then ${of}.${item}_at_seizure
    when known.detained_on <= current_date then ${of}.${item}_at_detention
    else ${of}.${item}_at_entry
  end`;

const documents = (of: 'known' | 'told') => `
    ${documented('description', of)} as description, ${of}.unit, ${documented('quantity', of)} as quantity,
    ${of}.domestic_value_cents`;

/** What the document says of all lines: agencies and owners of rights read it of their own, as seizure-line-corrections.ts has it. */
const OF_ALL_LINES = noteCorrections({
  held: `lateral (select known.id, ${documents('known')} from seizure known where known.id = restated.id)`,
  restated: `(select told.id, ${documents('told')} ${TOLD})`,
  readers: `array['OTHERS']`,
  coordinates: {
    'Seizure.description': ['description'],
    'Seizure.quantity': ['quantity', 'unit'],
    'Seizure.domesticValue': ['domestic_value_cents'],
  },
});

/** What of seizures is about to be restated otherwise, and to whom. */
export const SEIZURE_CORRECTIONS: readonly string[] = [OF_SEIZURE, OF_IMPORTER, OF_GROUNDS, OF_ALL_LINES];
