import { countryFromAlpha3 } from '@good-standing/kernel/identifiers/country.ts';
import {
  explain,
  isMalformed,
  type Malformed,
  malformed,
  malformedUnquoted,
} from '@good-standing/kernel/identifiers/malformed.ts';
import type { PartyFacts } from '../index/listed-party.ts';
import { type IdentifierScheme, readListedIdentifier } from '../keys/identifier.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { placeKey, postalKey, streetKey } from '../keys/postal-key.ts';
import type { PartyInput } from '../schema.generated.ts';

/** A value as given and as it is compared. */
export interface Keyed {
  readonly text: string;
  readonly key: string;
}

/** One party to be looked up, read once. */
export interface Party {
  /** The name first, then the other names; no two with the same key. */
  readonly names: readonly Keyed[];
  readonly identifiers: readonly (Keyed & { readonly scheme: IdentifierScheme })[];
  readonly kind: 'PERSON' | 'ORGANIZATION' | null;
  readonly postalCode: Keyed | null;
  readonly streets: readonly Keyed[];
  readonly city: Keyed | null;
  /** Alpha-2. */
  readonly country: string | null;
  /** As it is compared with what is like it. */
  readonly facts: PartyFacts;
  /** As given; null where none was. */
  readonly consent: string | null;
}

const LONGEST_NAME = 200;
const LONGEST_CODE = 20;
const LONGEST_IDENTIFIER = 40;
const LONGEST_PHONE = 40;
/** RFC 5321, § 4.5.3.1. */
const LONGEST_EMAIL = 254;
const MOST_NAMES = 20;
const MOST_IDENTIFIERS = 20;
const MOST_LINES = 5;

/** The party, or in words what of it cannot be read: the item's error. What came is quoted only where it cannot be personal. */
export function readParty(input: PartyInput): Party | string {
  try {
    const country = readCountry(input.country) ?? readCountry(input.address?.country);
    const address = input.address ?? {};
    const postalCode = bounded('address.postalCode', address.postalCode, LONGEST_CODE);
    const names = readNames(input);
    const identifiers = readIdentifiers(input);
    const kind = input.kind ?? null;
    const lines = listOf('address.lines', address.lines, MOST_LINES).flatMap(
      (line) => bounded('address.lines', line, LONGEST_NAME) ?? [],
    );
    const city = bounded('address.city', address.city, LONGEST_NAME);
    const region = bounded('address.region', address.region, LONGEST_NAME);
    const phone = bounded('phone', input.phone, LONGEST_PHONE);
    const email = bounded('email', input.email, LONGEST_EMAIL);
    const consent = bounded('consent', input.consent, LONGEST_IDENTIFIER)?.trim() ?? '';
    return {
      names,
      identifiers,
      kind,
      postalCode: keyed(postalCode, (text) => postalKey(text, country)),
      streets: lines.flatMap((line) => keyed(line, streetKey) ?? []),
      city: keyed(city, placeKey),
      country,
      facts: {
        kind,
        names: names.map(({ text }) => text),
        addresses: [{ lines, city, region, postalCode, country }],
        identifiers: identifiers.map(({ scheme, key }) => ({ scheme, value: key })),
        phones: phone === null ? [] : [phone],
        emails: email === null ? [] : [email],
      },
      consent: consent === '' ? null : consent,
    };
  } catch (error) {
    if (error instanceof UnreadableParty) return error.message;
    throw error;
  }
}

/** Ends the reading of one party; caught where it began. */
class UnreadableParty extends Error {
  override readonly name = 'UnreadableParty';
}

function refuse(field: string, problem: Malformed): never {
  throw new UnreadableParty(`${field}: ${explain(problem)}`);
}

function readNames({ name, otherNames, reference }: PartyInput): readonly Keyed[] {
  bounded('reference', reference, LONGEST_NAME);
  const names = [
    readName('name', name),
    ...listOf('otherNames', otherNames, MOST_NAMES).map((other) => readName('otherNames', other)),
  ];
  return [...new Map(names.toReversed().map((each) => [each.key, each])).values()].reverse();
}

function readName(field: string, text: string): Keyed {
  const written = bounded(field, text, LONGEST_NAME);
  const key = written === null ? null : normalisedName(written);
  if (written === null || key === null) {
    refuse(
      field,
      malformedUnquoted(`a name of 1 to ${LONGEST_NAME} characters with a letter or digit`, text),
    );
  }
  return { text: written, key };
}

function readIdentifiers({ identifiers }: PartyInput): Party['identifiers'] {
  return listOf('identifiers', identifiers, MOST_IDENTIFIERS).map(({ scheme, value }) => {
    const field = `identifiers.${scheme}`;
    const text = bounded(field, value, LONGEST_IDENTIFIER) ?? '';
    const read = readListedIdentifier(scheme, text);
    if (isMalformed(read)) refuse(field, read);
    if (read === null) refuse(field, malformed('an identifier', text));
    return { scheme, text, key: read };
  });
}

function readCountry(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  const written = text.trim().toUpperCase();
  const read = /^[A-Z]{2}$/.test(written) ? written : countryFromAlpha3(written);
  return read ?? refuse('country', malformed('an ISO 3166-1 alpha-2 or alpha-3 country code', text));
}

function bounded(field: string, text: string | null | undefined, longest: number): string | null {
  if (text === null || text === undefined) return null;
  if (text.length > longest) refuse(field, malformedUnquoted(`at most ${longest} characters`, text));
  return text;
}

function listOf<Item>(
  field: string,
  items: readonly Item[] | null | undefined,
  most: number,
): readonly Item[] {
  if (items === null || items === undefined) return [];
  if (items.length > most)
    throw new UnreadableParty(`${field}: expected at most ${most}, got ${items.length}`);
  return items;
}

function keyed(text: string | null, keyOf: (text: string) => string | null): Keyed | null {
  const key = text === null ? null : keyOf(text);
  return text === null || key === null ? null : { text, key };
}
