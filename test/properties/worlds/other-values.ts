import type { Random } from '@good-standing/gateway/world/random.ts';
import type { Row } from './feeds.ts';

/** Another value of a column, valid beside the rest of its row. */
export type Other = (random: Random, row: Row) => string;

const text =
  (...values: readonly [string, ...string[]]): Other =>
  (random) =>
    random.pick(values);
const number =
  (from: number, to: number): Other =>
  (random) =>
    String(random.between(from, to));
const dollars: Other = (random) => `${random.between(1, 99_000)}.00`;

/** A day some days earlier; nothing where there is none. */
function earlier(most: number): Other {
  return (random, row) => {
    const day = row.until_on || row.terminated_on || '2026-10-01';
    return Temporal.PlainDate.from(day)
      .subtract({ days: random.between(1, most) })
      .toString();
  };
}

/** Some days before the one that the row has: nothing that comes after it comes before it. */
function dayBefore(column: string, most: number): Other {
  return (random, row) =>
    Temporal.PlainDate.from(row[column] ?? '')
      .subtract({ days: random.between(0, most) })
      .toString();
}

/** The day of the step before, where the row has come so far: steps keep their order. */
function asEarlyAs(column: string, before: string): Other {
  return (_random, row) => (row[column] === '' ? '' : (row[before] ?? ''));
}

const NAME: Other = (random) =>
  random.pick([
    `CHANGED ${random.between(1, 99)} TRADING LLC`,
    'AURORA KITCHENWARE LLC',
    'NORTHWIND TRADERS, INC.',
    'CASCADE NUTRITION LLC',
    `AMBER ${random.between(1, 9)}`,
  ]);
const PERSON: Other = (random) => `CHANGED PERSON ${random.between(1, 99)}`;
const COUNTRY = text('US', 'CA', 'DE', 'QM', 'MX');
const AGENCY: Other = (random, row) =>
  random.pick(['', 'EPA', 'NHT', 'APH', 'FCC', 'FDA', 'CPS', 'FDA;CPS', 'EPA;FCC', row.agencies ?? '']);
const HOLD = text('Y', 'N');
const IMPORTER = text('07-000000100', '07-000000200', '07-000000300', '07-000000500', '264601-00005');
const GOODS = text('CHANGED MERCHANDISE', 'OTHER MERCHANDISE');

