import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { metricInputs } from './disclosures/metric-inputs.ts';

/** Who may have what of the posts, field by field. What is not here is @public in the SDL. */
export const policy = {
  'InternationalPost.quarters': metricInputs,
} satisfies Policy;
