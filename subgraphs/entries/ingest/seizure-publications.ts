import { readCaseNumber } from '@good-standing/kernel/identifiers/case-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { publish, WITHDRAW } from '../publication/publish-seizure.ts';

const COLUMNS = {
  case_number: readCaseNumber,
  decided_on: dayField,
  decision: wordField(['PUBLISH', 'WITHDRAW']),
  description: optionalField(textField(300)),
  note: textField(1_000),
};

/**
 * Seizures that CBP published or withdrew elsewhere: each is decided here as the mutations do,
 * in order of days, with what is known now. One that the law does not let be published stays
 * an order, with the reason; sent again it is tried again.
 */
export function seizurePublicationsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'seizure-publications',
    source: 'SEIZURE_PUBLICATIONS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_publication',
        columns: [
          { name: 'case_number', type: 'text' },
          { name: 'decided_on', type: 'date' },
          { name: 'decision', type: 'text' },
          { name: 'description', type: 'text' },
          { name: 'note', type: 'text' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      return 'rejected' in read ? read.rejected : { staged_publication: [read.fields] };
    },
    merge: [ORDER],
    after: (tx) => decideOrdered(tx, secret),
  };
}

interface Ordered {
  readonly caseNumber: string;
  readonly decidedOn: Temporal.PlainDate;
  readonly decision: 'PUBLISH' | 'WITHDRAW';
  readonly description: string | null;
  readonly note: string;
}

async function decideOrdered(tx: TransactionSql, secret: Secret): Promise<void> {
  for (const order of await statement<Ordered>(tx, TO_DO)({})) {
    const outcome = await decide(tx, secret, order);
    await statement(tx, OUTCOME)({ ...order, outcome });
  }
}

const NOBODY = { organization: null, actor: null };

/** `DONE`, or why not. */
async function decide(tx: TransactionSql, secret: Secret, order: Ordered): Promise<string> {
  const { decision, description, note, decidedOn: today } = order;
  const seizure = recordId('sez', secret.ids, order.caseNumber);
  if (decision === 'PUBLISH') {
    const at = Temporal.Instant.from(`${today}T00:00:00Z`);
    const published = await publish(tx, { seizure, description, note, by: NOBODY, secret, at, today });
    if (published === null) return 'there is no such seizure';
    return 'refused' in published ? published.refused : 'DONE';
  }
  const [standing] = await statement<{ id: string }>(
    tx,
    'select id from seizure_publication where seizure_id = :seizure and withdrawn_on is null for update',
  )({ seizure });
  if (standing === undefined) return 'nothing stands published';
  await statement(tx, WITHDRAW)({ id: standing.id, today, note, ...NOBODY, isSuperseded: false });
  return 'DONE';
}

const ORDER = `
  insert into publication_order (case_number, decided_on, decision, description, note, run_id, line)
  select distinct on (case_number, decided_on, decision)
    case_number, decided_on, decision, description, note, run_id, line
  from staged_publication
  order by case_number, decided_on, decision, record desc
  on conflict (case_number, decided_on, decision) do update
    set description = excluded.description, note = excluded.note, outcome = null,
        run_id = excluded.run_id, line = excluded.line
    where publication_order.outcome <> 'DONE'`;

const TO_DO = `
  select case_number as "caseNumber", decided_on as "decidedOn", decision, description, note
  from publication_order
  where outcome is null
  order by decided_on, decision, case_number`;

const OUTCOME = `
  update publication_order
  set outcome = :outcome
  where case_number = :caseNumber and decided_on = :decidedOn and decision = :decision`;
