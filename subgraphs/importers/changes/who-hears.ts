import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Addressee } from '@good-standing/kernel/webhook/announcement.ts';
import { CONSENT_IN_FORCE } from '../visibility.ts';
import type { Difference } from './what-changed.ts';

/** An importer of the registry, and all who stand in a relation to it on a day. */
export interface Related {
  readonly importerId: string;
  readonly brokers: readonly string[];
  readonly agencies: readonly string[];
  /** Organisations of platforms with its consent to its status. */
  readonly platforms: readonly string[];
}

/**
 * Who stands in a relation to each of these importers, of those that the registry has;
 * in the transaction at hand. A consent is held as it is until it ends: whoever takes
 * it back meanwhile waits, and what is announced here is told before it is retracted.
 */
export function relatedOn(
  tx: TransactionSql,
  importers: readonly string[],
  today: Temporal.PlainDate,
): Promise<readonly Related[]> {
  return statement<Related>(tx, RELATED)({ importers, today });
}

/** Those who read what changed, and the rule under which they do. */
export function whoHears(
  difference: Difference,
  { importerId, brokers, agencies, platforms }: Related,
): { readonly under: DisclosureRule; readonly to: readonly Addressee[] } {
  const cbp: Addressee = { audience: 'CBP' };
  if (difference === 'HELD') return { under: 'STANDING_REASONS', to: [cbp] };
  const readers: readonly Addressee[] = [
    cbp,
    { audience: 'IMPORTER', subject: importerId },
    ...agencies.map((agency): Addressee => ({ audience: 'PGA', agency })),
  ];
  if (difference === 'REASONS') return { under: 'STANDING_REASONS', to: readers };
  return {
    under: 'STANDING_STATUS',
    to: [
      ...readers,
      ...brokers.map((subject): Addressee => ({ audience: 'BROKER', subject })),
      ...platforms.map((organization): Addressee => ({ audience: 'PLATFORM', organization })),
    ],
  };
}

const RELATED = `
  with consenting as (
    select s.importer_id, s.platform
    from standing_consent s
    where s.importer_id = any(:importers::text[]) and 'STANDING_STATUS' = any(s.scopes) and ${CONSENT_IN_FORCE}
    for share of s
  )
  select
    i.id as "importerId",
    array(
      select distinct g.broker_id from engagement g
      where g.importer_id = i.id
        and g.from_on <= :today::date and (g.until_on is null or g.until_on >= :today::date)
      order by 1) as brokers,
    array(select j.agency from jurisdiction j where j.importer_id = i.id order by 1) as agencies,
    array(select distinct c.platform from consenting c where c.importer_id = i.id order by 1) as platforms
  from importer i
  where i.id = any(:importers::text[])
  order by i.id`;
