import { agenciesOf, type Facts, isRelated } from './facts.ts';
import type { Row } from './feeds.ts';
import type { Party } from './parties.ts';
import { readableSeizure } from './readable-seizure.ts';

/** What of one line of a feed a party may read, by column, as far as any answer may depend on it. */
export type Readable = Readonly<Record<string, string>>;

/**
 * disclosure.md once more, over the columns of the feeds: written by hand from the
 * matrix and domain.md § 3, not from the policies of the subgraphs. A column that is
 * not given is one that no answer to the party may depend on. Where in doubt a cell
 * is given: then two worlds agree on it, and less is tried.
 */
export function readable(feed: string, party: Party, row: Row, facts: Facts): Readable {
  if (party.audience === 'CBP') return row;
  const own = (FEEDS[feed] ?? whole)(party, row, facts);
  return suspends(feed, row, facts) ? { ...only(row, (column) => !PLAIN.includes(column)), ...own } : own;
}

/** Of an importer what no standing rests on. */
const PLAIN = ['business_description', 'website', 'naics', 'year_organized'];

/**
 * A listing as trusted is suspended while standing is lost (EO 14411 § 2(d)): whoever
 * reads the registry learns that much of what standing rests on, by law.
 */
function suspends(feed: string, row: Row, { suspending, bills }: Facts): boolean {
  switch (feed) {
    case 'importers':
    case 'bonds':
      return suspending.has(row.number ?? '');
    case 'importer-disclosures':
      return suspending.has(row.number ?? '') || suspending.has(row.related_number ?? '');
    case 'violations':
    case 'penalties':
    case 'bills':
    case 'seizures':
    case 'evasion-cases':
    case 'forced-labor-detentions':
    case 'liquidated-damages':
      return suspending.has(row.importer_number ?? '');
    case 'payments':
      return suspending.has(bills.get(row.bill_number ?? '')?.importer_number ?? '');
    default:
      return false;
  }
}

type Reads = (party: Party, row: Row, facts: Facts) => Readable;

/** Public record. */
const whole: Reads = (_party, row) => row;

const FEEDS: Readonly<Record<string, Reads>> = {
  // NOTE: what others have agreed stands in no answer but the accounting, which is not asked for here.
  // Platforms are told to importers, who consent to them.
  agreements: (party, row) => {
    const isOwn = party.token?.organization === row.organization;
    return isOwn || (party.audience === 'IMPORTER' && row.audience === 'PLATFORM') ? row : {};
  },
  importers,
  bonds: related('IMPORTER_SECURITY'),
  'importer-disclosures': related('IMPORTER_OWNERSHIP'),
  'confidentiality-certifications': certifications,
  'trusted-listings': listings,
  'broker-clients': clients,
  'broker-statuses': statuses,
  // NOTE: where a post stands once a quarter is closed is public record, and hangs on every count of the quarter.
  'post-quarters': (party, row, facts) => {
    const isOwn = party.audience === 'POST' && party.subject === row.code && party.rules.has('POST_FACTORS');
    return isOwn || facts.closedQuarters.has(row.quarter ?? '') ? row : {};
  },
  recordations,
  entries,
  seizures: readableSeizure,
  violations,
  penalties,
  'evasion-cases': evasionCases,
  'forced-labor-detentions': cases('VIOLATIONS'),
  'liquidated-damages': cases('PENALTY'),
  bills,
  payments: (party, row, facts) => {
    const bill = facts.bills.get(row.bill_number ?? '');
    return bill !== undefined && 'bill_number' in bills(party, bill, facts) ? row : {};
  },
};

function related(rule: string): Reads {
  return (party, row, facts) =>
    party.rules.has(rule) && isRelated(party, row.number ?? '', facts) ? row : {};
}

const CONTACT = /^(mailing|physical)_/;

