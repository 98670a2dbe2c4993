import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import { repeatedRepresentation } from '../rules/broker-record.ts';
import type { NoncompliantClientRow, RepeatedRepresentationRow, RepresentationReviewRow } from '../tables.ts';
import { visibleRecord } from '../visibility.ts';
import { REPRESENTED } from './represented.ts';

export function countedParams({ viewer, today }: LoaderSetting) {
  return { ...viewerParams(viewer, today), since: repeatedRepresentation.countedAfter(today) };
}

/** Clients that BR-003 counts of each broker today. One statement a tick. */
export function countedClientsOf(
  setting: LoaderSetting,
): DataLoader<string, { readonly count: number } | null> {
  const rows = statement<{ readonly brokerId: string; readonly count: number }>(
    setting.sql,
    `select broker_id as "brokerId", count(distinct importer_id)::int as count
     from (${REPRESENTED}) counted
     where broker_id = any(:ids::text[]) and ${visibleRecord(setting.viewer, 'broker_id')}
     group by broker_id`,
  );
  const params = countedParams(setting);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.brokerId,
  );
}

/** The days that are counted, by broker, the latest first, at most 200. One statement a tick. */
export function representedDaysOf(
  setting: LoaderSetting,
): DataLoader<string, readonly NoncompliantClientRow[]> {
  const rows = statement<NoncompliantClientRow>(
    setting.sql,
    `select broker_id as "brokerId", importer_id as "importerId", from_on as "from", until_on as until
     from (
       select *, row_number() over (partition by broker_id order by from_on desc, importer_id) as nth
       from (${REPRESENTED}) counted
       where broker_id = any(:ids::text[]) and ${visibleRecord(setting.viewer, 'broker_id')}
     ) listed
     where nth <= 200
     order by broker_id, nth`,
  );
  const params = countedParams(setting);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.brokerId,
  );
}

/** Brokers that a person has not decided on since the last client was counted. One statement. */
export function brokersForReview(setting: LoaderSetting) {
  const rows = statement<RepeatedRepresentationRow>(
    setting.sql,
    `select broker_id as id, array_agg(distinct importer_id order by importer_id) as "importerIds"
     from (${REPRESENTED}) counted
     where ${visibleRecord(setting.viewer, 'broker_id')}
       and exists (select from broker where broker.id = counted.broker_id)
       and (:after_id::text is null or broker_id > :after_id)
     group by broker_id
     having count(distinct importer_id) >= :least::int
       and not array_agg(importer_id) <@ coalesce((
         select review.importer_ids
         from representation_review review
         where review.broker_id = counted.broker_id
         order by review.nth desc
         limit 1), '{}')
     order by broker_id
     limit :take::int`,
  );
  const params = { ...countedParams(setting), least: repeatedRepresentation.leastClients(setting.today) };
  return async (args: PageArguments): Promise<Connection<RepeatedRepresentationRow>> => {
    const cursors = listCursors(setting, 'Query.brokersForReview', {});
    const { first, after } = readPage(args, cursors);
    const found = await rows({ ...params, after_id: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, ({ id }) => [id]);
  };
}

const REVIEW = `
  review.review_id as id, review.nth, review.broker_id as "brokerId", review.importer_ids as "importerIds",
  review.decision, review.note, review.finding_id as "findingId", review.decided_at as "decidedAt"`;

/** Reviews are CBP's work alone: to a broker there are none. */
const visibleReviews = ({ viewer }: LoaderSetting) => (viewer.audience === 'CBP' ? 'true' : 'false');

/** Null where there is none that the viewer may know of. One statement a tick. */
export function reviewById(setting: LoaderSetting): DataLoader<string, RepresentationReviewRow | null> {
  const rows = statement<RepresentationReviewRow>(
    setting.sql,
    `select ${REVIEW}
     from representation_review review
     where review.review_id = any(:ids::text[]) and ${visibleReviews(setting)}`,
  );
  return byKey<string, RepresentationReviewRow>(
    (ids) => rows({ ids }),
    (row) => row.id,
  );
}

/** Of each broker, the latest first, at most 200. One statement a tick. */
export function reviewsOf(setting: LoaderSetting): DataLoader<string, readonly RepresentationReviewRow[]> {
  const rows = statement<RepresentationReviewRow>(
    setting.sql,
    `select decided.*
     from unnest(:ids::text[]) as asked (broker_id)
     cross join lateral (
       select ${REVIEW}
       from representation_review review
       where review.broker_id = asked.broker_id and ${visibleReviews(setting)}
       order by review.nth desc
       limit 200
     ) decided
     order by decided."brokerId", decided.nth desc`,
  );
  return manyByKey<string, RepresentationReviewRow>(
    (ids) => rows({ ids }),
    (row) => row.brokerId,
  );
}
