import { readEntryType } from '@good-standing/kernel/identifiers/entry-type.ts';
import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { RULESET_VERSION } from '@good-standing/kernel/rule/ruleset.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { type BondSufficiency, bondSufficiency, insufficientBond } from '../rules/bond-sufficiency.ts';
import { type CoveredImporter, coveredImporter } from '../rules/covered-importer.ts';
import { activityGate, type Eligibility, entryEligibility } from '../rules/entry-eligibility.ts';
import { inactiveNumber } from '../rules/number-usability.ts';
import { isPostBox } from '../rules/post-box.ts';
import { residencyOf } from '../rules/residency.ts';
import { residencyFacts } from '../rules/residency-facts.ts';
import { riskTier } from '../rules/risk-tier.ts';
import type { ImporterEntryEligibilityArgs } from '../schema.generated.ts';
import { cited } from '../standing/ruleset.ts';
import { tierFindings } from '../standing/tier-findings.ts';
import type { ImporterRow, ResidencyDeterminationRow } from '../tables.ts';
import { brokersFiling } from './brokers-filing.ts';
import type { StandingLoaders } from './standing.ts';
import { type Activity, type StandingRecord, standingRecords } from './standing-record.ts';

type Day = Temporal.PlainDate | null | undefined;

/** Questions that are answered from an importer's record when they are asked: nothing of them is kept. */
export interface StandingQuestions {
  readonly riskTierOf: (importer: ImporterRow, asOf: Day) => Promise<object | null>;
  readonly residencyOf: (importer: ImporterRow, asOf: Day) => Promise<ResidencyDeterminationRow | null>;
  readonly coveredImporterOf: (importer: ImporterRow, asOf: Day) => Promise<object | null>;
  readonly bondSufficiencyOf: (importer: ImporterRow, asOf: Day) => Promise<object | null>;
  readonly numberEligibilityOf: (importer: ImporterRow, asOf: Day) => Promise<Decision | null>;
  readonly entryEligibilityOf: (
    importer: ImporterRow,
    asked: ImporterEntryEligibilityArgs,
  ) => Promise<Decision | null>;
}

export interface Decision extends Omit<Eligibility, 'deniedBy'> {
  readonly deniedBy: readonly ReturnType<typeof cited>[];
  readonly on: Temporal.PlainDate;
  readonly rulesetVersion: string;
}

export function standingQuestions(
  setting: LoaderSetting,
  { standingOf }: Pick<StandingLoaders, 'standingOf'>,
): StandingQuestions {
  const { viewer, today } = setting;
  const records = standingRecords(setting);
  const brokerFiling = brokersFiling(setting);

  /** Null where there is no record, as where there is no importer. */
  async function ask<Answer>(
    importer: ImporterRow,
    asOf: Day,
    answer: (record: StandingRecord, on: Temporal.PlainDate) => Answer,
  ): Promise<Awaited<Answer> | null> {
    const record = await records.load(importer.id);
    return record === null ? null : await answer(record, asOf ?? today);
  }
  const statusOn = async (importer: ImporterRow, on: Temporal.PlainDate) =>
    (await standingOf(importer, { asOf: on }))?.status ?? null;

  return {
    riskTierOf: (importer, asOf) =>
      ask(importer, asOf, async (record, on) => {
        const status = await statusOn(importer, on);
        return status === null ? null : told(riskTier(tierEvidence(record, status, on), on));
      }),
    residencyOf: (importer, asOf) =>
      ask(importer, asOf, (record, on) => {
        const facts = residencyFacts({ ...importer, ...addressOf(importer), ...record }, on);
        return { id: importer.id, related: importer.related, facts, ...residencyOf(facts) };
      }),
    coveredImporterOf: (importer, asOf) =>
      ask(importer, asOf, (record, on) => {
        const { isExcludedFromRiskBond, ...covered } = coveredOn(record, on);
        return { ...covered, excludedFromRiskBond: isExcludedFromRiskBond };
      }),
    bondSufficiencyOf: (importer, asOf) =>
      ask(importer, asOf, (record, on) => {
        const sufficiency = sufficiencyOn(record, on);
        if (sufficiency === null) return null;
        const { requiredCents, actualCents, isSufficient } = sufficiency;
        return { required: requiredCents, actual: actualCents, sufficient: isSufficient };
      }),
    numberEligibilityOf: (importer, asOf) =>
      ask(importer, asOf, async (record, on) => {
        const status = await statusOn(importer, on);
        const isInactive = inactiveNumber.isInactiveOn(inUse(importer, record, on), on);
        const denied = [
          ...(status === 'INELIGIBLE' ? [activityGate] : []),
          ...(isInactive ? [inactiveNumber] : []),
        ];
        return decision(
          {
            allowed: denied.length === 0,
            deniedBy: denied,
            conditions: status === 'NOT_GOOD' ? ['It may not be used to import (GS-900).'] : [],
            alternatives:
              isInactive && status !== 'INELIGIBLE'
                ? [inactiveNumber.cure].filter((cure) => cure !== null)
                : [],
          },
          on,
        );
      }),
    entryEligibilityOf: (importer, asked) => {
      const type = wellFormed('entryType', readEntryType(asked.entryType));
      return ask(importer, asked.on, async (record, on) => {
        const facts = residencyFacts({ ...importer, ...addressOf(importer), ...record }, on);
        // NOTE: assets are IMPORTER_OWNERSHIP: to who may not read them there are none.
        const readsAssets = viewer.audience === 'CBP' || viewer.audience === 'IMPORTER';
        return decision(
          entryEligibility(
            {
              type,
              status: await statusOn(importer, on),
              residency: residencyOf(facts).definitionAControls,
              isNumberUsable: !inactiveNumber.isInactiveOn(inUse(importer, record, on), on),
              hasContinuousBond: bondCents(record, on) > 0,
              needsSingleBond: insufficientBond.needsSingleBond(sufficiencyOn(record, on)),
              hasAssets: readsAssets && hasLeastAssets(record, on),
              broker: await brokerFiling(importer.id, asked.brokerId ?? null, on),
              valueCents: asked.value ?? null,
              adcvd: asked.adcvd ?? (type === '03' || type === '07'),
            },
            on,
          ),
          on,
        );
      });
    },
  };
}

