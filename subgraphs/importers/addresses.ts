import type { RegistrationRecordRow } from './tables.ts';

type AddressedRow = Pick<
  RegistrationRecordRow,
  | 'mailingLines'
  | 'mailingCity'
  | 'mailingRegion'
  | 'mailingPostalCode'
  | 'mailingCountry'
  | 'physicalLines'
  | 'physicalCity'
  | 'physicalRegion'
  | 'physicalPostalCode'
  | 'physicalCountry'
>;

/** The addresses that a row has: mailing, then physical where it is another. */
export function addressesOf(importer: AddressedRow) {
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
