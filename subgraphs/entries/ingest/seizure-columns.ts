import { readCaseNumber } from '@good-standing/kernel/identifiers/case-number.ts';
import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { isMalformed, type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readPgaAgency } from '@good-standing/kernel/identifiers/pga-agency.ts';
import { readPort } from '@good-standing/kernel/identifiers/port.ts';
import { readRecordationNumber } from '@good-standing/kernel/identifiers/recordation-number.ts';
import {
  centsField,
  dayField,
  listField,
  optionalField,
  textField,
  wordField,
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import { RIGHTS_BASES } from '../parameters.ts';
import { CONSENT_ANSWERS, DISPOSED_BY, DISPOSITIONS } from '../rules/disposition.ts';
import { storedImage } from '../seizure-image.ts';
import { readLineNumber, readQuantity, readUnit, readWord } from './entry-fields.ts';
import type { GroupedRow } from './row-groups.ts';

const GROUNDS = [
  'IPR_TRADEMARK',
  'IPR_COPYRIGHT',
  'GRAY_MARKET',
  'DMCA',
  'NARCOTICS',
  'CONTRABAND',
  'UNDERVALUATION',
  'ORIGIN',
  'FOOD_SAFETY',
  'PRODUCT_SAFETY',
  'FORCED_LABOR',
  'OTHER',
] as const;

const day = optionalField(dayField);
const text = optionalField(textField(1_000));
const quantity = optionalField(readQuantity);

/** Columns that every row of a seizure repeats. */
export const SEIZURE_HEADER = {
  case_number: readCaseNumber,
  entry_number: optionalField(readEntryNumber),
  importer_number: optionalField(readImporterNumber),
  environment: wordField(['MAIL', 'EXPRESS', 'CARGO', 'OTHER']),
  port: optionalField(readPort),
  grounds: readGrounds,
  presented_on: dayField,
  detained_on: day,
  detention_notice_on: day,
  seized_on: day,
  seizure_notice_on: day,
  forfeited_on: day,
  abandoned_on: day,
  excluded_on: day,
  released_on: day,
  imported_on: day,
  description_at_entry: text,
  description_at_detention: text,
  description_at_seizure: text,
  quantity_at_entry: quantity,
  quantity_at_detention: quantity,
  quantity_at_seizure: quantity,
  unit: optionalField(readUnit),
  origin: optionalField(readCountryCode),
  manufacturer_name: text,
  manufacturer_address: text,
  exporter_name: text,
  exporter_address: text,
  importer_name: text,
  importer_address: text,
  domestic_value_usd: optionalField(centsField),
  redacted_images: listField(readImage),
  images: listField(readImage),
  redacted_released_on: day,
  images_released_on: day,
  law_enforcement_hold: yesNoField,
  national_security_hold: yesNoField,
};

/** Columns of the same that a file may lack. */
export const SEIZURE_OPTIONAL = {
  importer_response: optionalField(wordField(['SUFFICIENT', 'INSUFFICIENT'])),
  importer_responded_on: day,
  images_requested_on: day,
  commissioner_belief_on: day,
  disclosure_warnings: optionalField(yesNoField),
  importer_notified_on: day,
  commissioner_belief_basis: optionalField(textField(2_000)),
  disposition: optionalField(wordField(DISPOSITIONS)),
  disposed_on: day,
  disposed_by: optionalField(wordField(DISPOSED_BY)),
  disposition_authority: optionalField(textField(100)),
};

/** Columns of one product and mark. */
export const SEIZURE_LINE = {
  line: readLineNumber,
  recordation: optionalField(readRecordationNumber),
  agencies: listField(readPgaAgency),
  gray_market: yesNoField,
  line_description: text,
  line_quantity: quantity,
  line_value_usd: optionalField(centsField),
};

/** Columns of the same that a file may lack. */
export const SEIZURE_LINE_OPTIONAL = {
  basis: optionalField(wordField(RIGHTS_BASES)),
  limited_disclosed_on: day,
  comprehensive_disclosed_on: day,
  consent_asked_on: day,
  consent_answer: optionalField(wordField(CONSENT_ANSWERS)),
  consent_answered_on: day,
  line_description_at_entry: text,
  line_description_at_detention: text,
  line_description_at_seizure: text,
  line_quantity_at_entry: quantity,
  line_quantity_at_detention: quantity,
  line_quantity_at_seizure: quantity,
};

export type SeizureHeaderColumn = keyof typeof SEIZURE_HEADER | keyof typeof SEIZURE_OPTIONAL;
export type SeizureLineColumn = keyof typeof SEIZURE_LINE | keyof typeof SEIZURE_LINE_OPTIONAL;
export type SeizureRecord = GroupedRow<SeizureHeaderColumn, SeizureLineColumn>;

function readGrounds(written: string): readonly (typeof GROUNDS)[number][] | Malformed {
  const grounds = listField(wordField(GROUNDS))(written);
  return isMalformed(grounds) || grounds.length > 0 ? grounds : malformed('at least one ground', written);
}

/** `KIND|reference`, or a reference alone: a photograph. */
function readImage(written: string): string | Malformed {
  const [first = '', second] = written.split('|');
  const kind = second === undefined ? 'PHOTOGRAPH' : readWord(first);
  if (isMalformed(kind)) return kind;
  const reference = (second ?? first).trim();
  return /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/.test(reference)
    ? storedImage({ kind, reference })
    : malformed(
        'KIND|reference, the reference at most 100 letters, digits, dots, slashes and hyphens',
        written,
      );
}
