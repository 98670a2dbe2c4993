import { DISCLOSURE_RULES, type DisclosureRule, existsFor } from '@good-standing/kernel/disclosure/rules.ts';
import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import type { CursorValue } from '@good-standing/kernel/postgres/cursor.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { DestinationRules } from '@good-standing/kernel/webhook/destination.ts';
import { AGREEMENT } from './agreements.ts';
import { acknowledgeCorrection } from './corrections/acknowledge.ts';
import { correctionNoticeById, correctionNotices } from './corrections/notices.ts';
import { platforms } from './platforms.ts';
import { recordAsked } from './record-asked.ts';
import type { DisclosureEntryRow, OrganizationRow, SharingAgreementRow } from './tables.ts';
import { visibleDisclosures, visiblePostings } from './visibility.ts';
import { type WebhookLoaders, webhookLoaders } from './webhooks/loaders.ts';

export type Context = RequestContext<Loaders>;

export interface Loaders extends WebhookLoaders {
  /** One statement a tick. */
  readonly agreementById: (id: string) => Promise<SharingAgreementRow | null>;
  /** The accounting of one record, latest first. One statement. */
  readonly disclosures: (record: string, page: PageArguments) => Promise<Connection<DisclosureEntryRow>>;
  /** Notices of corrections, latest first; the viewer's own are delivered. One statement, or two. */
  readonly correctionNotices: ReturnType<typeof correctionNotices>;
  /** One statement a tick. */
  readonly correctionNoticeById: ReturnType<typeof correctionNoticeById>;
  /** The notice, or null where the viewer has none of that id. */
  readonly acknowledgeCorrection: ReturnType<typeof acknowledgeCorrection>;
  /** One statement. */
  readonly platforms: () => Promise<readonly OrganizationRow[]>;
}

export function loaders(setting: LoaderSetting, destinations: DestinationRules): Loaders {
  return {
    ...webhookLoaders(setting, destinations),
    agreementById: agreementById(setting),
    disclosures: disclosures(setting),
    correctionNotices: correctionNotices(setting),
    correctionNoticeById: correctionNoticeById(setting),
    acknowledgeCorrection: acknowledgeCorrection(setting),
    platforms: platforms(setting),
  };
}

function agreementById(setting: LoaderSetting): Loaders['agreementById'] {
  const rows = statement<SharingAgreementRow>(
    setting.sql,
    `${AGREEMENT} where agreement.id = any(:ids::text[])`,
  );
  const agreements = byKey<string, SharingAgreementRow>(
    (ids) => rows({ ids }),
    (row) => row.id,
  );
  return (id) => agreements.load(id);
}

function disclosures(setting: LoaderSetting): Loaders['disclosures'] {
  const { sql, viewer } = setting;
  const rows = statement<DisclosureEntryRow>(sql, pageOfDisclosures(viewer));
  return async (asked, page) => {
    const { record, subject } = recordAsked(setting, asked);
    const cursors = listCursors(setting, 'Query.disclosures', { record });
    const { first, after } = readPage(page, cursors);
    const place = placeOf(after ?? BEFORE_ALL);
    const found = await rows({ record, subject, take: first + 1, ...place });
    return connection(found, first, cursors, (entry) => [
      entry.disclosedAt.toString(),
      entry.requestId,
      entry.rule,
      entry.coordinates,
      entry.relation,
      entry.stage ?? '',
    ]);
  };
}

function placeOf(key: readonly CursorValue[]) {
  const [at = null, request = null, rule = null, coordinates = null, relation = null, stage = null] = key;
  return { at, request, rule, coordinates, relation, stage };
}

/** Where the first page begins: one statement, planned once, is for every page. */
const BEFORE_ALL = ['infinity', '00000000-0000-0000-0000-000000000000', '', '', '', ''];

const LATEST_FIRST = `
  d.disclosed_at desc, d.request_id desc, d.rule desc, d.coordinates desc, d.relation desc,
  coalesce(d.stage, '') desc`;

/**
 * Of the postings the latest that make a page, all those of the second that the page begins
 * in, and what is not chained yet. The recipient as it was then stands with the request,
 * looked up for the entries of the page alone.
 */
export function pageOfDisclosures(viewer: Viewer): string {
  const postings = `
        from ledger.posting p
        where p.record_id = :record
          and ${visiblePostings(viewer)}`;
  return `
    with latest as (
      select p.disclosed_at, p.positions,
        sum(cardinality(p.positions)) over (
          order by p.disclosed_at desc groups between unbounded preceding and 1 preceding) as later
      from (
        select p.disclosed_at, p.positions
        ${postings}
          and p.disclosed_at < date_trunc('second', :at::timestamptz)
        order by p.disclosed_at desc
        fetch first (:take::int) rows with ties
      ) p
    ),
    posted as (
      select p.disclosed_at, p.positions
      from latest p
      where coalesce(p.later, 0) < :take::int
      union all
      select p.disclosed_at, p.positions
      ${postings}
        and p.disclosed_at = date_trunc('second', :at::timestamptz)
    )
    select d.disclosed_at as "disclosedAt", d.request_id::text as "requestId", :record as record,
      d.coordinates, d.rule, d.authority, d.stage, d.relation, d.purpose, d.audience,
      r.recipient_name as "recipientName", r.recipient_address as "recipientAddress"
    from (
      select *
      from (
        select :record as record_id, d.*
        from posted p
        cross join lateral unnest(p.positions) posted (position)
        cross join lateral (
          select ${OF_AN_ENTRY}
          from ledger.disclosure d
          where d.position = posted.position
            and d.disclosed_at >= p.disclosed_at
            and d.disclosed_at < p.disclosed_at + interval '1 second'
          limit 1
        ) d
        union all
        select :record as record_id, ${OF_AN_ENTRY}
        from ledger.disclosure d
        where d.written_in >= (select ledger.chained_upto())
          -- NOTE: a range is read by its index, a half of one is not.
          and d.written_in < 9223372036854775807
          and (d.record_id = :record or :record = any (d.record_ids))
      ) d
      where ${visibleDisclosures(viewer)}
        and (d.disclosed_at, d.request_id, d.rule, d.coordinates, d.relation, coalesce(d.stage, ''))
          < (:at::timestamptz, :request::uuid, :rule, :coordinates, :relation, :stage)
      order by ${LATEST_FIRST}
      limit :take::int
    ) d
    left join lateral (
      select recipient_name, recipient_address
      from ledger.request
      where request_id = d.request_id and disclosed_at = d.disclosed_at
      limit 1
    ) r on true
    order by ${LATEST_FIRST}`;
}

const OF_AN_ENTRY = `
            d.disclosed_at, d.request_id, d.rule, d.authority, d.coordinates, d.relation, d.stage, d.audience,
            d.purpose`;

const RULES = Object.keys(DISCLOSURE_RULES) as DisclosureRule[];

/** Rules that the viewer can use at all. */
export function scopesOf(viewer: Viewer): readonly DisclosureRule[] {
  if (viewer.audience === 'CBP') return RULES;
  return RULES.filter((rule) => viewer.rules.has(rule) && existsFor(rule, viewer.audience));
}

/** The disclosure matrix. CBP sees all, always recorded, and stands first in every row. */
export function disclosureMatrix() {
  return RULES.map((rule) => {
    const { authority, audiences, says } = DISCLOSURE_RULES[rule];
    return { rule, authority, audiences: ['CBP' as const, ...audiences], says };
  });
}
