import { agenciesOf, type Facts, isRelated } from './facts.ts';
import type { Row } from './feeds.ts';
import type { Party } from './parties.ts';
import type { Readable } from './readable.ts';

const GRACE_DAYS = 90;

/** domain.md § 3.1 over the columns of the feed: who may know of a seizure, at which stage, and what of it. */
export function readableSeizure(party: Party, row: Row, facts: Facts): Readable {
  const lines = facts.seizures.get(row.case_number ?? '') ?? [];
  const header = lines[0] ?? row;
  // What all lines repeat is read off one's own.
  if (!isLineKnown(party, row, header, facts)) return {};
  const isReadable = party.audience === 'RIGHTS_HOLDER' ? toOwner : toOthers;
  const cells: Record<string, string> = {};
  for (const [column, value] of Object.entries(row)) {
    if (isReadable(column, { party, header, today: facts.today })) cells[column] = value;
  }
  if (isHeld(header)) cells.held = 'Y';
  if (party.audience === 'PGA' && 'agencies' in cells) cells.agencies = party.agency;
  return cells;
}

function isLineKnown(party: Party, line: Row, header: Row, facts: Facts): boolean {
  const { importer_number: importer = '', entry_number: entry = '' } = header;
  switch (party.audience) {
    case 'PGA':
      return agenciesOf(line).includes(party.agency);
    case 'BROKER':
      return (
        isRelated(party, importer, facts) &&
        (entry === '' || facts.filers.get(entry.slice(0, 3)) === party.subject)
      );
    case 'RIGHTS_HOLDER':
      return isRecorded(party, line, header, facts) && isToldOf(header, facts.today);
    default:
      return isRelated(party, importer, facts);
  }
}

/** Through a recordation of its own or in its care, active or in grace on the day of the event and on the day asked. */
function isRecorded(party: Party, line: Row, header: Row, facts: Facts): boolean {
  const recordation = facts.recordations.get(line.recordation ?? '');
  if (recordation === undefined) return false;
  const isAgent = facts.agents.has(`${recordation.number} ${party.subject}`);
  if (recordation.owner_reference !== party.subject && !isAgent) return false;
  const event = header.detained_on || header.seized_on || header.presented_on || '';
  const last = Temporal.PlainDate.from(recordation.expires_on ?? '').add({ days: GRACE_DAYS });
  return [event, facts.today].every(
    (day) => (recordation.effective_on ?? '') <= day && day <= last.toString(),
  );
}

/** From detention or seizure on, or once CBP released an image of it. */
function isToldOf(header: Row, today: string): boolean {
  return ['detained_on', 'seized_on', 'redacted_released_on'].some((column) =>
    hasCome(header[column], today),
  );
}

function hasCome(day: string | undefined, today: string): boolean {
  return day !== undefined && day !== '' && day <= today;
}

interface Asked {
  readonly party: Party;
  readonly header: Row;
  readonly today: string;
}

const OF_HOLD = ['law_enforcement_hold', 'national_security_hold'];
const STAGES = /^(presented|detained|seized|forfeited|abandoned|excluded|released)_on$/;
/** Days that statutory clocks alone tell of. */
const OF_CLOCKS = ['detention_notice_on', 'seizure_notice_on', 'importer_responded_on'];
const PARTIES = /^(manufacturer|exporter|importer)_(name|address)$/;
/** When CBP told the owner of a right what it owes to it: of each line to its owner and CBP alone. */
const OF_DISCLOSURES = ['limited_disclosed_on', 'comprehensive_disclosed_on'];
const LINE_COLUMNS = ['line', 'line_description', 'line_quantity', 'recordation', 'gray_market'];

function isHeld(header: Row): boolean {
  return OF_HOLD.some((column) => header[column] === 'Y');
}

/**
 * Description and quantity are told as the document of the stage has them, and no other
 * has: to agencies and owners what it says of their lines, to others of the seizure.
 */