function told({ addends, ...tier }: ReturnType<typeof riskTier>) {
  return {
    ...tier,
    addends: addends.map(({ says, ...addend }) => ({ ...addend, explanation: says })),
    rulesetVersion: RULESET_VERSION,
  };
}

function decision({ deniedBy, ...eligibility }: Eligibility, on: Temporal.PlainDate): Decision {
  return { ...eligibility, deniedBy: deniedBy.map(cited), on, rulesetVersion: RULESET_VERSION };
}

function addressOf({ physicalLines, physicalCountry, mailingLines, mailingCountry }: ImporterRow) {
  const lines = physicalLines ?? mailingLines;
  return { country: physicalCountry ?? mailingCountry, isPostBox: isPostBox(lines) };
}

function inUse({ registryStatus, lastUsedOn }: ImporterRow, record: StandingRecord, on: Temporal.PlainDate) {
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

function coveredOn({ activity }: StandingRecord, on: Temporal.PlainDate): CoveredImporter {
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

function sufficiencyOn(record: StandingRecord, on: Temporal.PlainDate): BondSufficiency | null {
  const users = [{ id: record.id, activity: record.activity }, ...record.users].map(({ id, activity }) => ({
    importerId: id,
    paidCents: paidInYear(activity, on),
    anticipatedCents: null,
  }));
  return bondSufficiency({ users, actualCents: bondCents(record, on), isHighRisk: false }, on);
}

/** In the twelve months before the month of the day: a month counts when it is over. */
function paidInYear(activity: Activity | null, on: Temporal.PlainDate): number | null {
  if (activity === null) return null;
  const until = on.with({ day: 1 }).toString();
  const since = on.with({ day: 1 }).subtract({ months: 12 }).toString();
  return activity.months
    .filter(({ month }) => since <= month && month < until)
    .reduce((sum, { paidCents }) => sum + paidCents, 0);
}

function bondCents({ bonds }: StandingRecord, on: Temporal.PlainDate): number {
  return bonds.filter((bond) => holdsOn(bond, on.toString())).reduce((sum, { cents }) => sum + cents, 0);
}

function hasLeastAssets({ assets }: StandingRecord, on: Temporal.PlainDate): boolean {
  const here = assets.filter((asset) => asset.country === 'US' && holdsOn(asset, on.toString()));
  const cents = here.reduce((sum, { valueCents }) => sum + (valueCents ?? 0), 0);
  return cents >= valueOn(STANDING_PARAMETERS.leastDomesticAssetsCents, on);
}

function tierEvidence(
  record: StandingRecord,
  status: Parameters<typeof riskTier>[0]['status'],
  on: Temporal.PlainDate,
) {
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
