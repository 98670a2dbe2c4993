import type { Rejected } from '@good-standing/kernel/ingest/feed.ts';
import { countryNamed } from '../../places/country-named.ts';
import type { PartyInput } from '../../schema.generated.ts';
import { type Party, readParty } from '../party.ts';
import { filled } from './filled.ts';
import { readKind } from './party-kind.ts';

export const SELLER_COLUMNS = {
  required: { name: ['name'] },
  optional: {
    reference: ['reference', 'id'],
    kind: ['kind', 'type'],
    country: ['country'],
    address: ['address', 'street'],
    city: ['city'],
    region: ['region', 'state'],
    postalCode: ['postalCode', 'postal_code', 'zip'],
    phone: ['phone'],
    email: ['email'],
    uei: ['uei'],
    cage: ['cage'],
    lei: ['lei'],
  },
} as const;

export type SellerRow = { readonly name: string } & Readonly<
  Record<keyof (typeof SELLER_COLUMNS)['optional'], string | null>
>;

/** A seller to be looked up; without a name that can be read there is none. */
export interface Seller {
  readonly reference: string;
  readonly party: Party | null;
  /** Fields that could not be read. Where there is a party it is looked up without them. */
  readonly defects: readonly Rejected[];
}

/** Reads a row as far as it can be read: one bad field does not keep a seller from being looked up. */
export function sellerOf(row: SellerRow): Seller {
  const reference = row.reference?.trim() ?? '';
  const defects: Rejected[] = [];
  const kind = readKind(filled(row.kind) ?? '');
  if (kind === undefined) {
    defects.push({ field: 'kind', expected: 'PERSON, ORGANIZATION or nothing', got: 'something else' });
  }
  let input = partyInput(row, kind ?? null);
  for (;;) {
    const party = readParty(input);
    if (typeof party !== 'string') return { reference, party, defects };
    const [field = '', ...said] = party.split(': ');
    const without = leaveOut(input, field);
    defects.push({ field, expected: said.join(': '), got: '' });
    if (without === null) return { reference, party: null, defects };
    input = without;
  }
}

function partyInput(row: SellerRow, kind: 'PERSON' | 'ORGANIZATION' | null): PartyInput {
  const uei = filled(row.uei);
  const cage = filled(row.cage);
  const lei = filled(row.lei);
  const address = filled(row.address);
  const country = filled(row.country);
  return {
    name: row.name.trim(),
    kind,
    phone: filled(row.phone),
    email: filled(row.email),
    country: country === null ? null : (countryNamed(country) ?? country),
    address: {
      lines: address === null ? [] : address.split(/\s*[\n;]\s*/).slice(0, 5),
      city: filled(row.city),
      region: filled(row.region),
      postalCode: filled(row.postalCode),
    },
    identifiers: [
      ...(uei === null ? [] : [{ scheme: 'UEI' as const, value: uei }]),
      ...(cage === null ? [] : [{ scheme: 'CAGE' as const, value: cage }]),
      ...(lei === null ? [] : [{ scheme: 'LEI' as const, value: lei }]),
    ],
  };
}

/** The party without the field; null where there is none without it. */
function leaveOut(input: PartyInput, field: string): PartyInput | null {
  const address = input.address ?? {};
  if (field.startsWith('identifiers.')) {
    const scheme = field.slice('identifiers.'.length);
    return { ...input, identifiers: (input.identifiers ?? []).filter((each) => each.scheme !== scheme) };
  }
  if (field === 'country' && input.country !== null) return { ...input, country: null };
  if (field === 'phone' || field === 'email') return { ...input, [field]: null };
  if (field.startsWith('address.')) return { ...input, address: { ...address, [field.slice(8)]: null } };
  return null;
}
