import { logFailure } from '../subgraph/errors.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { type Decision, type Withhold, withhold } from './decision.ts';
import { earlier, type Note, type Notes, type WithheldCells, withheldCells } from './notes.ts';
import type { Disclosure } from './policy.ts';
import { precheck } from './precheck.ts';
import { DISCLOSURE_RULES } from './rules.ts';
import { keepWithheld, type Place, type WithheldAt } from './withheld-errors.ts';

/** A protected coordinate, numbered at start so that a request keeps its decisions in arrays. */
export interface Cell {
  readonly coordinate: string;
  /** One slot for each disclosure of each type: its coordinates share one decision and one note a record. */
  readonly slot: number;
  /** This coordinate's place among `coordinates`. */
  readonly bit: number;
  readonly coordinates: readonly string[];
  readonly disclosure: Disclosure<never>;
}

/** The guard's state for one request in one subgraph. */
export interface Cells {
  readonly viewer: Viewer;
  readonly today: Temporal.PlainDate;
  readonly notes: Notes;
  readonly prechecks: (Decision | null | undefined)[];
  /** Of each cell what was last withheld: the next record is mostly withheld for the same reason. */
  readonly lastWithheld: Map<Cell, WithheldCells>;
  /** Where cells were withheld, for the errors of the answer. */
  readonly withheldAt: WithheldAt[];
}

export function cells(viewer: Viewer, today: Temporal.PlainDate, notes: Notes): Cells {
  return { viewer, today, notes, prechecks: [], lastWithheld: new Map(), withheldAt: [] };
}

const DECIDED = Symbol('decided');

/**
 * What one slot says of one record in one request: a record may outlive the request, and a copy
 * carries what stands on it. A record is asked for a few slots, which stand on it one behind the other.
 */
interface Decided {
  readonly state: Cells;
  readonly record: Protected;
  readonly slot: number;
  readonly decision: Decision;
  /** Null while nothing was disclosed. */
  note: Note | null;
  readonly next: Decided | null;
}

/** A protected record as loaders give it: its id, and the facts that its rules read. */
export interface Protected {
  readonly id: string;
  [DECIDED]?: Decided;
}

const ledgerUnavailable = withhold('LEDGER_UNAVAILABLE');
const notAuthorized = withhold('NOT_AUTHORIZED');

/** True: the cell may be shown and is noted. False: it was counted among the withheld. */
export function decideCell(state: Cells, record: Protected, cell: Cell): boolean {
  const first = firstOn(record, state);
  const decided = decidedFor(first, cell.slot) ?? decideAnew(state, record, cell, first);
  const { decision, note } = decided;
  if (decision.outcome === 'WITHHOLD') {
    withholdCell(state, record.id, cell, decision);
    return false;
  }
  if (note !== null) {
    note.mask |= 1 << cell.bit;
    return true;
  }
  const fresh: Note = {
    record: record.id,
    rule: cell.disclosure.rule,
    decision,
    coordinates: cell.coordinates,
    mask: 1 << cell.bit,
  };
  decided.note = fresh;
  state.notes.disclosed.push(fresh);
  return true;
}

/** Keeps where in the answer a cell stands that {@link decideCell} has withheld. */
export function withheldPlace(state: Cells, record: Protected, cell: Cell, at: Place): null {
  const decision = decidedFor(firstOn(record, state), cell.slot)?.decision;
  if (decision?.outcome === 'WITHHOLD') keepWithheld(state.withheldAt, { at, cell, decision });
  return null;
}

function firstOn(record: Protected, state: Cells): Decided | null {
  const known = record[DECIDED];
  return known !== undefined && known.state === state && known.record === record ? known : null;
}

function decidedFor(first: Decided | null, slot: number): Decided | null {
  for (let each = first; each !== null; each = each.next) if (each.slot === slot) return each;
  return null;
}

function decideAnew(state: Cells, record: Protected, cell: Cell, next: Decided | null): Decided {
  const decision = decide(state, record, cell);
  const decided: Decided = { state, record, slot: cell.slot, decision, note: null, next };
  record[DECIDED] = decided;
  return decided;
}

/** What audience, agreement and purpose say of a rule for this request; null: the record decides. */
function precheckOnce(state: Cells, slot: number, disclosure: Disclosure<never>): Decision | null {
  let decision = state.prechecks[slot];
  if (decision === undefined) {
    decision = precheck(state.viewer, disclosure);
    state.prechecks[slot] = decision;
  }
  return decision;
}

function decide(state: Cells, record: Protected, cell: Cell): Decision {
  if (!state.notes.ledgerAvailable) return ledgerUnavailable;
  if (typeof record.id !== 'string') return withoutId(cell);
  const before = precheckOnce(state, cell.slot, cell.disclosure);
  if (before !== null) return before;
  try {
    const decision = cell.disclosure.decide(state.viewer, record as never, state.today);
    if (decision.outcome === 'DISCLOSE' || decision.outcome === 'WITHHOLD') return decision;
    throw new Error(`the rule of ${cell.coordinate} decided nothing`);
  } catch (error) {
    logFailure(error);
    return notAuthorized;
  }
}

/** What the ledger could not name is not shown. */
function withoutId({ coordinate }: Cell): Decision {
  logFailure(new Error(`the record of ${coordinate} has no id to be noted by`));
  return notAuthorized;
}

function withholdCell(state: Cells, record: string, cell: Cell, decision: Withhold): void {
  const { reason, until } = decision;
  const last = state.lastWithheld.get(cell);
  if (last !== undefined && last.reason === reason) {
    last.records.add(record);
    if (last.availableWhen !== until) last.availableWhen = earlier(last.availableWhen, until);
    return;
  }
  const told = withheldCells(state.notes, {
    coordinate: cell.coordinate,
    rule: cell.disclosure.rule,
    reason,
    authority: DISCLOSURE_RULES[cell.disclosure.rule].authority,
    availableWhen: until,
  });
  told.records.add(record);
  state.lastWithheld.set(cell, told);
}
