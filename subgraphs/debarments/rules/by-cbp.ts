import { cbpAgencyStrings, tradeReasons } from '../parameters.ts';

/** The configured string that makes the agency CBP, or null. */
export function cbpAgencyString(agency: string | null): string | null {
  if (agency === null) return null;
  const written = agency.trim().toUpperCase();
  return cbpAgencyStrings.value.find((string) => string.toUpperCase() === written) ?? null;
}

export interface Reasons {
  readonly byCbp: boolean;
  readonly program: string;
  readonly comments: string | null;
}

/** Whether an exclusion is taken to be for reasons of importation or trade; see `parameters.ts`. */
export function isTradeRelated({ byCbp, program, comments }: Reasons): boolean {
  const { contraryPrograms, contraryWords, namingWords } = tradeReasons.value;
  const text = comments ?? '';
  if (!byCbp) return namingWords.test(text);
  if (namingWords.test(text)) return true;
  return !contraryPrograms.includes(program.toUpperCase()) && !contraryWords.test(text);
}
