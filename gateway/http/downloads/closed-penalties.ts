import type { ClosedPenaltiesQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Dataset } from './dataset.ts';
import { paged } from './paged.ts';

type Closed = ClosedPenaltiesQuery['closedPenalties']['nodes'][number];

/** In an order that tells nothing. */
export const closedPenalties: Dataset = {
  name: 'closed-penalties',
  title: 'Closed penalty cases',
  says: 'Of each penalty case that is closed the six items that are public record.',
  authority: '19 CFR 103.32',
  source: 'Penalty records of CBP',
  parameters: {},
  columns: [
    { name: 'party', datatype: 'string', of: 'ClosedPenalty.party' },
    { name: 'statute', datatype: 'string', of: 'ClosedPenalty.statute' },
    { name: 'assessed_usd', datatype: 'decimal', of: 'ClosedPenalty.assessed' },
    { name: 'loss_of_revenue_usd', datatype: 'decimal', of: 'ClosedPenalty.lossOfRevenue' },
    { name: 'mitigated_usd', datatype: 'decimal', of: 'ClosedPenalty.mitigated' },
    { name: 'paid_usd', datatype: 'decimal', of: 'ClosedPenalty.paid' },
  ],
  rows: ({ ask }) =>
    paged<Closed>(ask, { document: 'public/closed-penalties', field: 'closedPenalties' }, (penalty) => ({
      party: penalty.party,
      statute: penalty.statute,
      assessed_usd: penalty.assessed,
      loss_of_revenue_usd: penalty.lossOfRevenue,
      mitigated_usd: penalty.mitigated,
      paid_usd: penalty.paid,
    })),
};
