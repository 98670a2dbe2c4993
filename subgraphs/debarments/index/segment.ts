import { namesIn } from '../names/names-in.ts';
import { wordsOfName } from '../names/words-of-name.ts';
import { addressKeys, readAddress } from '../places/address.ts';
import { domainKey } from '../places/email.ts';
import { phoneKey } from '../places/phone.ts';
import { type AddressTable, addressTableBuilder, partHash } from './address-table.ts';
import { growing, sharedUint8 } from './arrays.ts';
import { type Buckets, bucketsBuilder } from './buckets.ts';
import { type Dictionary, dictionaryBuilder } from './dictionary.ts';
import { hashOfText } from './hash.ts';
import { type KeyTable, keyTableBuilder } from './key-table.ts';
import { type ListedParty, PARTY_KINDS } from './listed-party.ts';
import { inverted, type Lists, listsBuilder } from './lists.ts';
import { type Texts, textsBuilder } from './texts.ts';

/**
 * Parties of a list as numbers in shared memory, never changed once built. Parties,
 * names, words and addresses are known by their number.
 */
export interface Segment {
  readonly partyKeys: Texts;
  /** Places in `PARTY_KINDS`. */
  readonly kinds: Uint8Array<SharedArrayBuffer>;
  /** Of each party a hash of the action that put it on the list; 0 where that is not known. */
  readonly actions: Uint32Array<SharedArrayBuffer>;
  /** Of each party its names, its own first. */
  readonly namesOf: Lists;
  /** Of each party its addresses. */
  readonly addressesOf: Lists;
  readonly partyOf: Uint32Array<SharedArrayBuffer>;
  /** Names as listed. */
  readonly names: Texts;
  readonly wordsOf: Lists;
  readonly namesWith: Lists;
  readonly dictionary: Dictionary;
  /** Names by the hash of two neighbouring words written as one. */
  readonly joined: Buckets;
  readonly keys: KeyTable;
  readonly addresses: AddressTable;
}

export function buildSegment(parties: Iterable<ListedParty>): Segment {
  const partyKeys = textsBuilder();
  const kinds: number[] = [];
  const actions = growing();
  const namesOf = listsBuilder();
  const addressesOf = listsBuilder();
  const names = textsBuilder();
  const partyOf = listsBuilder();
  const wordsOf = listsBuilder();
  const dictionary = dictionaryBuilder();
  const joined = bucketsBuilder();
  const keys = keyTableBuilder();
  const addresses = addressTableBuilder();
  for (const listed of parties) {
    const party = partyKeys.add(listed.key);
    kinds.push(PARTY_KINDS.indexOf(listed.kind ?? 'OTHER'));
    actions.push(partHash(listed.action ?? ''));
    for (const text of listed.names.flatMap(namesIn)) {
      const words = wordsOfName(text, listed.kind === 'PERSON');
      if (words.length === 0) continue;
      const name = names.add(text);
      namesOf.push(name);
      partyOf.push(party);
      for (let place = 0; place < words.length; place += 1) {
        const word = words[place] as string;
        wordsOf.push(dictionary.add(word));
        if (place > 0) joined.add(hashOfText((words[place - 1] as string) + word), name);
      }
      wordsOf.close();
    }
    namesOf.close();
    for (const text of listed.addresses) {
      const address = readAddress(text);
      addressesOf.push(addresses.add(address));
      for (const key of addressKeys(address)) keys.add(key, party);
    }
    addressesOf.close();
    for (const { scheme, value } of listed.identifiers) keys.add(identifierKey(scheme, value), party);
    for (const phone of listed.phones) addKey(keys, phoneKey(phone), party);
    for (const email of listed.emails) addKey(keys, domainKey(email), party);
  }
  const words = dictionary.done();
  const lists = wordsOf.done();
  const kindsShared = sharedUint8(kinds.length);
  kindsShared.set(kinds);
  return {
    partyKeys: partyKeys.done(),
    kinds: kindsShared,
    actions: actions.done(),
    namesOf: namesOf.done(),
    addressesOf: addressesOf.done(),
    partyOf: partyOf.done().values,
    names: names.done(),
    wordsOf: lists,
    namesWith: inverted(lists, words.bones.length),
    dictionary: words,
    joined: joined.done(),
    keys: keys.done(),
    addresses: addresses.done(),
  };
}

export function identifierKey(scheme: string, value: string): string {
  return `I${scheme}|${value}`;
}

function addKey(keys: { add(key: string, party: number): void }, key: string | null, party: number): void {
  if (key !== null) keys.add(key, party);
}
