import { hash } from 'node:crypto';
import { countryFromAlpha3 } from '@good-standing/kernel/identifiers/country.ts';
import { explain, isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { FileFacts, Rejected, StagedRow } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { readListedIdentifier } from '../keys/identifier.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { postalKey } from '../keys/postal-key.ts';
import { cbpAgencyString, isTradeRelated } from '../rules/by-cbp.ts';
import { proceedingOf } from '../rules/proceeding.ts';
import type { AddressRow } from '../tables.ts';
import type { ListedAddress, ListedEntry, ListedIdentifier } from './listed-entry.ts';
import { listedPeriods } from './listed-periods.ts';
import { listDay } from './published-day.ts';

const CLASSIFICATIONS: ReadonlyMap<string, string> = new Map([
  ['INDIVIDUAL', 'INDIVIDUAL'],
  ['FIRM', 'FIRM'],
  ['VESSEL', 'VESSEL'],
  ['SPECIAL ENTITY DESIGNATION', 'SPECIAL_ENTITY_DESIGNATION'],
]);

/**
 * The staged row of one entry of the list. An entry without a known classification, a
 * name, a program or a type is rejected; anything else that cannot be read is taken as
 * blank and told in `defects`, since an entry left out would read as nobody excluded.
 */
export function exclusionOf(entry: ListedEntry, file: FileFacts, secret: Secret): StagedRow | Rejected {
  const classification = CLASSIFICATIONS.get(entry.classification.toUpperCase());
  if (classification === undefined) {
    return {
      field: 'Classification',
      expected: 'Individual, Firm, Vessel or Special Entity Designation',
      got: entry.classification,
    };
  }
  const isPerson = classification === 'INDIVIDUAL' && entry.personName !== '';
  const name = (isPerson ? entry.personName : entry.entityName) || entry.personName;
  const nameKey = normalisedName(name);
  if (nameKey === null) return { field: 'Name', expected: 'a name', got: name };
  if (entry.program === '') return { field: 'Exclusion Program', expected: 'a program', got: '' };
  if (entry.exclusionType === '') return { field: 'Exclusion Type', expected: 'a type', got: '' };

  const day = listDay(file);
  const defects: string[] = [];
  const periods = listedPeriods(entry.actions, day.listedOn, defects);
  const identifiers = readIdentifiers(entry.identifiers, defects);
  const own = (scheme: ListedIdentifier['scheme']) =>
    identifiers.find((identifier) => identifier.isOwn && identifier.scheme === scheme)?.value ?? null;
  const samNumber = readOrNull('SAM Number', readListedIdentifier('SAM_NUMBER', entry.samNumber), defects);
  const address = addressRow(entry.address);
  const otherAddresses = uniqueAddresses(entry.otherAddresses.map(addressRow));
  const otherNames = [...new Set([isPerson ? entry.entityName : '', ...entry.otherNames])].filter(
    (other) => other !== '' && other !== name,
  );
  const byCbpAs = cbpAgencyString(entry.agency) ?? cbpAgencyString(entry.agencyName);
  const comments = textOrNull(entry.comments);
  const natural = [
    samNumber,
    own('UEI'),
    name,
    entry.program,
    entry.agency,
    entry.ctCode,
    entry.exclusionType,
    periods.firstPublishedAs,
    address.lines,
    address.city,
    address.region,
    address.postalCode,
    address.country,
  ];

  return {
    exclusion_id: recordId('exc', secret.ids, JSON.stringify(natural)),
    sam_number: samNumber,
    classification,
    name,
    other_names: otherNames,
    uei: own('UEI'),
    cage: own('CAGE'),
    npi: own('NPI'),
    address_lines: address.lines,
    city: address.city,
    region: address.region,
    postal_code: address.postalCode,
    country: address.country,
    other_addresses: JSON.stringify(otherAddresses),
    postal_keys: postalKeys([address, ...otherAddresses]),
    program: entry.program,
    excluding_agency: textOrNull(entry.agency),
    exclusion_type: entry.exclusionType,
    proceeding: proceedingOf(entry.exclusionType, comments),
    ct_code: textOrNull(entry.ctCode),
    comments,
    active_on: periods.activeOn,
    active_on_basis: periods.activeOnBasis,
    terminates_on: periods.terminatesOn,
    active_ons: periods.activeOns,
    terminates_ons: periods.terminatesOns,
    published_on: periods.publishedOn,
    by_cbp_as: byCbpAs,
    trade_related: isTradeRelated({ byCbp: byCbpAs !== null, program: entry.program, comments }),
    defects,
    raw: entry.raw,
    entry_digest: hash('sha256', entry.raw, 'hex').slice(0, 32),
    listed_on: day.listedOn,
    is_dated: day.isDated,
    ...keysOf({ nameKey, shortName: isPerson ? entry.shortName : '', otherNames }, identifiers, samNumber),
  };
}

interface ReadIdentifier {
  readonly scheme: ListedIdentifier['scheme'];
  readonly value: string;
  readonly isOwn: boolean;
}

function readIdentifiers(listed: readonly ListedIdentifier[], defects: string[]): readonly ReadIdentifier[] {
  return listed.flatMap(({ scheme, text, isOwn }) => {
    const value = readOrNull(scheme, readListedIdentifier(scheme, text), defects);
    return value === null ? [] : [{ scheme, value, isOwn }];
  });
}

function readOrNull(
  field: string,
  read: ReturnType<typeof readListedIdentifier>,
  defects: string[],
): string | null {
  if (!isMalformed(read)) return read;
  defects.push(`${field}: ${explain(read)}`);
  return null;
}

/** What the entry is found by, as two columns side by side. */
function keysOf(
  names: { readonly nameKey: string; readonly shortName: string; readonly otherNames: readonly string[] },
  identifiers: readonly ReadIdentifier[],
  samNumber: string | null,
): { readonly key_schemes: readonly string[]; readonly key_values: readonly string[] } {
  const { nameKey, shortName, otherNames } = names;
  const shortKey = normalisedName(shortName);
  const others = otherNames.flatMap((name) => normalisedName(name) ?? []).filter((key) => key !== nameKey);
  const keys: readonly (readonly [string, string])[] = [
    ['NAME', nameKey],
    ...(shortKey === null || shortKey === nameKey ? [] : [['SHORT_NAME', shortKey] as const]),
    ...[...new Set(others)].map((key) => ['OTHER_NAME', key] as const),
    ...identifiers.map(({ scheme, value }) => [scheme, value] as const),
    ...(samNumber === null ? [] : [['SAM_NUMBER', samNumber] as const]),
  ];
  return { key_schemes: keys.map(([scheme]) => scheme), key_values: keys.map(([, value]) => bounded(value)) };
}

/** An index holds no key of many kilobytes; no name is told from another so late. */
function bounded(value: string): string {
  return value.slice(0, 500);
}

const UNKNOWN_COUNTRY = 'ZZ';

function addressRow(listed: ListedAddress): AddressRow {
  const country = listed.country.toUpperCase() === 'XKS' ? 'XK' : countryFromAlpha3(listed.country);
  return {
    lines: listed.lines.filter((line) => line !== ''),
    city: textOrNull(listed.city),
    region: /^XX$/i.test(listed.region) ? null : textOrNull(listed.region),
    postalCode: textOrNull(
      listed.postalCode.replace(/^(\d{5})(\d{4})$/, country === 'US' ? '$1-$2' : '$1$2'),
    ),
    country: country ?? UNKNOWN_COUNTRY,
  };
}

function uniqueAddresses(addresses: readonly AddressRow[]): readonly AddressRow[] {
  const unique = new Map(addresses.map((address) => [JSON.stringify(address), address]));
  return [...unique.values()].filter(isGiven);
}

function isGiven({ lines, city, postalCode, country }: AddressRow): boolean {
  return lines.length > 0 || city !== null || postalCode !== null || country !== UNKNOWN_COUNTRY;
}

function postalKeys(addresses: readonly AddressRow[]): readonly string[] {
  const keys = addresses.flatMap(({ postalCode, country }) =>
    postalCode === null ? [] : (postalKey(postalCode, country) ?? []),
  );
  return [...new Set(keys)];
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
