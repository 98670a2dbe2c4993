import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { announceConsents, type ConsentParties } from './announce-consent.ts';

const MOST_AT_ONCE = 1_000;

/** Announces consents whose last day is over, each once: nobody writes anything when a day passes. */
export const announceLapsed: Sweep = {
  name: 'lapsed consents',
  async run({ sql, now }) {
    const today = now.toZonedDateTimeISO('UTC').toPlainDate();
    return sql.begin(async (tx) => {
      const lapsed = await statement<ConsentParties>(tx, LAPSED)({ today, now });
      await announceConsents(tx, lapsed, now);
      return lapsed.length === MOST_AT_ONCE;
    });
  },
};

const LAPSED = `
  with lapsed as (
    select id from standing_consent
    where until_on < :today::date and revoked_at is null and lapse_told_at is null
    order by until_on, id
    limit ${MOST_AT_ONCE}
    for update skip locked
  )
  update standing_consent s
  set lapse_told_at = :now
  from lapsed
  where s.id = lapsed.id
  returning s.importer_id as importer, s.platform, false as "opensStanding"`;
