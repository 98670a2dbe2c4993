import type { Random } from '@good-standing/gateway/world/random.ts';
import { entryCheckDigit } from '@good-standing/kernel/identifiers/entry-number.ts';
import { type Row, rowsOf, type World } from './feeds.ts';

/** Serials and numbers from here on are in no world of the generator. */
const FROM = 700_000;

/**
 * Rows that could be hidden from someone: new importers with all that hangs on them,
 * and entries, seizures, findings and bills of importers that are there. Which of them
 * a party may read is for the caller to say.
 */
export function newRows(world: World, random: Random, nth: number): ReadonlyMap<string, readonly Row[]> {
  const some = (feed: string) => pick(random, rowsOf(world, feed));
  const isNew = random.chance(0.4);
  const number = isNew ? `07-${String(FROM + nth).padStart(7, '0')}00` : (some('importers').number ?? '');
  const rows = new Map<string, Row[]>();
  const add = (feed: string, row: Row) => rows.set(feed, [...(rows.get(feed) ?? []), row]);
  if (isNew) {
    add('importers', { ...some('importers'), number, previous_numbers: '', uei: random.pick(UEIS) });
    add('bonds', { ...some('bonds'), number, bond_number: String(800_000_000 + nth) });
    add('importer-disclosures', { ...some('importer-disclosures'), number, related_number: '' });
    add('broker-clients', { ...some('broker-clients'), importer_number: number, until_on: '' });
  }
  for (const line of newEntry(world, random, number, nth)) add('entries', line);
  if (random.chance(0.5)) add('seizures', newSeizure(world, random, number, nth));
  if (random.chance(0.4)) {
    const finding = { finding_number: `INV-N-${FROM + nth}`, importer_number: number, entry_number: '' };
    add('violations', { ...some('violations'), ...finding });
  }
  if (random.chance(0.4)) {
    const bill = { bill_number: `INV-NB-${FROM + nth}`, importer_number: number, entry_number: '' };
    add('bills', { ...some('bills'), ...bill });
  }
  const agencies = random.pick(AGENCIES);
  if (random.chance(0.4))
    add('evasion-cases', {
      ...some('evasion-cases'),
      case_number: `EAPA-N-${FROM + nth}`,
      importer_number: number,
      agencies,
    });
  if (random.chance(0.4)) {
    const detention = { detention_number: `INV-NF-${FROM + nth}`, importer_number: number, entry_number: '' };
    add('forced-labor-detentions', { ...some('forced-labor-detentions'), ...detention, agencies });
  }
  if (random.chance(0.4)) {
    const claim = { claim_number: `INV-NL-${FROM + nth}`, importer_number: number, entry_number: '' };
    add('liquidated-damages', { ...some('liquidated-damages'), ...claim, agencies });
  }
  return rows;
}

const UEIS = ['', 'CSCDNUT7K2L4', 'NRTHWND4T5R6'] as const;
const AGENCIES = ['', 'FDA', 'CPS', 'EPA', 'APH', 'NHT', 'FDA;CPS'] as const;

/** Filed by any broker, for the importer, like an entry that is there. */
function newEntry(world: World, random: Random, importer: string, nth: number): readonly Row[] {
  const like = pick(random, rowsOf(world, 'entries'));
  const codes = rowsOf(world, 'brokers').map(({ filer_codes: codes = '' }) => codes.split(';')[0] ?? '');
  const number = entryNumber(codes[random.between(0, codes.length - 1)] ?? '', FROM + nth);
  const lines = random.between(1, 2);
  return Array.from({ length: lines }, (_, at) => ({
    ...like,
    entry_number: number,
    importer_number: importer,
    line: String(at + 1),
    agencies: random.pick(AGENCIES),
  }));
}

function newSeizure(world: World, random: Random, importer: string, nth: number): Row {
  return {
    ...pick(random, rowsOf(world, 'seizures')),
    case_number: `2026-NEW-${String(FROM + nth).padStart(7, '0')}-01`,
    line: '1',
    entry_number: '',
    importer_number: importer,
    agencies: random.pick(AGENCIES),
    recordation: pick(random, rowsOf(world, 'recordations')).number ?? '',
  };
}

export function entryNumber(filerCode: string, serial: number): string {
  const first = `${filerCode}${String(serial).padStart(7, '0')}`;
  return `${filerCode}-${first.slice(3)}-${entryCheckDigit(first)}`;
}

function pick(random: Random, rows: readonly Row[]): Row {
  return rows[random.between(0, rows.length - 1)] ?? {};
}
