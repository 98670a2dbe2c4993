import { closedPenalties } from './closed-penalties.ts';
import type { Dataset } from './dataset.ts';
import { feeSufficiency } from './fee-sufficiency.ts';
import { performanceMeasures } from './performance-measures.ts';
import { postScoreboard } from './post-scoreboard.ts';
import { publishedSeizures } from './published-seizures.ts';
import { seizureStatistics } from './seizure-statistics.ts';
import { transparencyReport } from './transparency-report.ts';
import { trustedImporters } from './trusted-importers.ts';

/** Everything public that can be had as a whole, in the order of the catalogue. */
export const DATASETS: readonly Dataset[] = [
  publishedSeizures,
  seizureStatistics,
  transparencyReport,
  feeSufficiency,
  performanceMeasures,
  closedPenalties,
  trustedImporters,
  postScoreboard,
];
