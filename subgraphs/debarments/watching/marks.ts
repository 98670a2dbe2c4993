import { hashOfText } from '../index/hash.ts';
import type { ListedParty, PartyFacts } from '../index/listed-party.ts';
import { identifierKey } from '../index/segment.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { namesIn } from '../names/names-in.ts';
import { wordsOfName } from '../names/words-of-name.ts';
import { addressKeys, readAddress } from '../places/address.ts';
import { domainKey } from '../places/email.ts';
import { phoneKey } from '../places/phone.ts';

/**
 * What of a party two records must have in common to be alike at all, as one text: words
 * of its names, names apart by `|`, a person's after `*`; after `#` the hashes of its keys. Cheap to hold
 * against what has changed of a list, a million times.
 */
export function marksOf(facts: PartyFacts): string {
  const names = facts.names
    .flatMap(namesIn)
    .map((name) => wordsOfName(name, facts.kind === 'PERSON').join(' '));
  return `${facts.kind === 'PERSON' ? PERSON : ''}${names.join('|')}#${keyMarks(facts).join(' ')}`;
}

/** Hashes of everything that is found exactly: a name as it is compared, identifiers, addresses, telephones, domains. */
export function keyMarks({ names, addresses, identifiers, phones, emails }: PartyFacts): readonly string[] {
  const keys = [
    ...names.flatMap((name) => normalisedName(name) ?? []).map((name) => `N${name}`),
    ...addresses.map(readAddress).flatMap(addressKeys),
    ...identifiers.map(({ scheme, value }) => identifierKey(scheme, value)),
    ...phones.flatMap((phone) => phoneKey(phone) ?? []),
    ...emails.flatMap((email) => domainKey(email) ?? []),
  ];
  return [...new Set(keys)].map((key) => hashOfText(key).toString(36));
}

const PERSON = '*';

export interface ReadMarks {
  readonly isPerson: boolean;
  readonly names: readonly (readonly string[])[];
  readonly keys: readonly string[];
}

export function readMarks(marks: string): ReadMarks {
  const at = marks.indexOf('#');
  const isPerson = marks.startsWith(PERSON);
  const names = marks.slice(isPerson ? PERSON.length : 0, at);
  const keys = marks.slice(at + 1);
  return {
    isPerson,
    names: names.split('|').map((name) => (name === '' ? [] : name.split(' '))),
    keys: keys === '' ? [] : keys.split(' '),
  };
}

/** The same of what has changed of a list. */
export function keysOfParties(parties: readonly ListedParty[]): ReadonlySet<string> {
  return new Set(parties.flatMap(keyMarks));
}
