import { compareDays } from '../calendar/day.ts';
import { type Malformed, malformed } from './malformed.ts';

export type EntryClass =
  | 'FORMAL'
  | 'RECONCILIATION'
  | 'INFORMAL'
  | 'WAREHOUSE'
  | 'WITHDRAWAL'
  | 'DRAWBACK'
  | 'GOVERNMENT'
  | 'IN_BOND'
  | 'DE_MINIMIS'
  | 'LEGACY'
  | 'UNUSED';

export interface EntryType {
  readonly code: EntryTypeCode;
  readonly meaning: string;
  readonly class: EntryClass;
  /** Subject to antidumping or countervailing duty. */
  readonly adcvd: boolean;
  /** First day filed, in; null where the type is older than this table. */
  readonly validFrom: Temporal.PlainDate | null;
  /** First day no longer accepted; null while it is. */
  readonly validTo: Temporal.PlainDate | null;
}

interface Listed {
  readonly meaning: string;
  readonly class: EntryClass;
  readonly adcvd?: true;
  readonly validFrom?: string;
  readonly validTo?: string;
}

/**
 * ACE CATAIR Appendix B, edition of 4 August 2026. That type 13 is informal is our policy: no text
 * says whether mail shipments count as informal entry. Type 86 is rejected from 29 August 2025
 * (EO 14324). Type 70 stands in older lists only.
 */
const LISTED = {
  '01': { meaning: 'Consumption, free and dutiable', class: 'FORMAL' },
  '02': { meaning: 'Consumption, quota or visa', class: 'FORMAL' },
  '03': { meaning: 'Consumption, antidumping or countervailing duty', class: 'FORMAL', adcvd: true },
  '04': { meaning: 'Appraisement', class: 'FORMAL' },
  '05': { meaning: 'Vessel repair', class: 'FORMAL' },
  '06': { meaning: 'Consumption from a foreign-trade zone', class: 'FORMAL' },
  '07': {
    meaning: 'Consumption, antidumping or countervailing duty with quota or visa',
    class: 'FORMAL',
    adcvd: true,
  },
  '08': { meaning: 'USMCA duty deferral', class: 'FORMAL' },
  '09': { meaning: 'Reconciliation summary', class: 'RECONCILIATION' },
  '11': { meaning: 'Informal, free and dutiable', class: 'INFORMAL' },
  '12': { meaning: 'Informal, quota other than textiles', class: 'INFORMAL' },
  '13': { meaning: 'International mail shipment', class: 'INFORMAL', validFrom: '2026-09-22' },
  '21': { meaning: 'Warehouse', class: 'WAREHOUSE' },
  '22': { meaning: 'Re-warehouse', class: 'WAREHOUSE' },
  '23': { meaning: 'Temporary importation under bond', class: 'WAREHOUSE' },
  '24': { meaning: 'Trade fair', class: 'WAREHOUSE' },
  '25': { meaning: 'Permanent exhibition', class: 'WAREHOUSE' },
  '26': { meaning: 'Foreign-trade zone admission', class: 'WAREHOUSE' },
  '31': { meaning: 'Warehouse withdrawal, consumption', class: 'WITHDRAWAL' },
  '32': { meaning: 'Warehouse withdrawal, quota', class: 'WITHDRAWAL' },
  '33': { meaning: 'Aircraft and vessel supply', class: 'WITHDRAWAL' },
  '34': {
    meaning: 'Warehouse withdrawal, antidumping or countervailing duty',
    class: 'WITHDRAWAL',
    adcvd: true,
  },
  '38': {
    meaning: 'Warehouse withdrawal, antidumping or countervailing duty with quota',
    class: 'WITHDRAWAL',
    adcvd: true,
  },
  '41': { meaning: 'Drawback, direct identification manufacturing', class: 'DRAWBACK' },
  '42': { meaning: 'Drawback, direct identification unused merchandise', class: 'DRAWBACK' },
  '43': { meaning: 'Drawback, rejected merchandise', class: 'DRAWBACK' },
  '44': { meaning: 'Drawback, substitution manufacturing', class: 'DRAWBACK' },
  '45': { meaning: 'Drawback, substitution unused merchandise', class: 'DRAWBACK' },
  '46': { meaning: 'Drawback, other', class: 'DRAWBACK' },
  '47': { meaning: 'Drawback', class: 'DRAWBACK' },
  '51': { meaning: 'Defense Contract Management Agency', class: 'GOVERNMENT' },
  '52': { meaning: 'Government, dutiable', class: 'GOVERNMENT' },
  '61': { meaning: 'Immediate transportation', class: 'IN_BOND' },
  '62': { meaning: 'Transportation and exportation', class: 'IN_BOND' },
  '63': { meaning: 'Immediate exportation', class: 'IN_BOND' },
  '64': { meaning: 'Barge movement', class: 'IN_BOND' },
  '65': { meaning: 'Permit to proceed', class: 'IN_BOND' },
  '66': { meaning: 'Baggage', class: 'IN_BOND' },
  '70': { meaning: 'In older lists only', class: 'LEGACY' },
  '86': { meaning: 'Section 321 low value', class: 'DE_MINIMIS', validTo: '2025-08-29' },
  '90': { meaning: 'Not in use', class: 'UNUSED' },
} as const satisfies Record<string, Listed>;

export type EntryTypeCode = keyof typeof LISTED;

const TYPES: ReadonlyMap<string, EntryType> = new Map(
  (Object.entries(LISTED) as [EntryTypeCode, Listed][]).map(([code, listed]) => [
    code,
    {
      code,
      meaning: listed.meaning,
      class: listed.class,
      adcvd: listed.adcvd === true,
      validFrom: dayOrNull(listed.validFrom),
      validTo: dayOrNull(listed.validTo),
    },
  ]),
);

/** Every listed type, in the order of the codes. */
export const ENTRY_TYPES: readonly EntryType[] = [...TYPES.values()].sort((one, other) =>
  one.code < other.code ? -1 : 1,
);

/** Two digits of the list, whether or not the type may be filed today. */
export function readEntryType(text: string): EntryTypeCode | Malformed {
  const found = TYPES.get(text.trim());
  return found === undefined ? malformed('an entry type of ACE CATAIR Appendix B', text) : found.code;
}

export function entryType(code: EntryTypeCode): EntryType {
  const found = TYPES.get(code);
  if (found === undefined) throw new TypeError('An entry type code was made without being read.');
  return found;
}

/** The type as it could be filed on a day, or null where it could not: not yet, no longer, or never. */
export function entryTypeOn(code: EntryTypeCode, day: Temporal.PlainDate): EntryType | null {
  const type = entryType(code);
  if (type.class === 'LEGACY' || type.class === 'UNUSED') return null;
  if (type.validFrom !== null && compareDays(day, type.validFrom) < 0) return null;
  if (type.validTo !== null && compareDays(day, type.validTo) >= 0) return null;
  return type;
}

function dayOrNull(day: string | undefined): Temporal.PlainDate | null {
  return day === undefined ? null : Temporal.PlainDate.from(day);
}
