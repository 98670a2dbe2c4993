import { hash } from 'node:crypto';
import { rational, roundedDown, times } from '../metric/rational.ts';
import type { LadderNumbers, MetricNumbers, Parameter, RunNumbers } from '../parameters.ts';

export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly authority: string;
}

export interface Guidance {
  readonly version: string;
  readonly publishedOn: Temporal.PlainDate;
  readonly digest: string;
  readonly sections: readonly Section[];
}

/** What the guidance tells of. */
export interface Told {
  readonly metric: Parameter<MetricNumbers>;
  readonly steps: Parameter<LadderNumbers>;
  readonly runs: Parameter<RunNumbers>;
  readonly prompt: Parameter<number>;
}

const HUNDRED = rational(100);

/** Raised whenever the words below change. */
const WORDS = 'G-1';

/** The guidance of EO 13904 § 5(e), written of the numbers that apply. */
export function guidance(told: Told): Guidance {
  const { metric, steps, runs, prompt } = told;
  const sections = [measuring(told), deeming(), ladder(told), information(told), leaving(told)];
  const version = [WORDS, metric.version, steps.version, runs.version, prompt.version].join(' ');
  const effective = [metric, steps, runs, prompt].map(({ effectiveOn }) => effectiveOn).sort();
  return {
    version,
    publishedOn: Temporal.PlainDate.from(effective.at(-1) ?? metric.effectiveOn),
    digest: hash('sha256', JSON.stringify(sections), 'hex'),
    sections,
  };
}

function measuring({ metric: { value } }: Told): Section {
  const points = (weight: MetricNumbers['weights']['other']) => roundedDown(times(weight, HUNDRED), 2);
  const { weights, caps, priorItems, priorQuarters } = value;
  return {
    heading: 'How a post is measured',
    paragraphs: [
      'Each quarter every post has a score from 0 to 100; higher is better.',
      `Trafficking of narcotics counts for ${points(weights.narcotics)} points, of counterfeit goods for ${points(weights.intellectualProperty)}, of other contraband for ${points(weights.other)}. A class brings no points from ${roundedDown(caps.narcotics, 0)}, ${roundedDown(caps.intellectualProperty, 0)} and ${roundedDown(caps.other, 0)} seized items in 10,000.`,
      'Rates are of the whole mail of the post: items that targeting selected count by their share of the mail, not by how many were inspected. Being inspected more does not lower a score.',
      `A rate found by random inspection is drawn towards the rate of all posts in the ${priorQuarters} quarters before as if ${roundedDown(priorItems, 0)} more items had been inspected.`,
      `Bringing trafficking down since the quarter before counts for ${points(weights.effectiveness)} points, cooperation with CBP for ${points(weights.cooperation)}, advance electronic data for ${points(weights.advanceData)}. What cannot be measured is left out, and the others count for more.`,
    ],
    authority: 'EO 13904 § 5(a)',
  };
}

function deeming(): Section {
  return {
    heading: 'How a post is deemed non-compliant',
    paragraphs: [
      'The minimum score of a quarter is decided before the quarter closes. A post that scores less is non-compliant in that quarter; a post that scores exactly as much is compliant. Scores are compared unrounded.',
      'Where no minimum was decided in time, where the post had no mail or where it was not measured, nothing is determined: neither compliance nor non-compliance.',
      'Where counts are corrected later, the quarter is decided anew, and so is what rested on it.',
    ],
    authority: 'EO 13904 § 5(a)',
  };
}

function ladder({ steps: { value }, runs }: Told): Section {
  const ends = runs.value.undetermined === 'BREAKS' ? 'ends the run' : 'leaves the run as long as it was';
  return {
    heading: 'What follows from consecutive quarters',
    paragraphs: [
      `From ${value.PRIORITY_INSPECTION} consecutive quarters on inspection of the mail of the post is a priority.`,
      `From ${value.ADDITIONAL_INFORMATION} consecutive quarters on CBP, in consultation with the Postal Service, may require additional information for any shipment.`,
      `From ${value.PROTECTIVE_MEASURES} consecutive quarters on CBP takes measures of protection in consultation with the Postal Service; which, is decided in each case, and none follows by itself.`,
      `One compliant quarter ends the run. A quarter in which nothing was determined ${ends}.`,
    ],
    authority: 'EO 13904 § 5(b), (c), (d)',
  };
}

function information({ prompt }: Told): Section {
  return {
    heading: 'Additional information for shipments',
    paragraphs: [
      `Information is promptly furnished within ${prompt.value} business days after the day on which it was required.`,
      'A shipment for which it is not is kept from importation; other shipments are not.',
    ],
    authority: 'EO 13904 § 5(c)',
  };
}

function leaving({ runs: { value } }: Told): Section {
  return {
    heading: 'How a post leaves the list',
    paragraphs: [
      `By itself, once its run has ended for ${plural(value.removalQuarters)}.`,
      `On request: the post states what it did, and CBP grants or denies it with its reasons; a grant may be on probation, under which inspection stays a priority for ${plural(value.probationQuarters)}.`,
      'Leaving the list ends the measures. What was decided of past quarters stays on record.',
      'A measure that rested on a quarter decided anew is reviewed by CBP and upheld on another ground or lifted.',
    ],
    authority: 'EO 13904 § 5(e)',
  };
}

function plural(quarters: number): string {
  return quarters === 1 ? 'one quarter' : `${quarters} quarters`;
}
