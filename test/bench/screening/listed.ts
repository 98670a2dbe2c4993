import { createHash } from 'node:crypto';
import type {
  ListedParty,
  PartyAddress,
  PartyIdentifier,
} from '@good-standing/debarments/index/listed-party.ts';
import { crossReferencedNames } from '@good-standing/debarments/keys/cross-reference.ts';
import { readListedIdentifier } from '@good-standing/debarments/keys/identifier.ts';
import { normalisedName } from '@good-standing/debarments/keys/normalised-name.ts';
import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readCsv, readRecords } from './read-csv.ts';

/** The published lists as parties: rows of one name, postal code and city are one. */
export function publishedParties(folder: string): readonly ListedParty[] {
  return [...samParties(`${folder}/../sam`), ...ofacParties(folder)];
}

const SAM_FILE = 'SAM_Exclusions_Public_Extract_20049_part.CSV';

function samParties(folder: string): readonly ListedParty[] {
  const parties = new Map<string, ListedParty>();
  for (const row of readRecords(`${folder}/${SAM_FILE}`)) {
    const name = row.Name === '' ? [row.First, row.Middle, row.Last].filter(Boolean).join(' ') : row.Name;
    if (name === undefined || name === '' || row.Classification === '') continue;
    const address = addressOf(row);
    const key = keyOf('sam', `${normalisedName(name)}|${address.postalCode}|${address.city}`);
    const before = parties.get(key);
    const action = `${row['Active Date'] || row.Creation_Date} ${row['Excluding Agency']}`;
    const aliases = crossReferencedNames(row['Cross-Reference'] ?? '');
    parties.set(key, {
      key,
      action: before?.action ?? action,
      kind:
        row.Classification === 'Individual'
          ? 'PERSON'
          : row.Classification === 'Firm'
            ? 'ORGANIZATION'
            : 'OTHER',
      names: [...new Set([...(before?.names ?? [name]), ...aliases])].slice(0, 30),
      addresses: before?.addresses ?? [address],
      identifiers: unique([...(before?.identifiers ?? []), ...identifiersOf(row)]),
      phones: [],
      emails: [],
    });
  }
  return [...parties.values()];
}

function addressOf(row: Readonly<Record<string, string>>): PartyAddress {
  const filled = (text: string | undefined) => (text === undefined || text === '' ? null : text);
  return {
    lines: [row['Address 1'], row['Address 2']].filter((line) => line !== undefined && line !== ''),
    city: filled(row.City),
    region: filled(row['State / Province']),
    postalCode: filled(row['Zip Code']),
    country: row.Country === 'USA' ? 'US' : null,
  } as PartyAddress;
}

const SCHEMES = [
  ['UEI', 'Unique Entity Identifier (SAM)'],
  ['CAGE', 'CAGE'],
  ['NPI', 'NPI'],
] as const;

function identifiersOf(row: Readonly<Record<string, string>>): readonly PartyIdentifier[] {
  return SCHEMES.flatMap(([scheme, column]) => {
    const read = readListedIdentifier(scheme, row[column] ?? '');
    return read === null || isMalformed(read) ? [] : [{ scheme, value: read }];
  });
}

function unique(identifiers: readonly PartyIdentifier[]): readonly PartyIdentifier[] {
  return [...new Map(identifiers.map((each) => [`${each.scheme} ${each.value}`, each])).values()];
}

const BLANK = '-0-';

function ofacParties(folder: string): readonly ListedParty[] {
  const aliases = new Map<string, string[]>();
  for (const [id = '', , , name = ''] of readCsv(`${folder}/ofac_alt.csv`)) {
    aliases.set(id, [...(aliases.get(id) ?? []), name]);
  }
  return readCsv(`${folder}/ofac_sdn.csv`).flatMap(([id = '', name = '', type = BLANK]) => {
    if (name === '') return [];
    const kind = type.trim() === 'individual' ? 'PERSON' : type.trim() === BLANK ? 'ORGANIZATION' : 'OTHER';
    return [
      {
        key: keyOf('ofac', id),
        kind,
        names: [name, ...(aliases.get(id) ?? [])],
        addresses: [],
        identifiers: [],
        phones: [],
        emails: [],
      },
    ];
  });
}

function keyOf(list: string, text: string): string {
  return `${list}_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
