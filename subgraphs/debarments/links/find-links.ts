/**
 * The statement that finds links between importers and listed exclusions, for some of
 * either side, and withdraws those that nothing founds any more.
 *
 * An equal UEI or CAGE confirms. An equal name with an equal postal code proposes, for
 * CBP to settle. A decision of CBP stands, whatever is found; one that rejected stands
 * until the exclusion's entry changes, since what was cleared is then another entry.
 *
 * @param importer SQL that is true of the `importer_id`s concerned.
 * @param exclusion SQL that is true of the `exclusion_id`s concerned.
 */
function findLinks(importer: (column: string) => string, exclusion: (column: string) => string): string {
  const concerned = (alias: string) =>
    `${importer(`${alias}.importer_id`)} and ${exclusion(`${alias}.exclusion_id`)}`;
  const pair = `
    from importer_key i
    join exclusion_key e on e.value = i.value
    where ${importer('i.importer_id')} and ${exclusion('e.exclusion_id')}`;
  return `
    with pair as (
      select i.importer_id, e.exclusion_id, i.scheme as basis
      ${pair}
        and i.scheme in ('UEI', 'CAGE') and e.scheme = i.scheme
      union
      select named.importer_id, named.exclusion_id, 'NAME_AND_POSTAL_CODE'
      from (
        select i.importer_id, e.exclusion_id
        ${pair}
          and i.scheme = 'NAME' and e.scheme in ('NAME', 'OTHER_NAME')
      ) named
      join importer_identity m using (importer_id)
      join exclusion x using (exclusion_id)
      where m.postal_keys && x.postal_keys
    ), found as (
      select
        importer_id, exclusion_id, array_agg(basis order by basis desc) as basis,
        case when bool_or(basis in ('UEI', 'CAGE')) then 'CONFIRMED' else 'PROPOSED' end as status
      from pair
      group by importer_id, exclusion_id
    ), linked as (
      insert into exclusion_link as link (link_id, importer_id, exclusion_id, status, basis, found_at)
      select
        'xln_' || substr(encode(sha256(convert_to(importer_id || ' ' || exclusion_id, 'UTF8')), 'hex'), 1, 20),
        importer_id, exclusion_id, status, basis, now()
      from found
      on conflict (importer_id, exclusion_id) do update
        set basis = excluded.basis,
            status = case
              when link.decision = 'CONFIRM' then 'CONFIRMED'
              when link.decision is null then excluded.status
              when link.decided_digest = (
                select x.entry_digest from exclusion x where x.exclusion_id = link.exclusion_id
              ) then 'REJECTED'
              else 'PROPOSED'
            end
    )
    update exclusion_link link
    set status = case when decision is null then 'WITHDRAWN' else status end, basis = '{}'
    where ${concerned('link')}
      and basis <> '{}'
      and not exists (
        select from found f where f.importer_id = link.importer_id and f.exclusion_id = link.exclusion_id)`;
}

/** Links are found by one transaction at a time: of two that bring the two sides of one, the later sees the earlier. */
export const oneAtATime = `select pg_advisory_xact_lock(hashtext('exclusion links'))`;

const anyone = () => 'true';
const staged = '(select exclusion_id from staged_exclusion)';

/** Links of the exclusions of the chunk at hand, with every importer. */
export const linkStagedExclusions: string = findLinks(anyone, (column) => `${column} in ${staged}`);

/** Links of the importers `:importers`, with every exclusion. */
export const linkImporters: string = findLinks((column) => `${column} = any(:importers::text[])`, anyone);
