/** A sample from being asked for to being returned or accounted for (19 CFR 133.21(b)(5), (c), (f)). */
export const SAMPLE_STATUSES = [
  'REQUESTED',
  'RELEASED',
  'REFUSED',
  'DEMANDED',
  'RETURNED',
  'CERTIFIED_DAMAGED_DESTROYED_LOST',
] as const;
export type SampleStatus = (typeof SAMPLE_STATUSES)[number];

export const SAMPLE_STEPS = [
  'DEMAND',
  'RETURN',
  'CERTIFY_DAMAGED',
  'CERTIFY_DESTROYED',
  'CERTIFY_LOST',
] as const;
export type SampleStepKind = (typeof SAMPLE_STEPS)[number];

/** A sample is returned on demand or when its examination, testing or use has ended. */
const AFTER: Readonly<Record<SampleStatus, readonly SampleStatus[]>> = {
  REQUESTED: ['RELEASED', 'REFUSED'],
  RELEASED: ['DEMANDED', 'RETURNED', 'CERTIFIED_DAMAGED_DESTROYED_LOST'],
  REFUSED: [],
  DEMANDED: ['RETURNED', 'CERTIFIED_DAMAGED_DESTROYED_LOST'],
  RETURNED: [],
  CERTIFIED_DAMAGED_DESTROYED_LOST: [],
};

export function mayFollow(from: SampleStatus, to: SampleStatus): boolean {
  return AFTER[from].includes(to);
}

export function statusAfter(step: SampleStepKind): SampleStatus {
  switch (step) {
    case 'DEMAND':
      return 'DEMANDED';
    case 'RETURN':
      return 'RETURNED';
    default:
      return 'CERTIFIED_DAMAGED_DESTROYED_LOST';
  }
}

/** What the owner certifies in lieu of return, naming the paragraph that the sample was provided under. */
export function certificationOf(step: SampleStepKind, description: string, paragraph: string): string {
  const became = step.replace('CERTIFY_', '').toLowerCase();
  return `The sample described as ${description} and provided pursuant to ${paragraph} was ${became} during examination, testing, or other use.`;
}