function isDocumentTold(column: string, { party, header, today }: Asked): boolean {
  const isOfLines = party.audience === 'PGA' || party.audience === 'RIGHTS_HOLDER';
  if (column.startsWith('line_') !== isOfLines) return false;
  const stage = hasCome(header.seized_on, today)
    ? 'seizure'
    : hasCome(header.detained_on, today)
      ? 'detention'
      : 'entry';
  return column.endsWith(`_at_${stage}`);
}

const LIMITED = ['imported_on', 'port', 'unit', 'origin'];

/** Agency, importer and broker: all that the agreement grants, unless the case is held. */
function toOthers(column: string, asked: Asked): boolean {
  const { party, header } = asked;
  const has = (rule: string) => party.rules.has(rule) && !isHeld(header);
  if (column === 'case_number') return true;
  if (column === 'environment') return has('SEIZURE_STAGE');
  // When goods were presented is an event, and asking for the stage of a day does not find it.
  if (column === 'presented_on') return has('SEIZURE_CLOCKS');
  if (column === 'grounds' || STAGES.test(column)) return has('SEIZURE_STAGE') || has('SEIZURE_CLOCKS');
  if (OF_CLOCKS.includes(column)) return has('SEIZURE_CLOCKS');
  if (column === 'recordation' || column === 'unit') return true;
  if (LIMITED.includes(column)) return has('SEIZURE_LIMITED');
  if (column.includes('_at_')) return has('SEIZURE_LIMITED') && isDocumentTold(column, asked);
  if (PARTIES.test(column)) return has('SEIZURE_PARTIES');
  if (column === 'importer_number' || column === 'entry_number')
    return has('SEIZURE_CASE') || party.rules.has('SEIZURE_FACTS') || isRelation(party);
  if (column === 'domestic_value_usd') return has('SEIZURE_VALUE') && party.audience !== 'PGA';
  if (column === 'redacted_images') return has('SEIZURE_REDACTED_IMAGES');
  if (column === 'images') return has('SEIZURE_IMAGES');
  if (column === 'agencies') return party.audience === 'PGA' || has('SEIZURE_LIMITED');
  if (column === 'line_value_usd')
    return has('SEIZURE_VALUE') && (party.audience === 'PGA' || has('SEIZURE_LIMITED'));
  if (LINE_COLUMNS.includes(column)) return has('SEIZURE_LIMITED') && column !== 'gray_market';
  return false;
}

/** By which the party knows of the case at all. */
function isRelation({ audience }: Party): boolean {
  return audience === 'IMPORTER' || audience === 'BROKER';
}

/** 19 CFR 133.21, 133.25, 133.42: stage by stage, of its own marks alone, nothing while the case is held. */
function toOwner(column: string, asked: Asked): boolean {
  const { party, header, today } = asked;
  const isSeized = hasCome(header.seized_on, today);
  const isAbandoned = hasCome(header.abandoned_on, today) && !isSeized;
  const has = (rule: string) => party.rules.has(rule) && !isHeld(header) && !isAbandoned;
  if (column === 'case_number' || column === 'grounds' || column === 'environment') return true;
  if (column === 'presented_on') return false;
  if (STAGES.test(column) || column.endsWith('_notice_on') || column.endsWith('_released_on')) return true;
  if (OF_DISCLOSURES.includes(column)) return party.rules.has('SEIZURE_CLOCKS') && !isHeld(header);
  if (column === 'recordation' || column === 'gray_market') return true;
  if (LIMITED.includes(column)) return has('SEIZURE_LIMITED');
  if (column.includes('_at_')) return has('SEIZURE_LIMITED') && isDocumentTold(column, asked);
  if (PARTIES.test(column)) return has('SEIZURE_PARTIES') && isSeized;
  if (column === 'redacted_images')
    return has('SEIZURE_REDACTED_IMAGES') && hasCome(header.redacted_released_on, today);
  if (column === 'images') return has('SEIZURE_IMAGES') && hasCome(header.images_released_on, today);
  if (LINE_COLUMNS.includes(column)) return has('SEIZURE_LIMITED');
  return false;
}
