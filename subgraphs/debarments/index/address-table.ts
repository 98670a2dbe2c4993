import type { ReadAddress } from '../places/address.ts';
import { growing } from './arrays.ts';
import { hashOfText } from './hash.ts';
import { type Texts, textsBuilder } from './texts.ts';

/** Parts of addresses as hashes, 0 where the address does not say; the street also as text. */
export interface AddressTable {
  readonly texts: Texts;
  readonly streets: Texts;
  readonly parts: Readonly<Record<AddressPart, Uint32Array<SharedArrayBuffer>>>;
}

export const ADDRESS_PARTS = ['house', 'box', 'unit', 'postal', 'city', 'region', 'country'] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

export interface AddressTableBuilder {
  /** @returns its number. */
  add(address: ReadAddress): number;
  done(): AddressTable;
}

export function addressTableBuilder(): AddressTableBuilder {
  const texts = textsBuilder();
  const streets = textsBuilder();
  const parts = Object.fromEntries(ADDRESS_PARTS.map((part) => [part, growing()]));
  return {
    add(address) {
      for (const part of ADDRESS_PARTS) parts[part]?.push(partHash(address[part]));
      streets.add(address.street);
      return texts.add(address.text);
    },
    done: () => ({
      texts: texts.done(),
      streets: streets.done(),
      parts: Object.fromEntries(
        ADDRESS_PARTS.map((part) => [part, (parts[part] ?? growing()).done()]),
      ) as AddressTable['parts'],
    }),
  };
}

/** 0 where there is nothing. */
export function partHash(text: string): number {
  return text === '' ? 0 : hashOfText(text) || 1;
}
