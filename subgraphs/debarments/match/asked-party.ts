import type { ListedIndex } from '../index/listed-index.ts';
import type { PartyFacts, PartyKind } from '../index/listed-party.ts';
import { identifierKey } from '../index/segment.ts';
import { namesIn } from '../names/names-in.ts';
import { addressKeys, type ReadAddress, readAddress } from '../places/address.ts';
import { domainKey } from '../places/email.ts';
import { phoneKey } from '../places/phone.ts';
import { type AskedName, askedName } from './asked-name.ts';
import { isHub } from './hub.ts';

/** A key and what it was made of. */
export interface AskedKey {
  readonly key: string;
  readonly text: string;
}

/** A party asked about, read once for one index. */
export interface AskedParty {
  readonly kind: PartyKind | null;
  readonly names: readonly AskedName[];
  readonly addresses: readonly ReadAddress[];
  readonly addressKeys: readonly string[];
  /** Whether one of its addresses is an office for hire. */
  readonly isAtHub: boolean;
  readonly identifiers: readonly (AskedKey & { readonly scheme: string })[];
  readonly phones: readonly AskedKey[];
  readonly emails: readonly AskedKey[];
}

export function askedParty(facts: PartyFacts, index: ListedIndex): AskedParty {
  const isPerson = facts.kind === 'PERSON';
  const addresses = facts.addresses.map(readAddress);
  const keys = addresses.flatMap(addressKeys);
  return {
    kind: facts.kind,
    names: facts.names.flatMap(namesIn).flatMap((text) => askedName(text, isPerson, index) ?? []),
    addresses,
    addressKeys: keys,
    isAtHub: isHub(index, keys),
    identifiers: facts.identifiers.map(({ scheme, value }) => ({
      scheme,
      key: identifierKey(scheme, value),
      text: value,
    })),
    phones: keyed(facts.phones, phoneKey),
    emails: keyed(facts.emails, domainKey),
  };
}

function keyed(texts: readonly string[], keyOf: (text: string) => string | null): readonly AskedKey[] {
  return texts.flatMap((text) => {
    const key = keyOf(text);
    return key === null ? [] : [{ key, text }];
  });
}
