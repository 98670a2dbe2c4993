import { definition as brokers } from '@good-standing/brokers/subgraph';
import { definition as debarments } from '@good-standing/debarments/subgraph';
import { definition as entries } from '@good-standing/entries/subgraph';
import { definition as importers } from '@good-standing/importers/subgraph';
import type { Decision } from '@good-standing/kernel/disclosure/decision.ts';
import type { Disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { precheck } from '@good-standing/kernel/disclosure/precheck.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { definition as posts } from '@good-standing/posts/subgraph';
import type { Situation } from './cells.ts';
import { BEFORE_2024_TEXT, RECORDATION_DAYS, releasedOn, SEIZURE_DAYS } from './seizure-days.ts';
import { TODAY } from './today.ts';
import { ANOTHERS, OWN } from './viewers.ts';

/** The policies of all owners, coordinate by coordinate. */
export const POLICIES: Readonly<Record<string, Disclosure<never>>> = {
  ...importers.policy,
  ...entries.policy,
  ...debarments.policy,
  ...posts.policy,
  ...brokers.policy,
};

export function policyOf(coordinate: string): Disclosure<never> {
  const disclosure = POLICIES[coordinate];
  if (disclosure === undefined) throw new Error(`${coordinate} has no policy`);
  return disclosure;
}

/** As the guard decides: what audience, agreement and purpose settle, then the record. */
export function decided(disclosure: Disclosure<never>, viewer: Viewer, facts: object): string {
  const decision = precheck(viewer, disclosure) ?? disclosure.decide(viewer, facts as never, TODAY);
  return told(decision);
}

export function told(decision: Decision): string {
  if (decision.outcome === 'WITHHOLD') return `withhold ${decision.reason}`;
  const { relation, stage } = decision;
  return stage === null ? `disclose ${relation}` : `disclose ${relation} at ${stage}`;
}

const NUMBERS: Readonly<Record<string, string>> = {
  EIN: '07-000000100',
  SSN: '000-12-3456',
  'CBP-assigned': '264601-00005',
};

/** What loaders would give of the record of a situation, for the rules to read. */
export function factsOf(kind: string, situation: Situation): object {
  const related = situation.relation === 'related';
  const isHeldFor = (hold: string) => situation.hold === hold;
  const holds = {
    lawEnforcementHold: isHeldFor('law enforcement'),
    nationalSecurityHold: isHeldFor('national security'),
  };
  switch (kind) {
    case 'Importer':
      return {
        id: 'imp_matrix',
        related,
        trusted: situation['trusted listing'] === 'in force',
        confidential: situation.certification === 'in force',
        consentsToName: consents(situation, 'to the name alone'),
        consentsToStatus: consents(situation, 'to the status alone'),
        number: NUMBERS[situation.number ?? ''],
      };
    case 'Seizure':
      return { ...seizure(situation), ...holds };
    case 'SeizureLine':
    case 'SeizureRelease':
    case 'SampleRequest':
      return { id: ANOTHERS, ...holds };
    case 'Recordation':
      return { id: 'rec_matrix', isOwn: related, ...recordation(situation.recordation ?? '') };
    case 'Broker':
      return {
        id: OWN,
        ctpatConsent: situation.consent === 'yes',
        isViewersBroker: related && situation.audience === 'IMPORTER',
        isWithinJurisdiction: related && situation.audience === 'PGA',
      };
    case 'BrokerFinding':
      return { id: 'brf_matrix', brokerId: OWN };
    case 'InternationalPost':
      return { id: OWN };
    case 'PostStanding':
    case 'QuarterScore':
      return { id: 'psc_matrix', postId: OWN };
    case 'ReestablishmentNotice':
      return { id: 'rsn_matrix', isOwn: true };
    case 'Exclusion':
      return { id: ANOTHERS, related };
    default:
      return { id: ANOTHERS, related: true };
  }
}

/** A consent opens to a platform what its agreement grants as well. */
function consents({ agreement, consent = '' }: Situation, alone: string): boolean {
  return agreement === 'granted' && ['in force', alone].includes(consent);
}

const ago = (days: number | undefined) => (days === undefined ? null : TODAY.subtract({ days }));

const BASES: Readonly<Record<string, string>> = {
  trademark: 'TRADEMARK',
  copyright: 'COPYRIGHT',
  'copyright before 2024-08-23': 'COPYRIGHT',
  'gray market': 'GRAY_MARKET',
  DMCA: 'DMCA',
};

function seizure(situation: Situation) {
  const {
    stage = '',
    basis = '',
    person,
    limited,
    redacted,
    images,
    asked,
    'importer warned': warned,
    'told of abandoned': told,
  } = situation;
  const days = SEIZURE_DAYS[stage];
  if (days === undefined) throw new Error(`no days are known of the stage ${stage}`);
  const further = basis === 'copyright before 2024-08-23' ? BEFORE_2024_TEXT : 0;
  const on = (day: number | undefined) => ago(day === undefined ? undefined : day + further);
  return {
    id: 'sez_matrix',
    presentedOn: on(days.presented),
    detainedOn: on(days.detained),
    detentionNoticeOn: on(days.notice),
    seizedOn: on(days.seized),
    seizureNoticeOn: on(days.seized),
    forfeitedOn: on(days.forfeited),
    abandonedOn: on(days.abandoned),
    releasedOn: on(days.released),
    excludedOn: on(days.excluded),
    eventOn: on(days.detained ?? days.seized ?? days.presented),
    containsDisclosureWarnings: days.notice === undefined ? null : warned === 'yes',
    importerResponse: days.answered === undefined ? null : 'SUFFICIENT',
    importerRespondedOn: on(days.answered),
    basis: BASES[basis],
    isEligiblePerson: person === 'eligible',
    isInjuredPerson: person === 'injured',
    limitedReleasedOn: limited === 'released' ? on(releasedOn(days, true)) : null,
    redactedReleasedOn: redacted === 'released' ? on(releasedOn(days, true)) : null,
    imagesReleasedOn: images === 'none' ? null : on(releasedOn(days, images === 'released early')),
    imagesRequestedOn: asked === 'yes' ? on(0) : null,
    commissionerBeliefOn: told === 'belief alone' || told === 'yes' ? on(days.presented) : null,
    abandonedGoodsTold: told === 'flag alone' || told === 'yes',
  };
}

function recordation(state: string) {
  const days = RECORDATION_DAYS[state === 'not yet' || state === 'withdrawn' ? 'active' : state];
  return {
    effectiveOn: state === 'not yet' ? TODAY.add({ days: 1 }) : ago(days?.from),
    expiresOn: ago(days?.until),
    delistedOn: state === 'withdrawn' ? TODAY : null,
  };
}
