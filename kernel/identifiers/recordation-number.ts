import { capitals } from './capitals.ts';
import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** CBP recordation of a right: `TMK YY-NNNNN` or `COP YY-NNNNN` (19 CFR part 133, subparts A and D). */
export type RecordationNumber = string & { readonly [brand]: 'RecordationNumber' };

export type RecordationKind = 'TRADEMARK' | 'COPYRIGHT';

const WRITTEN = /^(TMK|COP) ?(\d{2}-\d{5})$/;

/** Any case, blank after the prefix optional; one blank comes back. */
export function readRecordationNumber(text: string): RecordationNumber | Malformed {
  const parts = WRITTEN.exec(capitals(text));
  if (parts === null) return malformed('TMK NN-NNNNN or COP NN-NNNNN', text);
  return `${parts[1]} ${parts[2]}` as RecordationNumber;
}

export function recordationKind(number: RecordationNumber): RecordationKind {
  return number.startsWith('TMK') ? 'TRADEMARK' : 'COPYRIGHT';
}
