import type { IdentifierScheme } from '../keys/identifier.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { placeKey, postalKey, streetKey } from '../keys/postal-key.ts';
import { SAME_NAME_FROM } from '../match/evidence-weights.ts';
import type { AddressRow, ExclusionRow } from '../tables.ts';
import type { Party } from './party.ts';

/** `SHORT_NAME`: a person's first and last name alone. */
export const NAME_SCHEMES = ['NAME', 'SHORT_NAME', 'OTHER_NAME'] as const;
export type NameScheme = (typeof NAME_SCHEMES)[number];

/** One thing of the party compared with one of the list. */
export interface Comparison {
  readonly feature:
    | IdentifierScheme
    | NameScheme
    | 'LIKE_NAME'
    | 'POSTAL_CODE'
    | 'STREET'
    | 'CITY'
    | 'COUNTRY'
    | 'KIND';
  readonly query: string;
  readonly candidate: string;
  readonly agrees: boolean;
}

/** By what an exclusion was found: its key in `exclusion_key`. */
export interface FoundBy {
  readonly scheme: IdentifierScheme | NameScheme;
  readonly value: string;
}

/** Everything of the party that can be compared with this exclusion, the strongest first. */
export function evidenceOf(
  party: Party,
  exclusion: ExclusionRow,
  found: readonly FoundBy[],
  alike: AlikeName | null,
): readonly Comparison[] {
  const same = names(party, exclusion, found);
  return [
    ...identifiers(party, exclusion, found),
    ...(same.length === 0 ? alikeNames(party, alike) : same),
    ...places(party, exclusion),
    ...kinds(party, exclusion),
  ];
}

function identifiers(
  party: Party,
  exclusion: ExclusionRow,
  found: readonly FoundBy[],
): readonly Comparison[] {
  return party.identifiers.flatMap(({ scheme, text, key }): readonly Comparison[] => {
    const agrees = found.some((by) => by.scheme === scheme && by.value === key);
    const listed = listedIdentifier(exclusion, scheme);
    if (agrees) return [{ feature: scheme, query: text, candidate: key, agrees }];
    return listed === null ? [] : [{ feature: scheme, query: text, candidate: listed, agrees }];
  });
}

function listedIdentifier(exclusion: ExclusionRow, scheme: IdentifierScheme): string | null {
  switch (scheme) {
    case 'UEI':
      return exclusion.uei;
    case 'CAGE':
      return exclusion.cage;
    case 'NPI':
      return exclusion.npi;
    default:
      return null;
  }
}

function names(party: Party, exclusion: ExclusionRow, found: readonly FoundBy[]): readonly Comparison[] {
  return party.names.flatMap(({ text, key }) =>
    found.flatMap((by): readonly Comparison[] => {
      if (!isNameScheme(by.scheme) || by.value !== key) return [];
      const listed = [exclusion.name, ...exclusion.otherNames].find((name) => normalisedName(name) === key);
      return [{ feature: by.scheme, query: text, candidate: listed ?? exclusion.name, agrees: true }];
    }),
  );
}

/** The name of an exclusion that is most like the party's. */
export interface AlikeName {
  readonly name: string;
  /** 0 to 1. */
  readonly nameScore: number;
}

function alikeNames({ names: [asked] }: Party, alike: AlikeName | null): readonly Comparison[] {
  if (asked === undefined || alike === null || alike.nameScore === 0) return [];
  const agrees = alike.nameScore >= SAME_NAME_FROM;
  return [{ feature: 'LIKE_NAME', query: asked.text, candidate: alike.name, agrees }];
}

function isNameScheme(scheme: FoundBy['scheme']): scheme is NameScheme {
  return (NAME_SCHEMES as readonly string[]).includes(scheme);
}

function places(party: Party, exclusion: ExclusionRow): readonly Comparison[] {
  const addresses = addressesOf(exclusion);
  return [
    ...compared(
      'POSTAL_CODE',
      party.postalCode === null ? [] : [party.postalCode],
      addresses.flatMap(({ postalCode, country }) => keyedBy(postalCode, (text) => postalKey(text, country))),
    ),
    ...compared(
      'STREET',
      party.streets,
      addresses.flatMap(({ lines }) => lines.flatMap((line) => keyedBy(line, streetKey))),
    ),
    ...compared(
      'CITY',
      party.city === null ? [] : [party.city],
      addresses.flatMap(({ city }) => keyedBy(city, placeKey)),
    ),
    ...compared(
      'COUNTRY',
      party.country === null ? [] : [{ text: party.country, key: party.country }],
      addresses.flatMap(({ country }) => (country === 'ZZ' ? [] : [{ text: country, key: country }])),
    ),
  ];
}

export function addressesOf(exclusion: ExclusionRow): readonly AddressRow[] {
  const { addressLines, city, region, postalCode, country, otherAddresses } = exclusion;
  return [{ lines: addressLines, city, region, postalCode, country }, ...otherAddresses];
}

interface KeyedText {
  readonly text: string;
  readonly key: string;
}

function keyedBy(text: string | null, keyOf: (text: string) => string | null): readonly KeyedText[] {
  const key = text === null ? null : keyOf(text);
  return text === null || key === null ? [] : [{ text, key }];
}

/** One feature where both sides have something: of what agrees, or else of the first of each. */
function compared(
  feature: Comparison['feature'],
  asked: readonly KeyedText[],
  listed: readonly KeyedText[],
): readonly Comparison[] {
  const [firstAsked] = asked;
  const [firstListed] = listed;
  if (firstAsked === undefined || firstListed === undefined) return [];
  for (const one of asked) {
    const same = listed.find((other) => other.key === one.key);
    if (same !== undefined) return [{ feature, query: one.text, candidate: same.text, agrees: true }];
  }
  return [{ feature, query: firstAsked.text, candidate: firstListed.text, agrees: false }];
}

function kinds({ kind }: Party, { classification }: ExclusionRow): readonly Comparison[] {
  if (kind === null || classification === 'SPECIAL_ENTITY_DESIGNATION') return [];
  const agrees = (kind === 'PERSON') === (classification === 'INDIVIDUAL');
  return [{ feature: 'KIND', query: kind, candidate: classification, agrees }];
}
