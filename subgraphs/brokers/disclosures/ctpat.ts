import { disclose, type Relation, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** What the rule reads of a broker. */
interface Facts {
  readonly id: string;
  readonly ctpatConsent: boolean;
  readonly isViewersBroker: boolean;
}

/**
 * CBP E-Commerce Strategy objective 3.2. Agencies, the broker and its clients read its CTPAT
 * status under their agreements; with the broker's consent anyone does, without one.
 */
export const ctpatStatus = disclosure<Facts>({
  rule: 'CTPAT_STATUS',
  withoutAgreement: true,
  decide: (viewer, broker) => {
    const relation = relationTo(broker, viewer);
    if (relation !== null && viewer.rules.has('CTPAT_STATUS')) return disclose(relation);
    if (broker.ctpatConsent) return disclose('CONSENT');
    return withhold(relation === null ? 'CONDITION' : 'AGREEMENT');
  },
});

function relationTo(broker: Facts, viewer: Viewer): Relation | null {
  switch (viewer.audience) {
    case 'PGA':
      return 'AUDIENCE';
    case 'BROKER':
      return viewer.subject === broker.id ? 'SELF' : null;
    case 'IMPORTER':
      return broker.isViewersBroker ? 'OWN_CLIENT' : null;
    default:
      return null;
  }
}
