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

const disclosed = new Map<Relation, Map<string | null, Disclose>>();
const withheld = new Map<Reason, Map<string | null, Withhold>>();

/** Days of availability kept interned for one reason. */
const MOST_INTERNED = 4_096;

/** Interned, so that deciding a cell allocates nothing. */
export function disclose(relation: Relation, stage: string | null = null): Disclose {
  return interned(disclosed, relation, stage, () => ({ outcome: 'DISCLOSE', relation, stage }));
}

/** Interned as {@link disclose} is. */
export function withhold(reason: Reason, until: string | null = null): Withhold {
  return interned(withheld, reason, until, () => ({ outcome: 'WITHHOLD', reason, until }));
}

function interned<Kind, Value>(
  all: Map<Kind, Map<string | null, Value>>,
  kind: Kind,
  detail: string | null,
  make: () => Value,
): Value {
  let ofKind = all.get(kind);
  if (ofKind === undefined || ofKind.size > MOST_INTERNED) {
    ofKind = new Map();
    all.set(kind, ofKind);
  }
  let value = ofKind.get(detail);
  if (value === undefined) {
    value = make();
    ofKind.set(detail, value);
  }
  return value;
}