function importers(party: Party, row: Row, facts: Facts): Readable {
  const { number = '' } = row;
  const isOwn = isRelated(party, number, facts);
  const has = (rule: string) => isOwn && party.rules.has(rule);
  const isTrusted = facts.trusted.has(number);
  const isConfidential = facts.confidential.has(number);
  const isKnown = isOwn || isTrusted || (facts.shippers.has(number) && readsShippers(party));
  const hasName =
    (has('IMPORTER_NAME') && (party.audience !== 'BROKER' || !isConfidential)) ||
    (isTrusted && !isConfidential);
  return only(row, (column) => {
    if (column === 'number' || column === 'kind') return isKnown;
    if (column === 'name' || column === 'other_names') return hasName;
    if (column === 'previous_numbers') return has('IMPORTER_NUMBER');
    if (column === 'registry_status') return has('STANDING_STATUS');
    if (column === 'anticipated_duties_usd')
      return ['IMPORTER_PROFILE', 'IMPORTER_SECURITY', 'ENTRY_ELIGIBILITY'].some(has);
    if (column === 'uei' || column === 'cage') return has('IMPORTER_PROFILE') || has('EXCLUSION_LINK');
    return CONTACT.test(column) ? has('IMPORTER_CONTACT') : has('IMPORTER_PROFILE');
  });
}

function readsShippers({ audience, rules }: Party): boolean {
  const may = ['PGA', 'BROKER', 'CARRIER', 'PLATFORM'].includes(audience);
  return may && rules.has('KNOWN_SHIPPER');
}

/** The certifier reads it; anyone who would have the name learns of it by not having it. */
function certifications(party: Party, row: Row, facts: Facts): Readable {
  const { number = '' } = row;
  const losesTheName = facts.trusted.has(number) || party.audience === 'BROKER';
  const isConcerned = losesTheName || party.audience === 'IMPORTER';
  return isConcerned && (facts.trusted.has(number) || isRelated(party, number, facts)) ? row : {};
}

function listings(party: Party, row: Row): Readable {
  if (row.programme === 'TRUSTED') return row;
  const isOwn = party.audience === 'IMPORTER' && party.subject === row.number;
  const isReader = readsShippers(party) || (isOwn && party.rules.has('KNOWN_SHIPPER'));
  return isReader ? only(row, (column) => column !== 'name') : {};
}

/** Whoever acts under a power of attorney knows it, whatever its agreement grants. */
function clients(party: Party, row: Row, facts: Facts): Readable {
  if (party.audience === 'BROKER') return party.subject === row.license_number ? row : {};
  if (party.audience === 'IMPORTER') return party.subject === row.importer_number ? row : {};
  return party.rules.has('BROKER_CLIENTS') && isRelated(party, row.importer_number ?? '', facts) ? row : {};
}

function statuses(party: Party, row: Row, facts: Facts): Readable {
  if (row.programme !== 'CTPAT') return row;
  const license = row.license_number ?? '';
  if (facts.brokers.get(license)?.ctpat_consent === 'Y') return row;
  const isClient = party.audience === 'IMPORTER' && facts.clients.has(`${license} ${party.subject}`);
  const isOwn = party.audience === 'BROKER' && party.subject === license;
  return party.rules.has('CTPAT_STATUS') && (party.audience === 'PGA' || isOwn || isClient) ? row : {};
}

/** Public search record but for who owns it, which its owner alone is told. */
function recordations(party: Party, row: Row): Readable {
  const isOwn = party.audience === 'RIGHTS_HOLDER' && party.subject === row.owner_reference;
  return only(row, (column) => {
    if (column === 'owner_reference') return isOwn;
    return column !== 'owner_name' && column !== 'basis';
  });
}

/** Entry summaries that a party may know of at all. */
export function isEntryKnown(party: Party, number: string, facts: Facts): boolean {
  const lines = facts.entries.get(number) ?? [];
  const importer = lines[0]?.importer_number ?? '';
  if (party.audience === 'PGA') return lines.some((line) => agenciesOf(line).includes(party.agency));
  if (party.audience === 'BROKER' && facts.filers.get(number.slice(0, 3)) !== party.subject) return false;
  return isRelated(party, importer, facts);
}

const LINE_COLUMNS = ['hts', 'description', 'origin', 'quantity', 'unit', 'line'];

