import { type Quarter, quarterDays, quarterOf } from '@good-standing/kernel/calendar/quarter.ts';
import { type Rational, roundedDown } from '../metric/rational.ts';
import { FACTORS, type Factor } from '../metric/score.ts';
import {
  appliesOn,
  ladderSteps,
  type MetricNumbers,
  metric,
  type Parameter,
  promptWithin,
  runs,
} from '../parameters.ts';
import type { LadderStep, MetricFactor, MetricParameter } from '../schema.generated.ts';
import { FACTOR_NAMES } from './factor-names.ts';
import { type Guidance, guidance } from './guidance.ts';

/** The metric as it applies on a day. */
export interface MetricPage {
  readonly quarter: Quarter;
  readonly metric: Parameter<MetricNumbers>;
  readonly factors: readonly MetricFactor[];
  readonly parameters: readonly MetricParameter[];
  readonly ladder: readonly LadderStep[];
  readonly guidance: Guidance;
}

/** A quarter is measured by the version of its first day; what follows from it, by that of the day. */
export function metricPage(on: Temporal.PlainDate): MetricPage {
  const quarter = quarterOf(on);
  const measured = appliesOn(metric, quarterDays(quarter).start);
  const steps = appliesOn(ladderSteps, on);
  const run = appliesOn(runs, on);
  const prompt = appliesOn(promptWithin, on);
  const { value } = measured;
  return {
    quarter,
    metric: measured,
    factors: FACTORS.map((factor) => ({
      name: FACTOR_NAMES[factor],
      weight: roundedDown(value.weights[factor], 6),
      capPer10000:
        factor in value.caps ? roundedDown(value.caps[factor as keyof typeof value.caps], 3) : null,
      says: SAYS[factor],
    })),
    parameters: [
      told('Items that the prior rate counts for', written(value.priorItems), measured),
      told('Quarters that the prior rate is of', String(value.priorQuarters), measured),
      told(
        'Points of compliance lost for each point that advance data falls short',
        written(value.advanceData.slope),
        measured,
      ),
      told('Standard deviations of the interval', String(value.confidence), measured),
      told('What a quarter without determination does to a run', run.value.undetermined, run),
      told(
        'Quarters without non-compliance after which a post leaves the list',
        String(run.value.removalQuarters),
        run,
      ),
      told('Quarters of probation', String(run.value.probationQuarters), run),
      told('Business days within which information is promptly furnished', String(prompt.value), prompt),
    ],
    ladder: [
      {
        measure: 'PRIORITY_INSPECTION',
        quarters: steps.value.PRIORITY_INSPECTION,
        taken: 'By the order itself.',
        authority: 'EO 13904 § 5(b)',
      },
      {
        measure: 'ADDITIONAL_INFORMATION',
        quarters: steps.value.ADDITIONAL_INFORMATION,
        taken: 'By an order of CBP in consultation with USPS.',
        authority: 'EO 13904 § 5(c)',
      },
      {
        measure: 'PREVENT_UNDOCUMENTED',
        quarters: steps.value.ADDITIONAL_INFORMATION,
        taken: 'Of each shipment whose required information was not promptly furnished.',
        authority: 'EO 13904 § 5(c)',
      },
      {
        measure: 'PROTECTIVE_MEASURES',
        quarters: steps.value.PROTECTIVE_MEASURES,
        taken: 'By an order of CBP in consultation with USPS, on a legal basis of its own; never by itself.',
        authority: 'EO 13904 § 5(d)',
      },
    ],
    guidance: guidance({ metric: measured, steps, runs: run, prompt }),
  };
}

const SAYS: Readonly<Record<Factor, string>> = {
  narcotics: '100 where none is found, falling evenly to 0 at the cap.',
  intellectualProperty: '100 where none is found, falling evenly to 0 at the cap.',
  other: '100 where none is found, falling evenly to 0 at the cap.',
  effectiveness:
    '50 where trafficking is as it was in the quarter before, 100 where it fell to nothing, 0 where it doubled.',
  cooperation:
    'Requests of CBP answered in time (half), returns honoured (three tenths), blocked senders kept away (a fifth).',
  advanceData:
    'Items whose advance electronic data came complete before loading (seven tenths, none below three quarters), and its quality (three tenths).',
};

function written(value: Rational): string {
  return String(roundedDown(value, 6));
}

function told(
  name: string,
  value: string,
  { version, basis, status, effectiveOn }: Parameter<unknown>,
): MetricParameter {
  return { name, value, version, basis, status, effectiveOn: Temporal.PlainDate.from(effectiveOn) };
}
