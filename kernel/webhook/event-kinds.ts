/**
 * What organisations can hear of. Each kind has the name that the SDL's enum `EventKind`
 * gives it, the type that stands in a webhook's body, the subscription that tells it, and the
 * argument by which a subscriber names records, where there is one.
 */
export const EVENT_KINDS = {
  CONSENT_CHANGED: {
    type: 'consent.changed',
    subscription: 'consentChanged',
    records: 'importers',
    says: 'An importer gave the platform a consent, changed it or took it back, or it lapsed: to that platform and to the importer. The record is the importer.',
  },
  WATCHED_PARTY_CHANGED: {
    type: 'watched-party.changed',
    subscription: 'watchedPartyChanged',
    records: null,
    says: 'What is publicly known of a party that the organisation watches is not what it was: to that organisation alone. The record is the watched party.',
  },
  STANDING_CHANGED: {
    type: 'standing.changed',
    subscription: 'standingChanged',
    records: 'importers',
    says: 'The standing of an importer is another than it was, by an assessment or because a day has come; or, to those who may read them, its reasons are: to CBP, the importer, its brokers, agencies with jurisdiction, and platforms while it consents. The record is the importer.',
  },
  BROKER_FINDING_CHANGED: {
    type: 'broker-finding.changed',
    subscription: 'brokerFindingChanged',
    records: null,
    says: 'A finding on a broker was opened, answered, petitioned against or decided: to CBP and that broker. The record is the finding.',
  },
  DESIGNATION_CHANGED: {
    type: 'designation.changed',
    subscription: 'designationChanged',
    records: null,
    says: 'A designation of a broker as importer of record was made, denied or taken back: to CBP, the importer, that broker and agencies with jurisdiction. That standing closes or opens it is STANDING_CHANGED. The record is the designation.',
  },
  WEBHOOK_DISABLED: {
    type: 'webhook.disabled',
    subscription: 'webhookDisabled',
    records: null,
    says: 'Nothing more is sent to a webhook of the organisation, because it failed for too long or answered 410: to its other webhooks. The record is the webhook.',
  },
} as const;

export type EventKind = keyof typeof EVENT_KINDS;