function entries(party: Party, row: Row, facts: Facts): Readable {
  if (!isEntryKnown(party, row.entry_number ?? '', facts)) return {};
  const isAgency = party.audience === 'PGA';
  const has = (rule: string) => party.rules.has(rule);
  const isOwnLine = !isAgency || agenciesOf(row).includes(party.agency);
  const hasLine = isOwnLine && has('ENTRY_LINES');
  const told = only(row, (column) => {
    if (LINE_COLUMNS.includes(column)) return hasLine;
    if (column === 'line_value_usd' || column === 'line_duty_usd') return hasLine && has('ENTRY_COMMERCIAL');
    if (column === 'mid') return hasLine && has('ENTRY_PARTIES');
    if (column === 'agencies') return hasLine && !isAgency;
    if (['entered_value_usd', 'duties_owed_usd', 'duties_paid_usd'].includes(column))
      return has('ENTRY_COMMERCIAL') && !isAgency;
    if (column === 'bond_type' || column === 'surety_code') return has('ENTRY_COMMERCIAL');
    return true;
  });
  return isAgency && isOwnLine ? { ...told, agencies: party.agency } : told;
}

function violations(party: Party, row: Row, facts: Facts): Readable {
  if (!party.rules.has('VIOLATIONS') && !party.rules.has('PENALTY')) return {};
  if (party.audience === 'PGA')
    return agenciesOf(row).includes(party.agency) ? { ...row, agencies: party.agency } : {};
  const isOwn = isRelated(party, row.importer_number ?? '', facts);
  return isOwn ? only(row, (column) => column !== 'agencies') : {};
}

/** As the importer it is of; an agency those flagged to it, wherever they are. */
function cases(rule: string): Reads {
  return (party, row, facts) => {
    const { importer_number: importer = '' } = row;
    if (!party.rules.has(rule) || !isRelated(party, importer, facts)) return {};
    const told = only(row, (column) => column !== 'agencies');
    if (party.audience !== 'PGA') return told;
    return agenciesOf(row).includes(party.agency) ? { ...told, agencies: party.agency } : {};
  };
}

const casesOfImporter = cases('VIOLATIONS');

/** Until the parties are told of an investigation they know of none (19 CFR 165.15(d)). */
function evasionCases(party: Party, row: Row, facts: Facts): Readable {
  const isTold = row.notified_on !== '' && (row.notified_on ?? '') <= facts.today;
  return isTold || party.audience === 'PGA' ? casesOfImporter(party, row, facts) : {};
}

const CLOSED = [
  'case_number',
  'party',
  'party_name',
  'statute',
  'assessed_usd',
  'loss_of_revenue_usd',
  'mitigated_usd',
  'paid_usd',
];

/** 19 CFR 103.32: of a closed case six items are public record. */
function penalties(party: Party, row: Row, facts: Facts): Readable {
  const isClosed = row.closed_on !== '' && (row.closed_on ?? '') <= facts.today;
  const open = isClosed ? { ...only(row, (column) => CLOSED.includes(column)), closed: 'Y' } : {};
  return { ...open, ...ofRelation(party, row, facts) };
}

function ofRelation(party: Party, row: Row, facts: Facts): Readable {
  if (!party.rules.has('PENALTY')) return {};
  if (party.audience !== 'PGA') return isRelated(party, row.importer_number ?? '', facts) ? row : {};
  const finding = facts.findings.get(row.finding_number ?? '');
  const lines = facts.seizures.get(row.case_number ?? '') ?? [];
  const isFlagged = [...(finding === undefined ? [] : [finding]), ...lines].some((flagged) =>
    agenciesOf(flagged).includes(party.agency),
  );
  return isFlagged ? row : {};
}

function bills(party: Party, row: Row, facts: Facts): Readable {
  if (!party.rules.has('ENTRY_COMMERCIAL')) return {};
  if (party.audience === 'PGA') return isEntryKnown(party, row.entry_number ?? '', facts) ? row : {};
  return isRelated(party, row.importer_number ?? '', facts) ? row : {};
}

export function only(row: Row, isReadable: (column: string) => boolean): Readable {
  return Object.fromEntries(Object.entries(row).filter(([column]) => isReadable(column)));
}
