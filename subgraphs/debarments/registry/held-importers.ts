import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import type { PartyAddress } from '../index/listed-party.ts';
import { hostOf } from '../leads/trace.ts';
import { type HeldList, type ListSource, makeHeldList } from '../screening/held-list.ts';
import type { EntryRow } from '../screening/party-rows.ts';

const ROWS_A_BATCH = 2_000;
const THREADS = 1;

const held = new WeakMap<Sql, HeldList>();

/**
 * Every importer that is known of, held in memory to be searched by name, identifier,
 * address, telephone and domain, and kept as it is in the database. Each is a party of
 * its own, by its id. Nothing is read before CBP asks.
 */
export function heldImporters(sql: Sql): HeldList {
  const before = held.get(sql);
  if (before !== undefined) return before;
  const made = makeHeldList(sql, THREADS, importers);
  held.set(sql, made);
  return made;
}

const importers: ListSource = {
  runs: `
    select coalesce(max(heard), 0)::bigint as newest, 0::bigint as done, null::bigint as unfinished
    from importer_identity`,
  changedSince: heardSince,
  partyKeyOf: ({ id }) => id,
};

interface IdentityColumns {
  readonly id: string;
  readonly names: readonly string[];
  readonly isPerson: boolean | null;
  readonly addresses: readonly (PartyAddress & { readonly country: string | null })[];
  readonly phones: readonly string[];
  readonly websites: readonly string[];
  readonly uei: string | null;
  readonly cage: string | null;
}

async function* heardSince(sql: Sql, heard: number): AsyncGenerator<readonly EntryRow[]> {
  const rows = sql.unsafe<IdentityColumns[]>(
    `select
       importer_id as id, names, is_person as "isPerson", addresses, phones, websites, uei, cage
     from importer_identity
     where heard > $1 and cardinality(names) > 0`,
    [heard],
  );
  for await (const batch of rows.cursor(ROWS_A_BATCH)) yield batch.map(entryOf);
}

function entryOf({ id, names, isPerson, addresses, phones, websites, uei, cage }: IdentityColumns): EntryRow {
  const [name = '', ...otherNames] = names;
  return {
    id,
    classification: isPerson === null ? 'OTHER' : isPerson ? 'INDIVIDUAL' : 'FIRM',
    name,
    otherNames,
    uei,
    agency: null,
    activeOn: '',
    addresses: addresses.map((address) => ({
      ...address,
      country: address.country === 'ZZ' ? null : address.country,
    })),
    identifiers: [
      ...(uei === null ? [] : [{ scheme: 'UEI', value: uei }]),
      ...(cage === null ? [] : [{ scheme: 'CAGE', value: cage }]),
    ],
    phones,
    emails: websites.map((website) => (website.includes('@') ? website : `@${hostOf(website)}`)),
  };
}
