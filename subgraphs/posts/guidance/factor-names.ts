import type { Factor } from '../metric/score.ts';
import type { ScoreFactorName } from '../schema.generated.ts';

/** The factors of the score as the graph names them. */
export const FACTOR_NAMES: Readonly<Record<Factor, ScoreFactorName>> = {
  narcotics: 'NARCOTICS',
  intellectualProperty: 'INTELLECTUAL_PROPERTY',
  other: 'OTHER_CONTRABAND',
  effectiveness: 'EFFECTIVENESS',
  cooperation: 'COOPERATION',
  advanceData: 'ADVANCE_DATA',
};
