import type { AddressRow } from '../tables.ts';

/**
 * One entry of the list with the texts as published, blanks around them removed and
 * '' where there is none: what the CSV and the v4 JSON extract have in common.
 */
export interface ListedEntry {
  readonly samNumber: string;
  readonly classification: string;
  /** Name of a firm, vessel or other entity. */
  readonly entityName: string;
  /** First, middle, last name and suffix, those there are. */
  readonly personName: string;
  /** First and last name alone, as cross-references write them. */
  readonly shortName: string;
  /** Names of the cross-reference and of further locations. */
  readonly otherNames: readonly string[];
  readonly identifiers: readonly ListedIdentifier[];
  readonly address: ListedAddress;
  readonly otherAddresses: readonly ListedAddress[];
  readonly program: string;
  readonly agency: string;
  /** A second way the agency is written, for telling whether it is CBP. */
  readonly agencyName: string;
  readonly exclusionType: string;
  readonly ctCode: string;
  readonly comments: string;
  readonly actions: readonly ListedAction[];
  /** The row or element as it came. */
  readonly raw: string;
}

export interface ListedIdentifier {
  readonly scheme: 'UEI' | 'CAGE' | 'NPI' | 'DUNS';
  readonly text: string;
  /** Of the entry itself, or of a further location. */
  readonly isOwn: boolean;
}

export interface ListedAddress extends Omit<AddressRow, 'city' | 'region' | 'postalCode'> {
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  /** Alpha-3, as published. */
  readonly country: string;
}

export interface ListedAction {
  readonly activeOn: string;
  readonly terminatesOn: string;
  readonly createdOn: string;
}

/** Parts of a name in their order, those there are. */
export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
