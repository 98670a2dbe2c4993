import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { ColumnNames } from '@good-standing/kernel/ingest/header.ts';
import { crossReferencedNames } from '../keys/cross-reference.ts';
import { joined, type ListedEntry } from './listed-entry.ts';

/** Columns by the names they have had since 2015; order and number differ between vintages. */
const REQUIRED = {
  classification: ['Classification'],
  name: ['Name'],
  first: ['First'],
  last: ['Last'],
  country: ['Country'],
  program: ['Exclusion Program'],
  agency: ['Excluding Agency'],
  exclusionType: ['Exclusion Type'],
  activeDate: ['Active Date'],
  terminationDate: ['Termination Date'],
  samNumber: ['SAM Number'],
} as const satisfies Record<string, ColumnNames>;

const OPTIONAL = {
  prefix: ['Prefix'],
  middle: ['Middle'],
  suffix: ['Suffix'],
  address1: ['Address 1'],
  address2: ['Address 2'],
  address3: ['Address 3'],
  address4: ['Address 4'],
  city: ['City'],
  state: ['State / Province', 'State'],
  zip: ['Zip Code', 'ZIP Code'],
  openData: ['Open Data Flag', 'D&B Open Data Flag'],
  duns: ['Unique Entity Identifier (DUNS)', 'DUNS'],
  uei: ['Unique Entity ID', 'Unique Entity Identifier (SAM)'],
  ctCode: ['CT Code'],
  comments: ['Additional Comments'],
  recordStatus: ['Record Status'],
  crossReference: ['Cross-Reference', 'Cross Reference'],
  cage: ['CAGE'],
  npi: ['NPI'],
  creationDate: ['Creation_Date', 'Creation Date'],
} as const satisfies Record<string, ColumnNames>;

export type SamRow = CsvRecord<keyof typeof REQUIRED, keyof typeof OPTIONAL>;

/** The rows of SAM's public CSV extract, in any of its header vintages. */
export const samRows = csv({ required: REQUIRED, optional: OPTIONAL });

export function entryOfRow(row: SamRow): ListedEntry {
  const text = (column: keyof SamRow) => (row[column] ?? '').trim();
  return {
    samNumber: text('samNumber'),
    classification: text('classification'),
    entityName: text('name'),
    personName: joined(text('first'), text('middle'), text('last'), text('suffix')),
    shortName: joined(text('first'), text('last')),
    otherNames: crossReferencedNames(text('crossReference')),
    identifiers: [
      { scheme: 'UEI', text: text('uei'), isOwn: true },
      { scheme: 'CAGE', text: text('cage'), isOwn: true },
      { scheme: 'NPI', text: text('npi'), isOwn: true },
      { scheme: 'DUNS', text: text('duns'), isOwn: true },
    ],
    address: {
      lines: [text('address1'), text('address2'), text('address3'), text('address4')],
      city: text('city'),
      region: text('state'),
      postalCode: text('zip'),
      country: text('country'),
    },
    otherAddresses: [],
    program: text('program'),
    agency: text('agency'),
    agencyName: '',
    exclusionType: text('exclusionType'),
    ctCode: text('ctCode'),
    comments: text('comments'),
    actions: [
      {
        activeOn: text('activeDate'),
        terminatesOn: text('terminationDate'),
        createdOn: text('creationDate'),
      },
    ],
    raw: JSON.stringify(row),
  };
}
