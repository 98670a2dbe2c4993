import { hash } from 'node:crypto';
import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { ExclusionProceeding } from '../rules/proceeding.ts';
import { type ListedPeriods, statusOn } from '../rules/status.ts';

/** What CBP confirmed of one importer and one exclusion, or confirmed once and does not any more. */
interface Confirmed extends ListedPeriods {
  readonly importerId: string;
  readonly exclusionId: string;
  readonly byCbpAs: string | null;
  readonly tradeRelated: boolean;
  readonly proceeding: ExclusionProceeding;
  readonly activeOn: Temporal.PlainDate;
  readonly terminatesOn: Temporal.PlainDate | null;
  /** Day of the transaction. */
  readonly today: Temporal.PlainDate;
  /** Leads and notices that it rests on; empty where CBP took it back. */
  readonly evidence: Finding['evidence'];
}

/**
 * GS-006: an importer that CBP confirmed is an excluded person under another name or
 * address may hold no importer number while an exclusion lasts that bars it, and is
 * watched under any other (EO 13904 § 2(b), § 3(a)). Publishes what differs from what was
 * last told, in the writer's transaction; twice is once.
 */
export async function publishReestablished(
  tx: Sql | TransactionSql,
  exclusions: readonly string[] | 'ALL',
): Promise<void> {
  const confirmed = await statement<Confirmed>(
    tx,
    CONFIRMED,
  )({ exclusions: exclusions === 'ALL' ? null : exclusions });
  if (confirmed.length === 0) return;
  const told = confirmed.map(findingOf);
  const changed = await statement<{ content: Finding }>(tx, TELL)({ told: { json: told.map(rowOf) } });
  await publish(
    tx,
    'finding',
    changed.map(({ content }) => content),
  );
}

function findingOf(pair: Confirmed): Finding {
  const isOpen = pair.evidence.length > 0 && statusOn(pair, pair.today) === 'ACTIVE';
  return {
    key: `fnd_${hash('sha256', `GS-006 confirmed ${pair.importerId} ${pair.exclusionId}`, 'hex').slice(0, 20)}`,
    rule: 'GS-006',
    ruleVersion: 1,
    subject: pair.importerId,
    effect: barsFromImporting(pair) ? 'FAIL_INELIGIBLE' : 'WATCH',
    validFrom: pair.activeOn.toString(),
    validUntil: (isOpen ? pair.terminatesOn : lastDayHeld(pair))?.toString() ?? null,
    evidence: [
      ...pair.evidence,
      { kind: 'EXCLUSION', record: pair.exclusionId, observedOn: pair.activeOn.toString() },
    ],
    state: isOpen ? 'OPEN' : 'CLOSED',
  };
}

function barsFromImporting({ byCbpAs, tradeRelated, proceeding }: Confirmed): boolean {
  return byCbpAs !== null && tradeRelated && (proceeding === 'DEBARMENT' || proceeding === 'SUSPENSION');
}

/** Of a finding that does not hold today: never before its first day. */
function lastDayHeld(pair: Confirmed): Temporal.PlainDate {
  const { today } = pair;
  const yesterday = today.subtract({ days: 1 });
  const days = [yesterday];
  if (statusOn(pair, today) === 'TERMINATED' && pair.terminatesOn !== null) days.push(pair.terminatesOn);
  const left = pair.delistedOns.length > pair.relistedOns.length ? pair.delistedOns.at(-1) : undefined;
  if (left !== undefined) days.push(left.subtract({ days: 1 }));
  const [last = yesterday] = days.sort(Temporal.PlainDate.compare);
  return Temporal.PlainDate.compare(last, pair.activeOn) < 0 ? pair.activeOn : last;
}

function rowOf(content: Finding) {
  return {
    finding_key: content.key,
    importer_id: content.subject,
    exclusion_id: content.evidence.at(-1)?.record ?? '',
    content,
    is_open: content.state === 'OPEN',
  };
}

const CONFIRMED = `
  with confirmed as (
    select importer_id, exclusion_id, 'REESTABLISHMENT_LEAD' as kind, lead_id as record, decided_at
    from reestablishment_lead
    where decision = 'CONFIRM'
    union all
    select importer_id, exclusion_id, 'REESTABLISHMENT_NOTICE', notice_id, decided_at
    from reestablishment_notice
    where decision = 'CONFIRM' and importer_id is not null
  ), pair as (
    select importer_id, exclusion_id from confirmed
    union
    select importer_id, exclusion_id from reestablishment_finding where is_open
  )
  select
    pair.importer_id as "importerId", pair.exclusion_id as "exclusionId", x.by_cbp_as as "byCbpAs",
    x.trade_related as "tradeRelated", x.proceeding, x.active_on as "activeOn",
    x.terminates_on as "terminatesOn", x.active_ons as "activeOns", x.terminates_ons as "terminatesOns",
    x.delisted_ons as "delistedOns", x.relisted_ons as "relistedOns", current_date as today,
    coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'kind', c.kind, 'record', c.record,
            'observedOn', to_char(c.decided_at at time zone 'UTC', 'YYYY-MM-DD'))
          order by c.kind, c.record)
        from confirmed c
        where c.importer_id = pair.importer_id and c.exclusion_id = pair.exclusion_id
      ),
      '[]'
    ) as evidence
  from pair
  join exclusion x using (exclusion_id)
  where :exclusions::text[] is null or pair.exclusion_id = any(:exclusions::text[])
  order by pair.exclusion_id, pair.importer_id`;

/** A finding that never opened is never told closed. */
const TELL = `
  insert into reestablishment_finding as told (finding_key, importer_id, exclusion_id, content, is_open)
  select finding_key, importer_id, exclusion_id, content, is_open
  from jsonb_to_recordset(:told::text::jsonb) as item (
    finding_key text, importer_id text, exclusion_id text, content jsonb, is_open boolean)
  where is_open
    or exists (select from reestablishment_finding f where f.finding_key = item.finding_key and f.is_open)
  on conflict (finding_key) do update
    set content = excluded.content, is_open = excluded.is_open
    where told.content is distinct from excluded.content
  returning content`;
