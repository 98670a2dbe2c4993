import type { ImporterIdentity } from '@good-standing/kernel/findings/topics.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { exclusionsTouched, findLeads } from './find-leads.ts';
import {
  accountTraces,
  addressTraces,
  distinct,
  domainTraces,
  headOf,
  nameTraces,
  phoneTraces,
  principalTraces,
} from './trace.ts';

/** Keeps what these importers may have in common with excluded persons, and looks for leads. After their links are found. */
export async function traceImporters(
  tx: TransactionSql,
  identities: readonly ImporterIdentity[],
): Promise<void> {
  const touched = { importers: identities.map(({ importerId }) => importerId), exclusions: [] };
  const before = await exclusionsTouched(tx, touched);
  await statement(tx, FORGET)({ importers: touched.importers });
  await statement(tx, KEEP)({ traces: { json: identities.flatMap(traceRows) } });
  await statement(tx, KEEP_YEAR)({ years: { json: identities.map(yearRow) } });
  await findLeads(tx, [...before, ...(await exclusionsTouched(tx, touched))]);
}

function traceRows({ importerId, names, associations }: ImporterIdentity) {
  const {
    addresses = [],
    principals = [],
    phones = [],
    websites = [],
    bankAccounts = [],
  } = associations ?? {};
  const head = headOf(names[0] ?? '');
  return distinct([
    ...nameTraces(names),
    ...addressTraces(addresses),
    ...principalTraces(principals),
    ...phoneTraces(phones),
    ...domainTraces(websites),
    ...accountTraces(bankAccounts),
  ]).map((trace) => ({ importer_id: importerId, head, ...trace }));
}

function yearRow({ importerId, associations }: ImporterIdentity) {
  return { importer_id: importerId, organized_in: associations?.organizedIn ?? null };
}

const FORGET = 'delete from importer_trace where importer_id = any(:importers::text[])';

const KEEP = `
  insert into importer_trace (value, kind, importer_id, shown, head)
  select value, kind, importer_id, shown, head
  from jsonb_to_recordset(:traces::text::jsonb) as item (
    value text, kind text, importer_id text, shown text, head text)`;

const KEEP_YEAR = `
  update importer_identity known
  set organized_in = item.organized_in
  from jsonb_to_recordset(:years::text::jsonb) as item (importer_id text, organized_in int)
  where known.importer_id = item.importer_id and known.organized_in is distinct from item.organized_in`;
