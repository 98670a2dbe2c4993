import { repeatedPenalties } from './repeated-penalties.ts';
import { unpaidLiability } from './unpaid-liability.ts';
import {
  evasion,
  failedAudits,
  falseCertifications,
  forcedLabor,
  illicitImports,
  misdescribedGoods,
} from './violations-found.ts';

/** The rules of standing whose evidence is with entries. */
export const rulesOfConduct = [
  illicitImports,
  unpaidLiability,
  repeatedPenalties,
  evasion,
  forcedLabor,
  misdescribedGoods,
  failedAudits,
  falseCertifications,
] as const;