/** Columns that can be other than they are, feed by feed; keys and what orders a file stay. */
export const OTHER_VALUES: Readonly<Record<string, Readonly<Record<string, Other>>>> = {
  agreements: {
    name: text('Changed Party (invented)', 'Another Party (invented)'),
    address: text('1 Changed Plaza', '2 Changed Plaza'),
  },
  importers: {
    previous_numbers: text('', '264601-00077|2024-03-03'),
    name: NAME,
    other_names: text('', 'DBA|CHANGED PLAY', 'AKA|AURORA TABLE'),
    kind: text('LLC', 'CORPORATION', 'PARTNERSHIP', 'OTHER'),
    mailing_lines: text('1 CHANGED ST', '77 EXAMPLE AVE'),
    mailing_city: text('CHANGED', ''),
    mailing_postal_code: text('98101', '07001', '60601'),
    mailing_country: COUNTRY,
    registry_status: text('ACTIVE', 'INACTIVE', 'VOIDED'),
    last_used_on: earlier(900),
    year_organized: number(1950, 2020),
    organized_in: text('OH', 'TX'),
    naics: number(423_000, 425_999),
    business_description: text('CHANGED GOODS', ''),
    website: text('', 'https://changed.example'),
    entries_per_year: number(1, 5),
    anticipated_value_usd: number(1, 99_000),
    anticipated_duties_usd: number(1, 99_000),
    uei: text('', 'CSCDNUT7K2L4', 'NRTHWND4T5R6', 'NVNT22223333'),
  },
  bonds: {
    bond_type: text('CONTINUOUS', 'SINGLE'),
    surety_code: number(100, 900),
    amount_usd: number(10_000, 900_000),
    effective_on: earlier(3_000),
  },
  'importer-disclosures': {
    name: PERSON,
    country: COUNTRY,
    percent: number(1, 100),
    value_usd: number(1, 900_000),
    description: text('CHANGED', 'OTHER'),
    from_on: earlier(3_000),
  },
  'confidentiality-certifications': { received_on: earlier(1_500), names: text('CHANGED', 'A;B') },
  'trusted-listings': {
    name: NAME,
    mode: text('MAIL', 'EXPRESS', ''),
    listed_on: earlier(600),
  },
  'broker-clients': { from_on: earlier(900), until_on: text('', '2026-10-05', '2026-12-31') },
  'broker-statuses': { status: text('CERTIFIED', 'VALIDATED', 'SUSPENDED', 'APPLICANT') },
  'post-quarters': {
    items: (random, row) => String(Number(row.items) + random.between(1, 999)),
    targeted_narcotics: number(0, 9),
    random_ipr: number(0, 9),
    aed_quality: text('0.5', '0.912'),
    requests_answered: (_random, row) => row.requests_made ?? '0',
    blocked_repeats: number(0, 3),
  },
  recordations: {
    owner_reference: (random) => `IPRR-${random.between(20_000, 20_005)}`,
    owner_name: PERSON,
    basis: text('REGISTERED', 'COMMON_LAW'),
  },
  entries: {
    environment: text('MAIL', 'EXPRESS', 'CARGO'),
    port: text('2704', '4701', '1101'),
    filed_on: earlier(600),
    released_on: text('', '2026-10-30'),
    post_code: text('', 'QMA', 'XAA'),
    entered_value_usd: dollars,
    duties_owed_usd: dollars,
    duties_paid_usd: dollars,
    bond_type: text('', 'CONTINUOUS'),
    surety_code: number(100, 900),
    hts: text('6911103710', '9503000073', '7318158065'),
    description: text('CHANGED GOODS', 'OTHER GOODS'),
    origin: COUNTRY,
    line_value_usd: dollars,
    line_duty_usd: dollars,
    quantity: number(1, 900),
    mid: (random) => `CNCHANGED${random.between(1, 9)}CIT`,
    agencies: AGENCY,
  },
  seizures: {
    importer_number: text('', '07-000000100', '07-000000300', '07-000000500', '264601-00005'),
    environment: text('MAIL', 'EXPRESS', 'CARGO'),
    port: text('2704', '4701', '1101'),
    grounds: text('NARCOTICS', 'ORIGIN', 'IPR_TRADEMARK', 'OTHER'),
    detention_notice_on: (_random, row) => row.presented_on ?? '',
    seizure_notice_on: (_random, row) => row.presented_on ?? '',
    imported_on: text('2025-06-01', '2025-07-01', ''),
    description_at_entry: text('CHANGED AT ENTRY', ''),
    description_at_detention: text('CHANGED AT DETENTION', ''),
    description_at_seizure: text('CHANGED AT SEIZURE', ''),
    quantity_at_entry: number(1, 999),
    quantity_at_detention: number(1, 999),
    quantity_at_seizure: number(1, 999),
    origin: COUNTRY,
    manufacturer_name: PERSON,
    manufacturer_address: text('CHANGED', ''),
    exporter_name: PERSON,
    exporter_address: text('CHANGED', ''),
    importer_name: PERSON,
    importer_address: text('CHANGED', ''),
    domestic_value_usd: dollars,
    redacted_images: text('', 'CHANGED-R1;CHANGED-R2'),
    images: text('', 'CHANGED-1'),
    images_released_on: (_random, row) => row.seized_on ?? '',
    presented_on: dayBefore('presented_on', 9),
    detained_on: (_random, row) => row.presented_on ?? '',
    seized_on: (_random, row) => row.presented_on ?? '',
    law_enforcement_hold: HOLD,
    national_security_hold: HOLD,
    recordation: text('', 'TMK 07-00001', 'COP 07-00002', 'TMK 08-01000', 'TMK 08-01003'),
    agencies: AGENCY,
    gray_market: HOLD,
    line_description: text('CHANGED', 'OTHER'),
    line_quantity: number(1, 900),
    line_value_usd: dollars,
    line_description_at_entry: text('CHANGED OF THE LINE AT ENTRY', ''),
    line_description_at_detention: text('CHANGED OF THE LINE AT DETENTION', ''),
    line_description_at_seizure: text('CHANGED OF THE LINE AT SEIZURE', ''),
    line_quantity_at_entry: number(1, 999),
    line_quantity_at_detention: number(1, 999),
    line_quantity_at_seizure: number(1, 999),
  },
  violations: {
    kind: text('MISCLASSIFICATION', 'CONTRABAND', 'FALSE_ORIGIN'),
    culpability: text('NEGLIGENCE', 'FRAUD'),
    found_on: earlier(900),
    final_on: text(''),
    status: text('PENDING'),
    agencies: AGENCY,
  },
  penalties: { assessed_usd: dollars, mitigated_usd: dollars, paid_usd: dollars, closed_on: text('') },
  'evasion-cases': {
    importer_number: IMPORTER,
    order_number: text('A-999-777', 'C-999-778'),
    merchandise: GOODS,
    received_on: dayBefore('received_on', 900),
    initiated_on: asEarlyAs('initiated_on', 'received_on'),
    interim_on: asEarlyAs('interim_on', 'initiated_on'),
    notified_on: asEarlyAs('notified_on', 'interim_on'),
    extended: HOLD,
    determined_on: asEarlyAs('determined_on', 'initiated_on'),
    determination_notice_on: asEarlyAs('determination_notice_on', 'determined_on'),
    review_asked_on: asEarlyAs('review_asked_on', 'determined_on'),
    reviewed_on: asEarlyAs('reviewed_on', 'review_asked_on'),
    agencies: AGENCY,
  },
  'forced-labor-detentions': {
    importer_number: IMPORTER,
    entry_number: text(''),
    basis: text('UFLPA', 'FINDING', 'WITHHOLD_RELEASE_ORDER', 'CAATSA'),
    order_reference: text('CHANGED ORDER', 'OTHER ORDER'),
    merchandise: GOODS,
    origin: COUNTRY,
    agencies: AGENCY,
  },
  'liquidated-damages': {
    importer_number: IMPORTER,
    entry_number: text(''),
    bond_number: text('', 'CHANGED-1'),
    breach: text('LATE_FILING', 'FAILURE_TO_REDELIVER', 'LATE_PAYMENT'),
    assessed_usd: dollars,
    mitigated_usd: text(''),
    paid_usd: text(''),
    petitioned_on: text(''),
    closed_on: text(''),
    agencies: AGENCY,
  },
  bills: { amount_usd: dollars, kind: text('DUTY', 'FEE'), protested: HOLD },
  payments: { amount_usd: dollars },
};

/** Columns that every line of one record repeats, and what names the record. */
export const RECORDS: Readonly<
  Record<string, { readonly key: string; readonly perLine: readonly string[] }>
> = {
  entries: {
    key: 'entry_number',
    perLine: [
      'line',
      'hts',
      'description',
      'origin',
      'line_value_usd',
      'line_duty_usd',
      'quantity',
      'unit',
      'mid',
      'agencies',
    ],
  },
  seizures: {
    key: 'case_number',
    perLine: [
      'line',
      'recordation',
      'agencies',
      'gray_market',
      'line_description',
      'line_quantity',
      'line_value_usd',
      'line_description_at_entry',
      'line_description_at_detention',
      'line_description_at_seizure',
      'line_quantity_at_entry',
      'line_quantity_at_detention',
      'line_quantity_at_seizure',
    ],
  },
};
