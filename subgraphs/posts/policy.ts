import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { complianceScore, quarterlyScore } from './disclosures/compliance-score.ts';
import { metricInputs, scoreFactors } from './disclosures/metric-inputs.ts';
import { shipmentsOfPost } from './disclosures/shipments.ts';

/** Who may have what of the posts, field by field. What is not here is @public in the SDL. */
export const policy = {
  'InternationalPost.quarters': metricInputs,
  'InternationalPost.additionalInformation': shipmentsOfPost,
  'InternationalPost.scores': complianceScore,
  'InternationalPost.measureOrders': complianceScore,
  'PostStanding.score': quarterlyScore,
  'PostStanding.interval': quarterlyScore,
  'PostStanding.marginal': quarterlyScore,
  'PostStanding.factors': scoreFactors,
  'QuarterScore.factors': scoreFactors,
} satisfies Policy;
