import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';

/** What the rule reads of a broker. */
interface BrokerFacts {
  readonly id: string;
  readonly isViewersBroker: boolean;
}

/** What the rule reads of an importer. */
interface ImporterFacts {
  readonly related: boolean;
}

/**
 * 19 CFR 111.24. A broker keeps the affairs of its clients confidential: who they are is
 * for itself and for each client; agencies are given the clients within their jurisdiction,
 * which the rows settle.
 */
export const clientsOfBroker = disclosure<BrokerFacts>({
  rule: 'BROKER_CLIENTS',
  decide: (viewer, broker) => {
    switch (viewer.audience) {
      case 'PGA':
        return disclose('JURISDICTION');
      case 'BROKER':
        return viewer.subject === broker.id ? disclose('SELF') : withhold('RELATION');
      case 'IMPORTER':
        return broker.isViewersBroker ? disclose('SELF') : withhold('RELATION');
      default:
        return withhold('RELATION');
    }
  },
});

/** 19 CFR 111.24, from the other side: an importer's brokers, whether or not there is such an importer. */
export const brokersOfImporter = disclosure<ImporterFacts>({
  rule: 'BROKER_CLIENTS',
  decide: (viewer, importer) => whereRelated(viewer, importer.related),
});
