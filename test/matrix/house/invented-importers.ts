import type { Situation } from '../cells.ts';

/** An importer of the matrix's world, and what matrix.md says that it is. */
export interface InventedImporter {
  readonly nth: number;
  readonly number: string;
  readonly previous: string;
  readonly name: string;
  readonly facts: Situation;
}

const STATES = ['none', 'in force', 'lapsed'] as const;

export const CONSENTS = [
  'in force',
  'to the name alone',
  'to the status alone',
  'revoked',
  'lapsed',
  'of another',
];

/**
 * Every listing, enrolment and certification with every other, a lapsed enrolment where
 * nothing else makes the importer known; each form of number; every consent with and without a certification. Importer 0 has none of them.
 */
export function inventedImporters(): readonly InventedImporter[] {
  const facts: Situation[] = [];
  for (const listing of STATES) {
    for (const shipper of listing === 'none' ? STATES : STATES.slice(0, 2)) {
      for (const certification of STATES) facts.push(fact(listing, shipper, certification));
    }
  }
  for (const number of ['SSN', 'CBP-assigned']) {
    for (const listing of ['none', 'in force']) facts.push({ ...fact(listing, 'none', 'none'), number });
  }
  for (const certification of ['none', 'in force']) {
    for (const consent of CONSENTS) facts.push({ ...fact('none', 'none', certification), consent });
  }
  facts.push({ ...fact('in force', 'none', 'none'), consent: 'in force' });
  for (const listing of ['none', 'in force']) facts.push(fact(listing, 'none', 'withdrawn'));
  return facts.map((each, nth) => ({
    nth,
    number: numberOf(each.number ?? '', nth),
    previous: numberOf(each.number ?? '', nth + 500),
    name: `MATRIX IMPORTER ${nth} INC`,
    facts: each,
  }));
}

function fact(listing: string, shipper: string, certification: string): Situation {
  return {
    'trusted listing': listing,
    'known shipper': shipper,
    certification,
    consent: 'none',
    number: 'EIN',
  };
}

/** Never assigned: EIN prefix 07, Social Security area 000, the district 99. */
function numberOf(form: string, nth: number): string {
  if (form === 'SSN') return `000-99-${String(nth).padStart(4, '0')}`;
  if (form === 'CBP-assigned') return `269901-${String(nth).padStart(5, '0')}`;
  return `07-${String(9_000_000 + nth).padStart(7, '0')}00`;
}
