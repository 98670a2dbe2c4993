import { DISCLOSURE_RULES, type DisclosureRule, existsFor } from '@good-standing/kernel/disclosure/rules.ts';
import { byKey } from '@good-standing/kernel/postgres/batch.ts';
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
import { AGREEMENT } from './agreements.ts';
import type { DisclosureEntryRow, SharingAgreementRow } from './tables.ts';
import { visibleDisclosures } from './visibility.ts';

export type Context = RequestContext<Loaders>;

export interface Loaders {
  /** One statement a tick. */
  readonly agreementById: (id: string) => Promise<SharingAgreementRow | null>;
  /** The accounting of one record, latest first. One statement. */
  readonly disclosures: (record: string, page: PageArguments) => Promise<Connection<DisclosureEntryRow>>;
}

export function loaders(setting: LoaderSetting): Loaders {
  return { agreementById: agreementById(setting), disclosures: disclosures(setting) };
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
  const rows = statement<DisclosureEntryRow>(
    setting.sql,
    `select d.disclosed_at as "disclosedAt", d.request_id::text as "requestId", d.record_id as record,
       d.coordinates, d.rule, d.authority, d.stage, d.relation, r.purpose, r.audience,
       r.recipient_name as "recipientName", r.recipient_address as "recipientAddress"
     from ledger.disclosure d
     join ledger.request r on r.request_id = d.request_id and r.disclosed_at = d.disclosed_at
     where d.record_id = :record
       and ${visibleDisclosures(setting.viewer)}
       and (:at::timestamptz is null
         or (d.disclosed_at, d.request_id, d.rule, d.coordinates, d.relation, coalesce(d.stage, ''))
           < (:at::timestamptz, :request::uuid, :rule, :coordinates, :relation, :stage))
     order by d.disclosed_at desc, d.request_id desc, d.rule desc, d.coordinates desc, d.relation desc,
       coalesce(d.stage, '') desc
     limit :take::int`,
  );
  return async (record, page) => {
    const cursors = listCursors(setting, 'Query.disclosures', { record });
    const { first, after } = readPage(page, cursors);
    const [at = null, request = null, rule = null, coordinates = null, relation = null, stage = null] =
      after ?? [];
    const found = await rows({
      record,
      subject: setting.viewer.subject,
      at,
      request,
      rule,
      coordinates,
      relation,
      stage,
      take: first + 1,
    });
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
