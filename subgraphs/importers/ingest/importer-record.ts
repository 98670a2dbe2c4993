import { readCage } from '@good-standing/kernel/identifiers/cage.ts';
import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
import { readDuns } from '@good-standing/kernel/identifiers/duns.ts';
import {
  type ImporterNumber,
  readImporterNumber,
} from '@good-standing/kernel/identifiers/importer-number.ts';
import { readLei } from '@good-standing/kernel/identifiers/lei.ts';
import {
  isMalformed,
  type Malformed,
  malformed,
  malformedUnquoted,
} from '@good-standing/kernel/identifiers/malformed.ts';
import { readUei } from '@good-standing/kernel/identifiers/uei.ts';
import {
  centsField,
  dayField,
  listField,
  optionalField,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { EntriesPerYear, ImporterKind, RegistryStatus } from '../schema.generated.ts';
import { codeColumn, yearColumn } from './columns.ts';

const KINDS: readonly ImporterKind[] = [
  'CORPORATION',
  'PARTNERSHIP',
  'INDIVIDUAL',
  'SOLE_PROPRIETOR',
  'FOREIGN_GOVERNMENT',
  'US_GOVERNMENT',
  'LLC',
  'OTHER',
];

const STATUSES: readonly RegistryStatus[] = ['ACTIVE', 'INACTIVE', 'VOIDED', 'REMOVED'];

/** The boxes of CBP Form 5106, by their number. */
const ENTRIES_PER_YEAR: Readonly<Record<string, EntriesPerYear>> = {
  1: 'FROM_1_TO_4',
  2: 'FROM_5_TO_24',
  3: 'FROM_25',
  4: 'INFREQUENT_PERSONAL',
  5: 'NONE_INTENDED',
};

const addressLine = textField(100);

/** The columns of the feed `importers`. No reader quotes a number, a name or an address. */
export const IMPORTER_COLUMNS = {
  number: readImporterNumber,
  previous_numbers: listField(readFormerNumber),
  name: textField(200),
  other_names: listField(readOtherName),
  kind: wordField(KINDS),
  mailing_lines: listField(addressLine),
  mailing_city: optionalField(textField(100)),
  mailing_region: optionalField(textField(100)),
  mailing_postal_code: optionalField(textField(20)),
  mailing_country: readCountryCode,
  physical_lines: listField(addressLine),
  physical_city: optionalField(textField(100)),
  physical_region: optionalField(textField(100)),
  physical_postal_code: optionalField(textField(20)),
  physical_country: optionalField(readCountryCode),
  registry_status: wordField(STATUSES),
  last_used_on: optionalField(dayField),
  year_organized: optionalField(yearColumn),
  organized_in: optionalField(textField(100)),
  naics: optionalField(codeColumn(/^\d{2,6}$/, '2 to 6 digits')),
  business_description: optionalField(textField(500)),
  website: optionalField(textField(300)),
  entries_per_year: optionalField(readEntriesPerYear),
  anticipated_value_usd: optionalField(centsField),
  uei: optionalField(readUei),
  cage: optionalField(readCage),
  duns: optionalField(readDuns),
  lei: optionalField(readLei),
  phones: listField(readPhone),
  bank_accounts: listField(readAccountHash),
  anticipated_duties_usd: optionalField(centsField),
};

/** Columns that files of before have not. */
export const LATER_IMPORTER_COLUMNS = ['phones', 'bank_accounts', 'anticipated_duties_usd'] as const;

interface FormerNumber {
  readonly number: ImporterNumber;
  readonly until: Temporal.PlainDate;
}

/** `number|last_day` */
function readFormerNumber(text: string): FormerNumber | Malformed {
  const [written = '', day = '', ...rest] = text.split('|');
  const number = readImporterNumber(written);
  const until = dayField(day);
  return isMalformed(number) || isMalformed(until) || rest.length > 0
    ? malformedUnquoted('number|YYYY-MM-DD, the last day it was held', text)
    : { number, until };
}

interface OtherName {
  readonly kind: string;
  readonly name: string;
}

/** `DBA|name`, the alternate-name types of CBP Form 5106. */
function readOtherName(text: string): OtherName | Malformed {
  const [, kind, name = ''] = /^\s*(DIV|DBA|AKA)\s*\|(.*)$/is.exec(text) ?? [];
  const written = name.trim();
  return kind === undefined || written === '' || written.length > 200
    ? malformedUnquoted('DIV|name, DBA|name or AKA|name', text)
    : { kind: kind.toUpperCase(), name: written };
}

function readPhone(text: string): string | Malformed {
  const written = text.trim();
  return /^[+\d][\d ().x-]{4,39}$/i.test(written) ? written : malformedUnquoted('a telephone number', text);
}

/** Lower case comes back. An account itself is refused, unseen. */
function readAccountHash(text: string): string | Malformed {
  const written = text.trim().toLowerCase();
  return /^[0-9a-f]{64}$/.test(written)
    ? written
    : malformedUnquoted('64 hexadecimal digits, the hash of an account', text);
}

function readEntriesPerYear(text: string): EntriesPerYear | Malformed {
  return ENTRIES_PER_YEAR[text.trim()] ?? malformed('1 to 5, as on CBP Form 5106', text);
}
