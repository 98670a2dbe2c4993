import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { BrokerFilerCode, BrokerIdentity } from '@good-standing/kernel/findings/topics.ts';
import { readCage } from '@good-standing/kernel/identifiers/cage.ts';
import { readFilerCode } from '@good-standing/kernel/identifiers/filer-code.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { readUei } from '@good-standing/kernel/identifiers/uei.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  listField,
  optionalField,
  readFields,
  textField,
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { readLicenseNumber } from './license-number.ts';
import { withUnsharedCodes } from './unshared-codes.ts';

const COLUMNS = {
  license_number: readLicenseNumber,
  name: textField(200),
  filer_codes: listField(readFilerCode),
  ctpat_consent: yesNoField,
  uei: optionalField(readUei),
  cage: optionalField(readCage),
};

/** Files of before these were asked for have neither. */
type Optional = 'uei' | 'cage';
type Required = Exclude<keyof typeof COLUMNS, Optional>;

/** Every licensed broker with the codes that it files under. */
export function brokersFeed(secret: Secret): Feed<CsvRecord<Required, Optional>> {
  const { uei, cage, ...required } = columnsOfFields(COLUMNS);
  const read = csv({ required, optional: { uei, cage } });
  return {
    name: 'brokers',
    source: 'BROKERS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_broker',
        columns: [
          { name: 'id', type: 'text' },
          { name: 'license_number', type: 'text' },
          { name: 'name', type: 'text' },
          { name: 'ctpat_consent', type: 'boolean' },
          { name: 'filer_codes', type: 'text[]' },
          { name: 'uei', type: 'text' },
          { name: 'cage', type: 'text' },
        ],
      },
    ],
    read: (bytes) => withUnsharedCodes(read(bytes)),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      return {
        staged_broker: [{ ...read.fields, id: recordId('brk', secret.ids, read.fields.license_number) }],
      };
    },
    merge: [NOTE_IDENTITIES, CHANGE, SEE, ASSIGN_CODES, SEE_CODES],
    close: CLOSE,
    after: publishRegister,
  };
}

const CHANGE = `
  insert into broker (id, license_number, name, ctpat_consent, uei, cage, run_id, line, seen_run_id)
  select distinct on (id) id, license_number, name, ctpat_consent, uei, cage, run_id, line, run_id
  from staged_broker
  order by id, record desc
  on conflict (id) do update
    set name = excluded.name,
        ctpat_consent = excluded.ctpat_consent,
        uei = excluded.uei,
        cage = excluded.cage,
        delisted_on = null,
        run_id = excluded.run_id,
        line = excluded.line
    where (broker.name, broker.ctpat_consent, broker.uei, broker.cage, broker.delisted_on)
      is distinct from (excluded.name, excluded.ctpat_consent, excluded.uei, excluded.cage, null)`;

/** Ahead of the change: whose identifiers are others. */
const NOTE_IDENTITIES = `
  insert into unpublished_identity (broker_id, uei, cage)
  select listed.id, listed.uei, listed.cage
  from (select distinct on (id) id, uei, cage from staged_broker order by id, record desc) listed
  left join broker on broker.id = listed.id
  where (listed.uei, listed.cage) is distinct from (broker.uei, broker.cage)`;

const SEE = `
  update broker
  set seen_run_id = :run_id
  from (select distinct id from staged_broker) listed
  where broker.id = listed.id and broker.seen_run_id <> :run_id`;

/** The last line of a broker in the chunk says which codes it has. */
const STAGED_CODES = `
  select unnest(filer_codes) as code, id as broker_id, run_id
  from (select distinct on (id) id, filer_codes, run_id from staged_broker order by id, record desc) last_line`;

const ASSIGN_CODES = `
  with assigned as (
    insert into filer_code (code, broker_id, seen_run_id)
    select code, broker_id, run_id from (${STAGED_CODES}) staged
    on conflict (code) do update
      set broker_id = excluded.broker_id, ended_on = null
      where (filer_code.broker_id, filer_code.ended_on) is distinct from (excluded.broker_id, null)
    returning code, broker_id
  )
  insert into unpublished_filer_code (code, broker_id) select code, broker_id from assigned`;

const SEE_CODES = `
  update filer_code
  set seen_run_id = :run_id
  from (${STAGED_CODES}) listed
  where filer_code.code = listed.code and filer_code.seen_run_id <> :run_id`;

const CLOSE = `
  with received as (select received_at::date as day from run where run_id = :run_id),
  ended as (
    update filer_code
    set ended_on = (select day from received)
    where seen_run_id <> :run_id and ended_on is null
  )
  update broker
  set delisted_on = (select day from received)
  where seen_run_id <> :run_id and delisted_on is null`;

/** In the transaction that changed them. A code that ended stays its last broker's, so nothing is said of it. */
async function publishRegister(tx: TransactionSql): Promise<void> {
  const assigned = await tx.unsafe<BrokerFilerCode[]>(
    `delete from unpublished_filer_code returning code, broker_id as "brokerId"`,
  );
  await publish(tx, 'filer-code', assigned);
  const identities = await tx.unsafe<BrokerIdentity[]>(
    `delete from unpublished_identity returning broker_id as "brokerId", uei, cage`,
  );
  await publish(tx, 'broker-identity', identities);
}
