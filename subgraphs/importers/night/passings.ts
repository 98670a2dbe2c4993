import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import { FIRST_DAY } from '../standing/assess.ts';

/**
 * What becomes so on a day although nobody files anything, of the importers in
 * (:after, :through] and the days in (:since, :today]. What a file itself ended is
 * not among it.
 */

const OF = (column: string) => `${column} > :after and ${column} <= :through`;
const WITHIN = (day: string) => `${day} > :since::date and ${day} <= :today::date`;

const OUTSTANDING = (on: string) => `exists (
  select from finding f
  where f.importer_id = i.id and f.rule = 'GS-004' and f.known_until is null and f.state <> 'WITHDRAWN'
    and f.valid_from <= ${on} and (f.valid_until is null or f.valid_until >= ${on}))`;

/** GS-007: 366 days after the last use, or when the last that was outstanding after them is settled. */
const NUMBER_INACTIVE = `
  select i.id as importer_id, 'NUMBER_INACTIVE' as kind, i.id as record, turn.day as passed_on,
    null::text as was, null::text as becomes
  from importer i
  left join import_activity act on act.importer_id = i.id
  cross join lateral (select greatest(i.last_used_on, act.last_on) as last_on) used
  cross join lateral (
    select used.last_on + :inactive_after::int as day
    union
    select f.valid_until + 1
    from finding f
    where f.importer_id = i.id and f.rule = 'GS-004' and f.known_until is null and f.state <> 'WITHDRAWN'
      and ${WITHIN('f.valid_until + 1')}
    union
    select date '${STANDING_RULES['GS-007'].effectiveOn}'
  ) turn
  where ${OF('i.id')} and i.registry_status = 'ACTIVE' and ${WITHIN('turn.day')}
    and turn.day >= date '${STANDING_RULES['GS-007'].effectiveOn}'
    and turn.day >= used.last_on + :inactive_after::int
    and not ${OUTSTANDING('turn.day')}
    and (turn.day - 1 < greatest(used.last_on + :inactive_after::int, date '${STANDING_RULES['GS-007'].effectiveOn}')
      or ${OUTSTANDING('turn.day - 1')})`;

const BOND_ENDED = `
  select importer_id, 'BOND_ENDED', id, terminated_on, null, null
  from bond
  where ${OF('importer_id')} and ${WITHIN('terminated_on')}
    and (delisted_on is null or delisted_on >= terminated_on)`;

/** CF-001: the second anniversary of the receipt is the last day. */
const CERTIFICATION_ENDED = `
  select importer_id, 'CERTIFICATION_ENDED', id, last_in_force_on + 1, null, null
  from confidentiality_certification
  where ${OF('importer_id')} and ${WITHIN('last_in_force_on + 1')}
    and (withdrawn_on is null or withdrawn_on > last_in_force_on)
    and (ended_on is null or ended_on > last_in_force_on)`;

const LISTING_ENDED = `
  select importer_id, 'LISTING_ENDED', id, until_on + 1, null, null
  from listing
  where ${OF('importer_id')} and ${WITHIN('until_on + 1')} and (delisted_on is null or delisted_on > until_on)
    and (ended_on is null or ended_on > until_on)`;

/** An exclusion or a suspension terminates, a bill passes its grace, an affiliation ends: the assessment said so before. */
const STANDING_CHANGED = `
  select a.importer_id, 'STANDING_CHANGED', a.importer_id, a.valid_from, before.status, a.status
  from assessment a
  join assessment before
    on before.importer_id = a.importer_id and before.known_until is null and before.valid_until = a.valid_from - 1
  where ${OF('a.importer_id')} and a.known_until is null and a.valid_from > date '${FIRST_DAY}'
    and ${WITHIN('a.valid_from')} and before.status <> a.status`;

/** NOTE: a day that was swept is not swept again with what became known since: that was told when it became known. */
export const NOTE_PASSINGS = `
  insert into passing (swept_on, importer_id, kind, record, passed_on, was, becomes)
  select :today::date, passed.*
  from (
    ${[NUMBER_INACTIVE, BOND_ENDED, CERTIFICATION_ENDED, LISTING_ENDED, STANDING_CHANGED].join('\n    union all\n')}
  ) passed
  order by importer_id, kind, record, passed_on
  on conflict do nothing`;

/** Never assessed, or under another ruleset than this process has. */
export const NOTE_UNASSESSED = `
  insert into standing_due (importer_id)
  select i.id
  from importer i
  where ${OF('i.id')}
    and not exists (
      select from assessment a
      where a.importer_id = i.id and ${OF('a.importer_id')} and a.known_until is null and a.ruleset = :ruleset)
    and not exists (select from standing_due due where due.importer_id = i.id)
  order by 1
  returning importer_id`;
