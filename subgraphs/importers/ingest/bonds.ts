import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { CsvRecord } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  centsField,
  dayField,
  optionalField,
  readFields,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import type { BondType } from '../schema.generated.ts';
import { noteChanged, noteEnded, sayDue } from '../standing/due.ts';
import { codeColumn } from './columns.ts';
import { personalCsv } from './personal-csv.ts';
import { snapshotOf, stagedAs } from './snapshot.ts';

const BOND_TYPES: readonly BondType[] = ['CONTINUOUS', 'SINGLE'];

/** The activity letters of the ABI bond query and the codes of CBP Form 301 that they stand for. */
const ACTIVITY_OF_LETTER: Readonly<Record<string, string>> = {
  A: '1',
  B: '1A',
  C: '1A1',
  D: '2',
  E: '3',
  F: '3A',
  G: '3A3',
  H: '4',
  J: '5',
  K: '11',
  L: '12',
  M: '13',
  N: '14',
  O: '15',
};

const COLUMNS = {
  bond_number: codeColumn(/^[A-Z0-9-]{1,20}$/, '1 to 20 letters and digits'),
  number: readImporterNumber,
  bond_type: wordField(BOND_TYPES),
  activity: readActivity,
  surety_code: codeColumn(/^[A-Z0-9]{3}$/, '3 letters or digits'),
  amount_usd: readAmount,
  effective_on: dayField,
  terminated_on: optionalField(dayField),
};

const TABLE = 'bond';

/** Bonds on file (19 CFR part 113). */
export function bondsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  const listed = snapshotOf({
    table: TABLE,
    columns: {
      id: 'text',
      importer_id: 'text',
      bond_number: 'text',
      bond_type: 'text',
      activity: 'text',
      surety_code: 'text',
      amount_cents: 'bigint',
      effective_on: 'date',
      terminated_on: 'date',
    },
    endedBy: 'delisted_on',
  });
  return {
    name: 'bonds',
    source: 'BONDS',
    ...listed,
    merge: [NOTE_STANDING, ...listed.merge],
    after: async (tx, run) => {
      await tx.unsafe(NOTE_STANDING_ENDED, [run.runId]);
      await sayDue(tx);
    },
    read: personalCsv(COLUMNS),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { number, amount_usd, ...asGiven } = read.fields;
      const row = {
        ...asGiven,
        id: recordId('bnd', secret.ids, asGiven.bond_number),
        importer_id: recordId('imp', secret.ids, number),
        amount_cents: amount_usd,
      };
      return { [stagedAs(TABLE)]: [row] };
    },
  };
}

function readActivity(text: string): string | Malformed {
  const written = text.trim().toUpperCase();
  if (/^\d{1,2}(?:[A-Z]\d?)?$/.test(written)) return written;
  return ACTIVITY_OF_LETTER[written] ?? malformed('an activity code of CBP Form 301, or its letter', text);
}

function readAmount(text: string): number | Malformed {
  const cents = centsField(text);
  return cents === 0 ? malformed('an amount above 0.00', text) : cents;
}

const STANDING = {
  table: TABLE,
  columns: ['bond_type', 'activity', 'amount_cents', 'effective_on', 'terminated_on', 'importer_id'],
  owners: ['importer_id'],
  endedBy: 'delisted_on',
};
const NOTE_STANDING = noteChanged(STANDING);
const NOTE_STANDING_ENDED = noteEnded(STANDING);
