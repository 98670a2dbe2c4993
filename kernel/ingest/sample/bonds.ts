import type { Owner } from '../../postgres/owners.ts';
import { type CsvRecord, csv } from '../csv.ts';
import type { Feed } from '../feed.ts';

/** An invented owner with one table, for the engine's own tests. */
export const sureties: Owner = { name: 'sureties', migrations: new URL('./bonds/', import.meta.url) };

/** An invented feed: bonds in force, as CSV. */
export const bonds: Feed<CsvRecord<'number' | 'surety' | 'amount', never>> = {
  name: 'bonds',
  source: 'INVENTED_BONDS',
  kind: 'SNAPSHOT',
  read: csv({ required: { number: ['Bond Number'], surety: ['Surety'], amount: ['Amount in Cents'] } }),
  tables: [
    {
      name: 'staged_bond',
      columns: [
        { name: 'number', type: 'text' },
        { name: 'surety', type: 'text' },
        { name: 'amount_cents', type: 'bigint' },
      ],
    },
  ],
  map: ({ number, surety, amount }) =>
    /^\d+$/.test(amount)
      ? { staged_bond: [{ number, surety, amount_cents: Number(amount) }] }
      : { field: 'Amount in Cents', expected: 'whole cents', got: amount },
  merge: [
    `with merged as (
       insert into bond as held (number, surety, amount_cents, run_id, line, seen_run_id)
       select distinct on (number) number, surety, amount_cents, run_id, line, run_id
       from staged_bond
       order by number, record desc
       on conflict (number) do update
       set surety = excluded.surety, amount_cents = excluded.amount_cents, ended = false,
           run_id = excluded.run_id, line = excluded.line, seen_run_id = excluded.seen_run_id
       where held.seen_run_id <> excluded.seen_run_id or held.line < excluded.line
       returning number, seen_run_id
     )
     insert into bond_change select number, seen_run_id from merged`,
  ],
  close: 'update bond set ended = true where seen_run_id <> :run_id and not ended',
};
