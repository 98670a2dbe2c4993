import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { AddressRow } from '../tables.ts';
import { exclusionsTouched, findLeads } from './find-leads.ts';
import { addressTraces, distinct, headOf, nameTraces, principalTraces } from './trace.ts';

/** Exclusions of one statement. */
const AT_A_TIME = 1_000;

interface ChangedExclusion {
  readonly id: string;
  readonly digest: string;
  readonly isListed: boolean;
  readonly classification: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly otherNames: readonly string[];
  readonly address: AddressRow;
  readonly otherAddresses: readonly AddressRow[];
}

/**
 * At the end of a list: what changed of the exclusions by CBP since leads were last
 * looked for is traced anew and its leads found. Between chunks nothing.
 */
export async function traceChangedExclusions(tx: TransactionSql): Promise<void> {
  const [atEnd] = await statement<object>(tx, AT_END)({});
  if (atEnd === undefined) return;
  for (;;) {
    const changed = await statement<ChangedExclusion>(tx, CHANGED)({});
    if (changed.length === 0) break;
    const touched = { importers: [], exclusions: changed.map(({ id }) => id) };
    const before = await exclusionsTouched(tx, touched);
    await statement(tx, FORGET)({ exclusions: touched.exclusions });
    await statement(tx, NOTE)({ traced: { json: changed.map(tracedRow) } });
    await statement(tx, KEEP)({ traces: { json: changed.flatMap(traceRows) } });
    await findLeads(tx, [...before, ...(await exclusionsTouched(tx, touched))]);
  }
}

function tracedRow({ id, digest, isListed }: ChangedExclusion) {
  return { exclusion_id: id, entry_digest: digest, is_listed: isListed };
}

function traceRows(exclusion: ChangedExclusion) {
  const { id, isListed, classification, name, shortName, otherNames, address, otherAddresses } = exclusion;
  if (!isListed) return [];
  const isPerson = classification === 'INDIVIDUAL';
  const head = headOf(name);
  return distinct([
    ...nameTraces([name, ...otherNames]),
    ...addressTraces([address, ...otherAddresses]),
    ...principalTraces([...(isPerson ? [name] : []), ...otherNames]),
    ...(isPerson && shortName !== null
      ? [{ kind: 'PRINCIPAL' as const, value: shortName, shown: name }]
      : []),
  ]).map((trace) => ({ exclusion_id: id, head, ...trace }));
}

const AT_END = 'select where not exists (select from staged_exclusion)';

/** Listed, and by CBP: only of these are notices owed and leads looked for. */
const IS_LISTED = `(x.by_cbp_as is not null and cardinality(x.delisted_ons) = cardinality(x.relisted_ons))`;

const CHANGED = `
  select
    x.exclusion_id as id, x.entry_digest as digest, ${IS_LISTED} as "isListed", x.classification, x.name,
    x.other_names as "otherNames",
    jsonb_build_object(
      'lines', x.address_lines, 'city', x.city, 'region', x.region, 'postalCode', x.postal_code,
      'country', x.country) as address,
    x.other_addresses as "otherAddresses",
    (
      select k.value from exclusion_key k
      where k.exclusion_id = x.exclusion_id and k.scheme = 'SHORT_NAME'
      limit 1
    ) as "shortName"
  from exclusion x
  left join traced_exclusion t using (exclusion_id)
  where (t.exclusion_id is null and ${IS_LISTED})
    or (t.entry_digest, t.is_listed) <> (x.entry_digest, ${IS_LISTED})
  order by x.exclusion_id
  limit ${AT_A_TIME}`;

const FORGET = 'delete from exclusion_trace where exclusion_id = any(:exclusions::text[])';

const NOTE = `
  insert into traced_exclusion as traced (exclusion_id, entry_digest, is_listed)
  select exclusion_id, entry_digest, is_listed
  from jsonb_to_recordset(:traced::text::jsonb) as item (exclusion_id text, entry_digest text, is_listed boolean)
  on conflict (exclusion_id) do update
    set entry_digest = excluded.entry_digest, is_listed = excluded.is_listed`;

const KEEP = `
  insert into exclusion_trace (value, kind, exclusion_id, shown, head)
  select value, kind, exclusion_id, shown, head
  from jsonb_to_recordset(:traces::text::jsonb) as item (
    value text, kind text, exclusion_id text, shown text, head text)`;
