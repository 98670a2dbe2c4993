export interface NamedParty {
  readonly name: string;
  readonly address: string | null;
}

/** Null where no name is known: an address alone names nobody. */
export function namedParty(name: string | null, address: string | null): NamedParty | null {
  return name === null ? null : { name, address };
}
