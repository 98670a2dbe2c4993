import type { ImporterRow } from './tables.ts';

/** The addresses that a row has: mailing, then physical where it is another. */
export function addressesOf(importer: ImporterRow) {
  const mailing = {
    kind: 'MAILING' as const,
    address: {
      lines: importer.mailingLines,
      city: importer.mailingCity,
      region: importer.mailingRegion,
      postalCode: importer.mailingPostalCode,
      country: importer.mailingCountry,
    },
  };
  if (importer.physicalLines === null || importer.physicalCountry === null) return [mailing];
  const physical = {
    kind: 'PHYSICAL' as const,
    address: {
      lines: importer.physicalLines,
      city: importer.physicalCity,
      region: importer.physicalRegion,
      postalCode: importer.physicalPostalCode,
      country: importer.physicalCountry,
    },
  };
  return [mailing, physical];
}
