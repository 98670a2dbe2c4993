/** Why a cell was withheld. A closed list: a reason is computed only from what the viewer may read. */
export const REASONS = [
  'UNAUTHENTICATED',
  'AUDIENCE',
  'RELATION',
  'STAGE',
  'CONDITION',
  'CONFIDENTIALITY',
  'PURPOSE',
  'AGREEMENT',
  'NOT_AUTHORIZED',
  'LEDGER_UNAVAILABLE',
] as const;
export type Reason = (typeof REASONS)[number];

/** The viewer's relation to the record, as the ledger states it. */
export const RELATIONS = [
  'CBP',
  'JURISDICTION',
  'SELF',
  'OWN_CLIENT',
  'CONSENT',
  'RECORDATION',
  'OWN_POST',
  'PUBLIC_RECORD',
  'AUDIENCE',
] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Disclose {
  readonly outcome: 'DISCLOSE';
  readonly relation: Relation;
  /** Stage of the record that the decision rests on; null where stages play no part. */
  readonly stage: string | null;
}

export interface Withhold {
  readonly outcome: 'WITHHOLD';
  readonly reason: Reason;
  /** When it becomes available: an ISO day or a short condition. Null where no event known to the viewer changes it. */
  readonly until: string | null;
}

export type Decision = Disclose | Withhold;

const disclosed = new Map<string, Disclose>();
const withheld = new Map<string, Withhold>();

/** Interned, so that deciding a cell allocates nothing. */
export function disclose(relation: Relation, stage: string | null = null): Disclose {
  const key = `${relation} ${stage}`;
  let decision = disclosed.get(key);
  if (decision === undefined) {
    decision = { outcome: 'DISCLOSE', relation, stage };
    disclosed.set(key, decision);
  }
  return decision;
}

/** Reasons without a date are interned; a date makes a value of its own. */
export function withhold(reason: Reason, until: string | null = null): Withhold {
  if (until !== null) return { outcome: 'WITHHOLD', reason, until };
  let decision = withheld.get(reason);
  if (decision === undefined) {
    decision = { outcome: 'WITHHOLD', reason, until: null };
    withheld.set(reason, decision);
  }
  return decision;
}
