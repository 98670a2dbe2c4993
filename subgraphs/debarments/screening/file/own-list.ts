import { csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Rejected } from '@good-standing/kernel/ingest/feed.ts';
import { fileFacts } from '@good-standing/kernel/ingest/received-file.ts';
import type { ListedParty } from '../../index/listed-party.ts';
import { countryNamed } from '../../places/country-named.ts';
import { encodingOf, utf8Of } from './encoding.ts';
import { filled } from './filled.ts';
import { readKind } from './party-kind.ts';

const COLUMNS = {
  required: { id: ['id'], name: ['name'] },
  optional: {
    aliases: ['aliases'],
    kind: ['kind', 'type'],
    country: ['country'],
    address: ['address', 'street'],
    city: ['city'],
    region: ['region', 'state'],
    postalCode: ['postalCode', 'postal_code', 'zip'],
    phone: ['phone'],
    email: ['email'],
  },
} as const;

type OwnRow = { readonly id: string; readonly name: string } & Readonly<
  Record<keyof (typeof COLUMNS)['optional'], string | null>
>;

/** A row of a list that could not be taken, or a field of it. */
export interface ListDefect extends Rejected {
  readonly line: number;
}

export interface OwnList {
  readonly parties: readonly ListedParty[];
  /** Of the file. */
  readonly sha256: string;
  readonly defects: readonly ListDefect[];
}

/** A list of the caller's own: one party a row, aliases separated by `;`. Rows of one id are one party. */
export async function readOwnList(path: string): Promise<OwnList> {
  const parties = new Map<string, ListedParty>();
  const defects: ListDefect[] = [];
  for await (const batch of csv(COLUMNS)(utf8Of(path, await encodingOf(path)))) {
    for (const read of batch) {
      if ('broken' in read) defects.push({ line: read.line, ...read.broken });
      else {
        const { line, record } = read;
        const party = listedParty(record, line);
        if ('expected' in party) defects.push({ ...party, line });
        else parties.set(party.key, merged(parties.get(party.key), party));
      }
    }
  }
  const { sha256 } = await fileFacts(path);
  return { parties: [...parties.values()], sha256, defects };
}

function listedParty(row: OwnRow, line: number): ListedParty | Rejected {
  const name = filled(row.name);
  if (name === null || !/[\p{L}\p{N}]/u.test(name)) {
    return { field: 'name', expected: 'a name with a letter or digit', got: 'none' };
  }
  const address = filled(row.address);
  const country = filled(row.country);
  const some = (text: string | null) => (filled(text) === null ? [] : [text?.trim() ?? '']);
  return {
    key: filled(row.id) ?? `line ${line}`,
    kind: readKind(row.kind ?? '') ?? 'OTHER',
    names: [name, ...(filled(row.aliases) ?? '').split(';').flatMap((alias) => filled(alias) ?? [])],
    addresses: [
      {
        lines: address === null ? [] : address.split(/\s*[\n;]\s*/),
        city: filled(row.city),
        region: filled(row.region),
        postalCode: filled(row.postalCode),
        country: country === null ? null : countryNamed(country),
      },
    ],
    identifiers: [],
    phones: some(row.phone),
    emails: some(row.email),
  };
}

function merged(before: ListedParty | undefined, party: ListedParty): ListedParty {
  if (before === undefined) return party;
  return {
    ...before,
    names: [...new Set([...before.names, ...party.names])],
    addresses: [...before.addresses, ...party.addresses],
    phones: [...before.phones, ...party.phones],
    emails: [...before.emails, ...party.emails],
  };
}
