import { createHash } from 'node:crypto';
import type { ListedParty, PartyAddress, PartyIdentifier, PartyKind } from '../index/listed-party.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { placeKey, postalKey } from '../keys/postal-key.ts';

/** What of one published entry is compared. */
export interface EntryRow {
  readonly id: string;
  readonly classification: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly addresses: readonly PartyAddress[];
  readonly identifiers: readonly PartyIdentifier[];
  readonly uei: string | null;
  readonly agency: string | null;
  /** First day of the exclusion, ISO. */
  readonly activeOn: string;
  /** Absent: the list has none. */
  readonly phones?: readonly string[];
  readonly emails?: readonly string[];
}

/**
 * By what entries are one party (policy): the same name under the same UEI, or else the
 * same name, postal code and city. SAM has a row for each program and address of a party.
 */
export function partyKeyOf({ classification, name, uei, addresses }: EntryRow): string {
  const kind = kindOf(classification);
  const [address] = addresses;
  const place =
    uei ??
    `${postalKey(address?.postalCode ?? '', address?.country ?? null) ?? ''}|${placeKey(address?.city ?? '') ?? ''}`;
  return createHash('sha256')
    .update(`${kind}|${normalisedName(name) ?? name}|${place}`)
    .digest('base64url')
    .slice(0, 22);
}

function kindOf(classification: string): PartyKind {
  if (classification === 'INDIVIDUAL') return 'PERSON';
  return classification === 'FIRM' ? 'ORGANIZATION' : 'OTHER';
}

/** The party of its entries; the same whatever order they came in. */
export function partyOf(key: string, entries: Iterable<EntryRow>): ListedParty | null {
  const rows = [...entries].sort((one, other) => (one.id < other.id ? -1 : 1));
  const [first] = rows;
  if (first === undefined) return null;
  const [action] = rows.flatMap(actionOf).sort();
  return {
    key,
    ...(action === undefined ? {} : { action }),
    kind: kindOf(first.classification),
    names: [...new Set([...rows.map(({ name }) => name), ...rows.flatMap(({ otherNames }) => otherNames)])],
    addresses: unique(rows.flatMap(({ addresses }) => addresses)),
    identifiers: unique(rows.flatMap(({ identifiers }) => identifiers)),
    phones: unique(rows.flatMap(({ phones = [] }) => phones)),
    emails: unique(rows.flatMap(({ emails = [] }) => emails)),
  };
}

/** What one agency did on one day; of several, a party is in the earliest. */
function actionOf({ agency, activeOn }: EntryRow): readonly string[] {
  return agency === null ? [] : [`${activeOn} ${agency}`];
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
