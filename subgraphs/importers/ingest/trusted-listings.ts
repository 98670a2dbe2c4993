import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { CsvRecord } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  dayField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { nameKey } from '../name-key.ts';
import { modeColumn } from './columns.ts';
import { personalCsv } from './personal-csv.ts';
import { publishIdentities } from './publish-identities.ts';
import { listedIn, snapshotOf, stagedAs } from './snapshot.ts';

const COLUMNS = {
  number: readImporterNumber,
  programme: wordField(['TRUSTED', 'KNOWN_SHIPPER']),
  name: optionalField(textField(200)),
  mode: optionalField(modeColumn),
  listed_on: dayField,
  until_on: optionalField(dayField),
};

const TABLE = 'listing';

const listed = snapshotOf({
  table: TABLE,
  columns: {
    id: 'text',
    importer_id: 'text',
    programme: 'text',
    name: 'text',
    name_key: 'text',
    mode: 'text',
    listed_on: 'date',
    until_on: 'date',
  },
  endedBy: 'delisted_on',
});

/** The registry of trusted importers and the roll of known shippers (CBP E-Commerce Strategy obj. 3.2, 4.2). */
export function trustedListingsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'trusted-listings',
    source: 'TRUSTED_LISTINGS',
    ...listed,
    merge: [NOTE_CHANGED_IDENTITIES, ...listed.merge],
    close: CLOSE,
    after: publishIdentities,
    read: personalCsv(COLUMNS),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { number, ...asGiven } = read.fields;
      const { programme, name, mode, listed_on } = asGiven;
      const key = name === null ? '' : nameKey(name);
      if (programme === 'TRUSTED' && key === '') {
        return { field: 'name', expected: 'the name to be listed under', got: 'nothing' };
      }
      const row = {
        ...asGiven,
        id: recordId('lst', secret.ids, [number, programme, mode ?? '', listed_on].join('\n')),
        importer_id: recordId('imp', secret.ids, number),
        name_key: key === '' ? null : key,
      };
      return { [stagedAs(TABLE)]: [row] };
    },
  };
}

const NOTE_CHANGED_IDENTITIES = `
  insert into identity_change (importer_id)
  select listed.importer_id
  from ${listedIn(TABLE)} listed
  left join listing held on held.id = listed.id
  where listed.programme = 'TRUSTED'
    and (listed.name, listed.listed_on, listed.until_on, null)
      is distinct from (held.name, held.listed_on, held.until_on, held.delisted_on)`;

/** The row count is of the listings ended, whatever was noted besides. */
const CLOSE = `
  with ended as (${listed.close} returning importer_id, programme),
  noted as (
    insert into identity_change (importer_id)
    select importer_id from ended where programme = 'TRUSTED'
  )
  select from ended`;
