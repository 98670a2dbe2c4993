import { recordationKind } from '@good-standing/kernel/identifiers/recordation-number.ts';
import type { Fields } from '@good-standing/kernel/ingest/fields.ts';
import type { RightsBasis } from '../parameters.ts';
import { SEIZURE_HEADER, SEIZURE_LINE, SEIZURE_LINE_OPTIONAL, SEIZURE_OPTIONAL } from './seizure-columns.ts';

export const HEADER = { ...SEIZURE_HEADER, ...SEIZURE_OPTIONAL };
export const LINE = { ...SEIZURE_LINE, ...SEIZURE_LINE_OPTIONAL };

/** What every row of a seizure repeats, read. */
export type Seizure = Fields<typeof HEADER>;
/** One product and mark, read. */
export type SeizureLine = Fields<typeof LINE>;

/** What the line was held for: as told, else as its flag, the grounds of the seizure and its recordation say. Null where it was held under no right. */
export function basisOf({ grounds }: Seizure, line: SeizureLine): RightsBasis | null {
  if (line.recordation === null) return null;
  if (line.gray_market) return 'GRAY_MARKET';
  if (line.basis !== null) return line.basis;
  const isCounterfeit = grounds.includes('IPR_TRADEMARK') || grounds.includes('IPR_COPYRIGHT');
  if (!isCounterfeit && grounds.includes('GRAY_MARKET')) return 'GRAY_MARKET';
  if (!isCounterfeit && grounds.includes('DMCA')) return 'DMCA';
  return isCounterfeit ? recordationKind(line.recordation) : null;
}
