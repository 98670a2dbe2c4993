import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import type { ReferralOutcome } from '../schema.generated.ts';
import { cbpsAlone } from '../visibility.ts';

export interface ReferralRow {
  readonly id: RecordId<'ppr'>;
  readonly nth: number;
  readonly person: string;
  readonly personKind: 'PERSON' | 'ORGANIZATION';
  readonly importerId: string | null;
  readonly exclusionId: string | null;
  readonly conductLevel: 'KNOWING' | 'GROSS_NEGLIGENCE';
  readonly basis: string;
  readonly referredBy: string | null;
  readonly referredAt: Temporal.Instant;
  readonly outcome: ReferralOutcome;
  readonly outcomeNote: string | null;
  readonly determinedAt: Temporal.Instant | null;
}

const REFERRAL = `
  r.referral_id as id, r.nth, r.person, r.person_kind as "personKind", r.importer_id as "importerId",
  r.exclusion_id as "exclusionId", r.conduct_level as "conductLevel", r.basis, r.referred_by as "referredBy",
  r.referred_at as "referredAt", r.outcome, r.outcome_note as "outcomeNote", r.determined_at as "determinedAt"`;

/** Null where there is none, and to everyone but CBP. One statement a tick. */
export function referralById({ sql, viewer }: LoaderSetting): DataLoader<string, ReferralRow | null> {
  const rows = statement<ReferralRow>(
    sql,
    `select ${REFERRAL}
     from responsibility_referral r
     where r.referral_id = any(:ids::text[])
       and ${cbpsAlone(viewer)}`,
  );
  return byKey<string, ReferralRow>(
    (ids) => rows({ ids }),
    (row) => row.id,
  );
}

export interface ReferralsArguments extends PageArguments {
  readonly outcome?: ReferralOutcome | null;
}

/** Latest first. One statement. */
export function referralPages(setting: LoaderSetting) {
  const rows = statement<ReferralRow>(
    setting.sql,
    `select ${REFERRAL}
     from responsibility_referral r
     where ${cbpsAlone(setting.viewer)}
       and (:outcome::text is null or r.outcome = :outcome)
       and (:after_nth::bigint is null or r.nth < :after_nth)
     order by r.nth desc
     limit :take::int`,
  );
  return async ({ outcome = null, ...args }: ReferralsArguments): Promise<Connection<ReferralRow>> => {
    const cursors = listCursors(setting, 'Query.presentResponsibilityReferrals', { outcome });
    const { first, after } = readPage(args, cursors);
    const found = await rows({ outcome, after_nth: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, ({ nth }) => [nth]);
  };
}
