/** An address as a list or a caller has it. */
export interface PartyAddress {
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** Alpha-2; null where unknown. */
  readonly country: string | null;
}

export interface PartyIdentifier {
  readonly scheme: string;
  /** Canonical, as `keys/identifier.ts` reads it. */
  readonly value: string;
}

/** What is compared of a party, whichever side it is on. */
export interface PartyFacts {
  readonly kind: PartyKind | null;
  /** Its own name first; at least one. */
  readonly names: readonly string[];
  readonly addresses: readonly PartyAddress[];
  readonly identifiers: readonly PartyIdentifier[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** `OTHER`: vessels, and designations that may be persons as well as organisations. */
export type PartyKind = 'PERSON' | 'ORGANIZATION' | 'OTHER';

/** One real person, firm or vessel on a list, however many rows name it. */
export interface ListedParty extends PartyFacts {
  /** Its own, and the same for as long as it is listed. */
  readonly key: string;
  /** What put it on the list; the same for all that one action did. Absent where the list does not tell. */
  readonly action?: string;
}

export const PARTY_KINDS: readonly PartyKind[] = ['PERSON', 'ORGANIZATION', 'OTHER'];
