import { keepsOlderDataSuppressed, type Parameter } from '../parameters.ts';
import { type Certification, isInForce } from './certification-state.ts';

/**
 * CF-005. The certification that keeps name and address on an inward manifest of a
 * day confidential: one that was in force on that day. A later lapse uncovers
 * nothing (policy); where that were settled otherwise, one must be in force on the
 * day asked as well. Null: nothing keeps it.
 */
export function manifestConfidentiality<Held extends Certification>(
  certifications: readonly Held[],
  manifestOn: Temporal.PlainDate,
  askedOn: Temporal.PlainDate,
  keeps: Parameter<boolean> = keepsOlderDataSuppressed,
): Held | null {
  const held = certifications.find((each) => isInForce(each, manifestOn)) ?? null;
  const isKept = keeps.value || certifications.some((each) => isInForce(each, askedOn));
  return isKept ? held : null;
}
