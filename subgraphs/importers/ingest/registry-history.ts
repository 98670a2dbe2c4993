import { listedIn } from './snapshot.ts';

const addressColumns = (kind: string) =>
  ['lines', 'city', 'region', 'postal_code', 'country'].map((part) => `${kind}_${part}`);

/** What is tracked of a registration: 19 USC 4320(b) asks for changes of address and of structure. */
const TRACKED = [
  'name',
  'other_names',
  'kind',
  'registry_status',
  'year_organized',
  'organized_in',
  ...addressColumns('mailing'),
  ...addressColumns('physical'),
];

const of = (row: string) => TRACKED.map((name) => `${row}.${name}`).join(', ');
const RECEIVED = '(select received_at::date from run where run_id = :run_id)';

/** NOTE: what began and ended within one day never was. */
const keep = (held: string, also: string) => `
  insert into registration (importer_id, until_on, ${TRACKED.join(', ')})
  select held.id, ${RECEIVED} - 1, ${of('held')}
  from ${held}
  where ${also} and (held.first_received_on is null or held.first_received_on < ${RECEIVED})
  on conflict (importer_id, until_on) do nothing`;

/** For the merge of the registry, ahead of it: what is restated was so until the day before. */
export const KEEP_REGISTRATIONS = keep(
  `${listedIn('importer')} listed join importer held on held.id = listed.id`,
  `(${of('held')}) is distinct from (${of('listed')})`,
);

/** Of numbers that the registry lists no more, before they are removed: for a `with`. */
export const KEEP_REMOVED = keep(
  'importer held',
  `held.run_id <> :run_id and held.registry_status <> 'REMOVED'`,
);
