import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Bonded, StandingRecord } from '../loaders/standing-record.ts';
import { type BondSufficiency, type BondUser, bondSufficiency } from '../rules/bond-sufficiency.ts';
import { type CoveredImporter, coveredImporter } from '../rules/covered-importer.ts';
import { isPostBox } from '../rules/post-box.ts';
import type { StandingStatus, TierEvidence } from '../rules/risk-tier.ts';
import type { ImporterRow } from '../tables.ts';
import { tierFindings } from './tier-findings.ts';

/** What the rules of tier, residency, security and eligibility read off an importer's record, as of a day. */

export function addressOf({ physicalLines, physicalCountry, mailingLines, mailingCountry }: ImporterRow) {
  const lines = physicalLines ?? mailingLines;
  return { country: physicalCountry ?? mailingCountry, isPostBox: isPostBox(lines) };
}

export function inUse(
  { registryStatus, lastUsedOn }: ImporterRow,
  record: StandingRecord,
  on: Temporal.PlainDate,
) {
  const days = [lastUsedOn?.toString() ?? null, record.activity?.lastOn ?? null].filter(
    (day) => day !== null,
  );
  const last = days
    .filter((day) => day <= on.toString())
    .sort()
    .at(-1);
  return {
    registryStatus,
    lastUsedOn: last === undefined ? null : Temporal.PlainDate.from(last),
    hasOutstanding: record.findings.some(
      ({ rule, validFrom, validUntil }) =>
        rule === 'GS-004' && holdsOn({ from: validFrom, until: validUntil }, on.toString()),
    ),
  };
}

export function coveredOn({ activity }: StandingRecord, on: Temporal.PlainDate): CoveredImporter {
  return coveredImporter.on(
    {
      firstFiledOn: dayOrNull(activity?.adcvdFirstOn ?? null),
      firstEntryOn: dayOrNull(activity?.firstOn ?? null),
      isUnpaid: activity?.isAdcvdUnpaid ?? false,
      isLate: activity?.isAdcvdLate ?? false,
      isCtpatTier2: null,
    },
    on,
  );
}

export function sufficiencyOn(record: StandingRecord, on: Temporal.PlainDate): BondSufficiency | null {
  const users = [record, ...record.users].map((user) => bondUser(user, on));
  return bondSufficiency({ users, actualCents: bondCents(record, on), isHighRisk: false }, on);
}

/**
 * In the twelve months before the month of the day: a month counts when it is over. A
 * number that did not file before them has no twelve months behind it: what it
 * anticipates counts, where it disclosed that, and what it has paid where that is more.
 */
function bondUser({ id, activity, anticipatedCents }: Bonded, on: Temporal.PlainDate): BondUser {
  const until = on.with({ day: 1 }).toString();
  const since = on.with({ day: 1 }).subtract({ months: 12 }).toString();
  const paidCents =
    activity?.months
      .filter(({ month }) => since <= month && month < until)
      .reduce((sum, month) => sum + month.paidCents, 0) ?? null;
  const hasYear = activity !== null && activity.firstOn <= since;
  if (hasYear || anticipatedCents === null) return { importerId: id, paidCents, anticipatedCents: null };
  return { importerId: id, paidCents: null, anticipatedCents: Math.max(anticipatedCents, paidCents ?? 0) };
}

export function bondCents({ bonds }: StandingRecord, on: Temporal.PlainDate): number {
  return bonds.filter((bond) => holdsOn(bond, on.toString())).reduce((sum, { cents }) => sum + cents, 0);
}

export function hasLeastAssets({ assets }: StandingRecord, on: Temporal.PlainDate): boolean {
  const here = assets.filter((asset) => asset.country === 'US' && holdsOn(asset, on.toString()));
  const cents = here.reduce((sum, { valueCents }) => sum + (valueCents ?? 0), 0);
  return cents >= valueOn(STANDING_PARAMETERS.leastDomesticAssetsCents, on);
}

export function tierEvidence(
  record: StandingRecord,
  status: StandingStatus,
  on: Temporal.PlainDate,
): TierEvidence {
  const { activity, findings, listings } = record;
  const months = (activity?.months ?? []).filter(({ month }) => month <= on.toString());
  return {
    status,
    isCovered: coveredOn(record, on).isCovered,
    isTrusted: listings.some((listing) => holdsOn(listing, on.toString())),
    firstEntryOn: dayOrNull(activity?.firstOn ?? null),
    entries: activity?.entries ?? 0,
    lines: months.reduce((sum, { lines }) => sum + lines, 0),
    findings: tierFindings(findings),
  };
}

function dayOrNull(day: string | null): Temporal.PlainDate | null {
  return day === null ? null : Temporal.PlainDate.from(day);
}

function holdsOn(
  { from, until }: { readonly from: string | null; readonly until: string | null },
  day: string,
): boolean {
  return (from === null || from <= day) && (until === null || day <= until);
}
