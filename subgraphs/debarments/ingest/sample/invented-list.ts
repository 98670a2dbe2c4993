/** Rows of an invented exclusions list, for tests: of each only what differs from an invented firm's. */
const FIRM = {
  Classification: 'Firm',
  Name: 'INVENTED GOODS, INC.',
  First: '',
  Middle: '',
  Last: '',
  'Address 1': '9 EXAMPLE BLVD',
  City: 'TESTERTON',
  'State / Province': 'NJ',
  Country: 'USA',
  'Zip Code': '070010000',
  'Unique Entity ID': '',
  'Exclusion Program': 'Reciprocal',
  'Excluding Agency': 'GSA',
  'CT Code': '',
  'Exclusion Type': 'Ineligible (Proceedings Completed)',
  'Additional Comments': 'INVENTED RECORD',
  'Active Date': '01/10/2024',
  'Termination Date': 'Indefinite',
  'Cross-Reference': '',
  'SAM Number': 'S4INV0000',
  CAGE: '',
  NPI: '',
  Creation_Date: '2024-01-10',
} as const;

export type InventedRow = Partial<Record<keyof typeof FIRM, string>>;

/** The lines of a list, in the layout of the public extract. */
export function inventedList(...rows: readonly InventedRow[]): readonly string[] {
  const columns = Object.keys(FIRM) as (keyof typeof FIRM)[];
  const line = (texts: readonly string[]) => texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? FIRM[column])))];
}
