import { ENTRY_TYPES, entryTypeOn, readEntryType } from '@good-standing/kernel/identifiers/entry-type.ts';
import { RULESET_VERSION } from '@good-standing/kernel/rule/ruleset.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { insufficientBond } from '../rules/bond-sufficiency.ts';
import { activityGate, type Eligibility, entryEligibility, type Filing } from '../rules/entry-eligibility.ts';
import { inactiveNumber } from '../rules/number-usability.ts';
import { residencyOf } from '../rules/residency.ts';
import { residencyFacts } from '../rules/residency-facts.ts';
import { riskTier } from '../rules/risk-tier.ts';
import type { ImporterEntryEligibilityArgs, ImporterEntryTypesArgs } from '../schema.generated.ts';
import {
  addressOf,
  bondCents,
  coveredOn,
  hasLeastAssets,
  inUse,
  sufficiencyOn,
  tierEvidence,
} from '../standing/record-facts.ts';
import { cited } from '../standing/ruleset.ts';
import type { ImporterRow, ResidencyDeterminationRow } from '../tables.ts';
import { brokersFiling } from './brokers-filing.ts';
import type { StandingLoaders } from './standing.ts';
import { type StandingRecord, standingRecords } from './standing-record.ts';

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
  readonly entryTypesOf: (
    importer: ImporterRow,
    asked: ImporterEntryTypesArgs,
  ) => Promise<readonly object[] | null>;
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

  /** What decides of an importer and its filer, whatever the entry. */
  async function filerOf(
    importer: ImporterRow,
    record: StandingRecord,
    brokerId: string | null,
    on: Temporal.PlainDate,
  ): Promise<Omit<Filing, 'type' | 'valueCents' | 'adcvd'>> {
    const facts = residencyFacts({ ...importer, ...addressOf(importer), ...record }, on);
    // NOTE: assets are IMPORTER_OWNERSHIP: to who may not read them there are none.
    const readsAssets = viewer.audience === 'CBP' || viewer.audience === 'IMPORTER';
    return {
      status: await statusOn(importer, on),
      residency: residencyOf(facts).definitionAControls,
      isNumberUsable: !inactiveNumber.isInactiveOn(inUse(importer, record, on), on),
      hasContinuousBond: bondCents(record, on) > 0,
      needsSingleBond: insufficientBond.needsSingleBond(sufficiencyOn(record, on)),
      hasAssets: readsAssets && hasLeastAssets(record, on),
      broker: await brokerFiling(importer.id, brokerId, on),
    };
  }

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
        const { requiredCents, actualCents, isSufficient, basis } = sufficiency;
        return { required: requiredCents, actual: actualCents, sufficient: isSufficient, basis };
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
        const filer = await filerOf(importer, record, asked.brokerId ?? null, on);
        const adcvd = asked.adcvd ?? (type === '03' || type === '07');
        return decision(entryEligibility({ ...filer, type, valueCents: asked.value ?? null, adcvd }, on), on);
      });
    },
    entryTypesOf: (importer, asked) => {
      const classes = new Set<string>(asked.classes ?? []);
      return ask(importer, asked.on, async (record, on) => {
        const filer = await filerOf(importer, record, asked.brokerId ?? null, on);
        return ENTRY_TYPES.filter(
          (type) => classes.has(type.class) && entryTypeOn(type.code, on) !== null,
        ).map(({ code, meaning, class: of, adcvd }) => {
          const { allowed, deniedBy } = entryEligibility(
            { ...filer, type: code, valueCents: null, adcvd },
            on,
          );
          return { entryType: code, meaning, class: of, allowed, deniedBy: deniedBy.map(cited) };
        });
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
