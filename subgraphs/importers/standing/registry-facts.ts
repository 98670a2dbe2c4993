import { listedIn, stagedAs } from '../ingest/snapshot.ts';

/**
 * What the registry says that concerns standing is kept where it is received, in the
 * transaction that merges it and by the day of its receipt: never by who assesses,
 * so that it is the same however late, and however often, anyone does. What is so
 * and was not opens, what was and is not ends on the day before. What is so when an
 * importer is first received is so since nobody knows.
 */

const RECEIVED = '(select received_at::date from run where run_id = :run_id)';
const IS_PERSON = `in ('INDIVIDUAL', 'SOLE_PROPRIETOR')`;

/** A natural person is not organized, and owns itself. */
const SAID = `
  said as materialized (
    select listed.id as importer_id, fact.kind
    from ${listedIn('importer')} listed
    cross join lateral (values
      ('VOIDED', listed.registry_status = 'VOIDED'),
      ('POST_BOX', listed.is_post_box),
      ('NO_VOLUME', listed.entries_per_year is null and listed.anticipated_value_cents is null),
      ('NO_YEAR_ORGANIZED', listed.year_organized is null and not listed.kind ${IS_PERSON})
    ) as fact (kind, holds)
    where fact.holds
  )`;

/** NOTE: what began and ended within one day never was. */
const ENDS = `until_on = greatest(${RECEIVED} - 1, held.from_on - 1)`;

/** For the merge of the registry, ahead of it: a snapshot says all of whom it lists, and nothing of others. */
export const KEEP_FACTS: readonly string[] = [
  `with ${SAID}
   update registry_fact held
   set ${ENDS}
   from ${listedIn('importer')} listed
   where held.importer_id = listed.id and held.until_on is null
     and case held.kind
       when 'NO_OWNERS' then listed.kind ${IS_PERSON}
       else not exists (select from said where said.importer_id = held.importer_id and said.kind = held.kind)
     end`,
  `with ${SAID}
   insert into registry_fact (importer_id, kind, from_on)
   select said.importer_id, said.kind,
     case when exists (select from importer before where before.id = said.importer_id) then ${RECEIVED} end
   from said
   where not exists (
     select from registry_fact held
     where held.importer_id = said.importer_id and held.kind = said.kind and held.until_on is null)
   order by 1, 2`,
];

const HAS_OWNERS = `exists (
  select from importer_disclosure d where d.importer_id = i.id and d.kind = 'OWNER' and d.delisted_on is null)`;

/** Of who never had an owner disclosed nobody knows since when. */
const EVER_HAD_OWNERS = `exists (select from importer_disclosure d where d.importer_id = i.id and d.kind = 'OWNER')`;

/**
 * Who discloses no owner, and whose lack is over. Of an importer that was first
 * received on the day on which its owners were the lack never was.
 *
 * @param isWhole a condition that reads no row of these tables.
 */
function keepOwnerless(isWhole: string): string {
  const isOver = `${isWhole} and held.importer_id = i.id and held.kind = 'NO_OWNERS' and held.until_on is null and ${HAS_OWNERS}`;
  const neverWas = `held.from_on is null and i.first_received_on = ${RECEIVED}`;
  return `
    with never as (
      delete from registry_fact held
      using importer i
      where ${isOver} and ${neverWas}
      returning held.importer_id
    ),
    ended as (
      update registry_fact held
      set ${ENDS}
      from importer i
      where ${isOver} and (${neverWas}) is not true
      returning held.importer_id
    ),
    opened as (
      insert into registry_fact (importer_id, kind, from_on)
      select i.id, 'NO_OWNERS', case when ${EVER_HAD_OWNERS} then ${RECEIVED} end
      from importer i
      where ${isWhole} and not i.kind ${IS_PERSON}
        and not ${HAS_OWNERS}
        and not exists (
          select from registry_fact f where f.importer_id = i.id and f.kind = 'NO_OWNERS' and f.until_on is null)
      order by 1
      returning importer_id
    )
    insert into standing_due (importer_id)
    select importer_id from never union select importer_id from ended union select importer_id from opened
    order by 1`;
}

/** At the end of a file alone nothing of it is staged, in the transaction that completes its run. */
const atEndOf = (table: string) => `(select not exists (select from ${stagedAs(table)}))`;
const DISCLOSURES_CAME = `exists (select from run where feed = 'importer-disclosures' and state = 'DONE')`;

/** When the disclosures were received, whole. */
export const OWNERLESS_AT_END = keepOwnerless(atEndOf('importer_disclosure'));
/** When they were received again unchanged. */
export const OWNERLESS_AGAIN = keepOwnerless('true');
/** When the registry was received, and disclosures before. */
export const OWNERLESS_REGISTERED = keepOwnerless(`${atEndOf('importer')} and ${DISCLOSURES_CAME}`);
