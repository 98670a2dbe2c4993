import { isMalformed, type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  dayField,
  listField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { normalisedName } from '../keys/normalised-name.ts';

const COLUMNS = {
  list: wordField(['UFLPA_ENTITY_LIST', 'SECTION_1592A_LIST', 'EAPA_DETERMINATIONS']),
  name: readName,
  other_names: listField(textField(200)),
  kind: optionalField(wordField(['PERSON', 'ORGANIZATION'])),
  address: optionalField(textField(200)),
  city: optionalField(textField(200)),
  region: optionalField(textField(200)),
  postal_code: optionalField(textField(20)),
  country: optionalField(readCountry),
  listed_on: dayField,
  ended_on: optionalField(dayField),
  citation: textField(200),
};
type Column = keyof typeof COLUMNS;

/** Further public lists on which persons stand in customs matters, in one file. */
export function publicListingsFeed(secret: Secret): Feed<Readonly<Record<Column, string>>> {
  const names = Object.keys(COLUMNS) as Column[];
  const types: Partial<Record<Column, string>> = {
    other_names: 'text[]',
    listed_on: 'date',
    ended_on: 'date',
  };
  return {
    name: 'public-listings',
    source: 'PUBLIC_LISTINGS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_public_listing',
        columns: ['id', ...names].map((name) => ({ name, type: types[name as Column] ?? 'text' })),
      },
    ],
    read: csv({ required: Object.fromEntries(names.map((name) => [name, [name] as const])) as never }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { fields } = read;
      const { list, name, citation, listed_on: listedOn } = fields;
      const id = recordId('pls', secret.ids, JSON.stringify([list, name, citation, listedOn.toString()]));
      return { staged_public_listing: [{ ...fields, id }] };
    },
    merge: [UPSERT],
    close: CLOSE,
  };
}

function readName(text: string): string | Malformed {
  const read = textField(200)(text);
  if (isMalformed(read) || normalisedName(read) !== null) return read;
  return malformed('a name with a letter or digit', text);
}

function readCountry(text: string): string | Malformed {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : malformed('an ISO 3166-1 alpha-2 country code', text);
}

const ALL = ['id', ...Object.keys(COLUMNS), 'run_id', 'line'];

const UPSERT = `
  insert into public_listing (${ALL.join(', ')})
  select distinct on (id) ${ALL.join(', ')}
  from staged_public_listing
  order by id, record desc
  on conflict (id) do update
    set ${ALL.slice(1)
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}, delisted_on = null`;

const CLOSE = `
  update public_listing
  set delisted_on = (select received_at::date from run where run_id = :run_id)
  where run_id <> :run_id and delisted_on is null`;
