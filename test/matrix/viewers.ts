import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import {
  type Audience,
  PUBLIC_VIEWER,
  type Purpose,
  type Viewer,
} from '@good-standing/kernel/viewer/viewer.ts';
import type { Situation } from './cells.ts';

const DEMOTED = { expired: 'AGREEMENT_EXPIRED', revoked: 'AGREEMENT_REVOKED' } as const;

/** A purpose that no rule asks for. */
const OTHER: Purpose = 'CARRIAGE';

/** The record that a viewer in relation has for its own; strangers have another. */
export const OWN = 'own';
export const ANOTHERS = 'anothers';

const known = new Map<string, Viewer>();

/** The viewer of a situation, as the gateway hands it on; `rule` is the one that its agreement does or does not grant. */
export function viewerOf(situation: Situation, rule: string): Viewer {
  const { audience, agreement, purpose, relation, 'known shipper grant': shippers } = situation;
  const key = `${audience} ${agreement} ${purpose} ${relation} ${shippers} ${agreement === 'not granted' ? rule : ''}`;
  const viewer = known.get(key) ?? madeViewer(situation, rule);
  known.set(key, viewer);
  return viewer;
}

function madeViewer(situation: Situation, rule: string): Viewer {
  const { audience, agreement = '', purpose, relation } = situation;
  if (audience === 'PUBLIC') {
    return {
      ...PUBLIC_VIEWER,
      demoted: agreement in DEMOTED ? DEMOTED[agreement as keyof typeof DEMOTED] : null,
    };
  }
  const granted = new Set(Object.keys(DISCLOSURE_RULES));
  if (situation['known shipper grant'] === 'no') granted.delete('KNOWN_SHIPPER');
  if (agreement === 'not granted') granted.delete(rule);
  return {
    audience: audience as Audience,
    organization: { id: 'org_matrix', name: 'Invented', address: 'Invented' },
    actor: null,
    subject: relation === 'related' ? OWN : ANOTHERS,
    agency: audience === 'PGA' ? 'FDA' : null,
    agreementId: 'agr_matrix',
    rules: granted,
    purposes: [],
    purpose: purpose === 'other' ? OTHER : (purpose as Purpose),
    demoted: null,
  };
}
