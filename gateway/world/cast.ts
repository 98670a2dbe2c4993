/**
 * The cast: invented, the same in every world, known by heart to tests and
 * README. EIN prefix 07 and Social Security area 000 were never assigned.
 */
export const AURORA = '07-000000100';
export const BOREALIS = '07-000000200';
export const CASCADE = '07-000000300';
export const DUNE = '000-12-3456';
export const EVERGLADE = '264601-00005';

export const CASCADE_UEI = 'CSCDNUT7K2L4';

export const BEACON = '07001';
export const COMPASS = '07002';

export const QUMAR = 'QMA';
export const XANADU = 'XAA';

export const LUMEN = 'IPRR-07001';
export const MERIDIAN = 'IPRR-07002';
/** Has a seizure in every phase and under every text of law that owners of rights are told by. */
export const HALCYON = 'IPRR-07003';
/** Agent of Halcyon for its mark, and of Meridian until lately. */
export const VIGIL = 'IPRR-07901';

/** An importer number of the crowd: unassigned EIN prefix 07, serial from 1,000 on. */
export function importerNumber(nth: number): string {
  return `07-${String(nth + 1_000).padStart(7, '0')}00`;
}

/** Importer of the crowd or the cast by rank: the cast stands first. */
const CAST = [AURORA, BOREALIS, CASCADE, DUNE, EVERGLADE] as const;

export function castNumber(nth: number): string {
  return CAST[nth] ?? importerNumber(nth);
}

export const CAST_SIZE = CAST.length;
