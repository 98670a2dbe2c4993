import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { changesKeptDays } from './parameters.ts';

const MOST_AT_ONCE = 1_000;

/** Deletes parties whose last day has passed. */
export const forgetUnrenewed: Sweep = {
  name: 'watched parties whose last day has passed',
  async run({ sql, now }) {
    const today = now.toZonedDateTimeISO('UTC').toPlainDate();
    const forgotten = await statement<object>(sql, FORGET)({ today, most: MOST_AT_ONCE });
    return forgotten.length === MOST_AT_ONCE;
  },
};

/** Lets go of changes that are read no more. */
export const forgetChanges: Sweep = {
  name: 'changes of watched parties that are read no more',
  async run({ sql, now }) {
    const before = now.subtract({ hours: changesKeptDays.value * 24 });
    const forgotten = await statement<object>(sql, FORGET_CHANGES)({ before, most: MOST_AT_ONCE });
    return forgotten.length === MOST_AT_ONCE;
  },
};

const FORGET = `
  with gone as (
    delete from watched_party
    where number in (
      select number from watched_party where until_on < :today::date order by until_on limit :most::int)
    returning organization
  ),
  counted as (
    update watching_organization o
    set parties = o.parties - gone_of.parties
    from (select organization, count(*)::int as parties from gone group by organization) gone_of
    where o.organization = gone_of.organization
  )
  select 1 from gone`;

const FORGET_CHANGES = `
  delete from watched_change
  where (number, at) in (select number, at from watched_change where at < :before order by at limit :most::int)
  returning 1`;
