import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { CsvRecord } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { dayField, listField, readFields, textField } from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { lastDayInForce } from '../rules/certification-validity.ts';
import { referenceColumn } from './columns.ts';
import { personalCsv } from './personal-csv.ts';
import { snapshotOf, stagedAs } from './snapshot.ts';

const COLUMNS = {
  certification: referenceColumn,
  number: readImporterNumber,
  received_on: dayField,
  names: listField(textField(200)),
};

const TABLE = 'confidentiality_certification';

const listed = snapshotOf({
  table: TABLE,
  columns: {
    id: 'text',
    importer_id: 'text',
    received_on: 'date',
    last_in_force_on: 'date',
    names: 'text[]',
  },
  endedBy: 'withdrawn_on',
});

/**
 * Certifications of manifest confidentiality (19 CFR 103.31(d)). A list with a
 * rejected row withdraws none: the row may be the very one that seems to be gone,
 * and names would be disclosed that are certified.
 */
export function confidentialityCertificationsFeed(
  secret: Secret,
): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'confidentiality-certifications',
    source: 'CONFIDENTIALITY_CERTIFICATIONS',
    ...listed,
    close: `${listed.close} and (select rejected = 0 from run where run_id = :run_id)`,
    read: personalCsv(COLUMNS),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { certification, number, ...asGiven } = read.fields;
      const row = {
        ...asGiven,
        id: recordId('cnf', secret.ids, certification),
        importer_id: recordId('imp', secret.ids, number),
        last_in_force_on: lastDayInForce(asGiven.received_on),
      };
      return { [stagedAs(TABLE)]: [row] };
    },
  };
}
