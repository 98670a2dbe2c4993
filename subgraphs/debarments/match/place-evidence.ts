import type { AddressPart, AddressTable } from '../index/address-table.ts';
import { partHash } from '../index/address-table.ts';
import type { Part } from '../index/listed-index.ts';
import { textAt } from '../index/texts.ts';
import type { ReadAddress } from '../places/address.ts';

/** What two addresses have in common, the nearest first. */
export type Nearness =
  | 'STREET'
  | 'OTHER_UNIT'
  | 'LIKE_STREET'
  | 'POSTAL_CODE'
  | 'CITY'
  | 'REGION'
  | 'OTHER_STREET'
  | 'NOTHING'
  | 'OTHER_REGION'
  | 'OTHER_COUNTRY';

const ORDER: readonly Nearness[] = [
  'STREET',
  'OTHER_UNIT',
  'LIKE_STREET',
  'POSTAL_CODE',
  'CITY',
  'REGION',
  'OTHER_STREET',
  'NOTHING',
  'OTHER_REGION',
  'OTHER_COUNTRY',
];

export interface PlaceEvidence {
  readonly nearness: Nearness;
  readonly asked: ReadAddress;
  /** The listed address as text. */
  readonly listed: string;
}

/** The nearest pair of the addresses asked about and those of a listed party; null where one side has none. */
export function nearest(asked: readonly ReadAddress[], part: Part, party: number): PlaceEvidence | null {
  const { addressesOf, addresses } = part.segment;
  const end = addressesOf.starts[party + 1] as number;
  let best: { readonly nearness: Nearness; readonly asked: ReadAddress; readonly number: number } | null =
    null;
  for (const one of asked) {
    for (let at = addressesOf.starts[party] as number; at < end; at += 1) {
      const number = addressesOf.values[at] as number;
      const nearness = nearnessOf(one, addresses, number);
      if (best === null || ORDER.indexOf(nearness) < ORDER.indexOf(best.nearness)) {
        best = { nearness, asked: one, number };
      }
    }
  }
  return best === null
    ? null
    : { nearness: best.nearness, asked: best.asked, listed: textAt(addresses.texts, best.number) };
}

type Agreement = 'SAME' | 'DIFFERENT' | 'UNKNOWN';

function nearnessOf(asked: ReadAddress, table: AddressTable, number: number): Nearness {
  const compare = (part: AddressPart): Agreement => {
    const one = partHash(asked[part]);
    const other = table.parts[part][number] as number;
    if (one === 0 || other === 0) return 'UNKNOWN';
    return one === other ? 'SAME' : 'DIFFERENT';
  };
  const country = compare('country');
  if (country === 'DIFFERENT') return 'OTHER_COUNTRY';
  const postal = compare('postal');
  const city = compare('city');
  const isSameTown = postal === 'SAME' || city === 'SAME';
  const isUnknownTown = postal === 'UNKNOWN' && city === 'UNKNOWN';
  const isSameHouse = compare('house') === 'SAME';
  if (isSameTown || isUnknownTown) {
    if (compare('box') === 'SAME' && isSameTown) return 'STREET';
    if (isSameHouse) {
      const street = textAt(table.streets, number);
      if (street !== '' && street === asked.street) {
        return compare('unit') === 'DIFFERENT' ? 'OTHER_UNIT' : 'STREET';
      }
      if (postal === 'SAME' && isLikeStreet(street, asked.street)) return 'LIKE_STREET';
    }
  }
  const bothHaveStreets = asked.house !== '' && (table.parts.house[number] as number) !== 0;
  if (bothHaveStreets && (isSameTown || isUnknownTown)) return 'OTHER_STREET';
  if (postal === 'SAME') return 'POSTAL_CODE';
  if (city === 'SAME' && compare('region') !== 'DIFFERENT') return 'CITY';
  const region = compare('region');
  if (region === 'SAME') return 'REGION';
  return region === 'DIFFERENT' ? 'OTHER_REGION' : 'NOTHING';
}

const LEAST_LIKE_STREET = 0.6;

/** One a part of the other, or most of their letter pairs shared. */
function isLikeStreet(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  const pairs = (text: string) =>
    new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
  const ones = pairs(one);
  const others = pairs(other);
  const shared = [...ones].filter((pair) => others.has(pair)).length;
  return shared / Math.max(1, Math.min(ones.size, others.size)) >= LEAST_LIKE_STREET;
}
