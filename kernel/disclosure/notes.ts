import { type Disclose, disclose, type Reason, type Relation } from './decision.ts';
import type { DisclosureRule } from './rules.ts';

/** Fields that one note can tell apart: bits of a mask that is never negative. */
export const MOST_COORDINATES = 31;

/** One record disclosed under one rule: what the ledger will say of it. */
export interface Note {
  readonly record: string;
  readonly rule: DisclosureRule;
  readonly decision: Disclose;
  /** The coordinates that `mask` selects from. */
  readonly coordinates: readonly string[];
  mask: number;
}

/** Cells withheld for one reason at one coordinate, each record counted once however often the answer names it. */
export interface WithheldCells {
  readonly coordinate: string;
  readonly rule: DisclosureRule;
  readonly reason: Reason;
  readonly authority: string;
  availableWhen: string | null;
  readonly records: Set<string>;
}

/**
 * What one request has disclosed and withheld so far, over all the subgraphs
 * that run in this process.
 */
export interface Notes {
  readonly disclosed: Note[];
  readonly withheld: Map<string, WithheldCells>;
  /** False once the ledger is known to be down: every protected cell is then withheld. */
  readonly ledgerAvailable: boolean;
}

export function notes(ledgerAvailable: boolean): Notes {
  return { disclosed: [], withheld: new Map(), ledgerAvailable };
}

/** Records disclosed alike, as one subgraph tells a gateway in another process that keeps the accounting. */
export interface DisclosedRecords {
  readonly rule: DisclosureRule;
  readonly coordinates: readonly string[];
  readonly relation: Relation;
  readonly stage: string | null;
  readonly records: readonly string[];
}

export function disclosedRecords(from: Notes): readonly DisclosedRecords[] {
  const alike = new Map<string, DisclosedRecords & { readonly records: string[] }>();
  for (const { record, rule, decision, coordinates, mask } of from.disclosed) {
    const key = `${coordinates[0]} ${rule} ${mask} ${decision.relation} ${decision.stage}`;
    const known = alike.get(key);
    if (known !== undefined) {
      known.records.push(record);
      continue;
    }
    const { relation, stage } = decision;
    const named = coordinates.filter((_coordinate, bit) => (mask & (1 << bit)) !== 0);
    alike.set(key, { rule, coordinates: named, relation, stage, records: [record] });
  }
  return [...alike.values()];
}

export function addDisclosed(
  to: Notes,
  { rule, coordinates, relation, stage, records }: DisclosedRecords,
): void {
  const decision = disclose(relation, stage);
  const mask = 2 ** coordinates.length - 1;
  for (const record of records) to.disclosed.push({ record, rule, decision, coordinates, mask });
}

/** The withheld cells as one subgraph tells a gateway in another process: with the records, so that a gateway can count each once. */
export interface WithheldByRecord {
  readonly coordinate: string;
  readonly rule: DisclosureRule;
  readonly reason: Reason;
  readonly authority: string;
  readonly availableWhen: string | null;
  readonly records: readonly string[];
}

/** The withheld cells as a client is told. */
export interface WithheldCount extends Omit<WithheldByRecord, 'records'> {
  readonly count: number;
}

export function addWithheld(to: Notes, { records, ...cells }: WithheldByRecord): void {
  const known = withheldCells(to, cells);
  for (const record of records) known.records.add(record);
}

/** Where the records withheld alike are gathered: at this coordinate, for this reason. */
export function withheldCells(to: Notes, cells: Omit<WithheldByRecord, 'records'>): WithheldCells {
  const key = `${cells.coordinate} ${cells.reason}`;
  const known = to.withheld.get(key);
  if (known === undefined) {
    const { coordinate, rule, reason, authority, availableWhen } = cells;
    const fresh = { coordinate, rule, reason, authority, availableWhen, records: new Set<string>() };
    to.withheld.set(key, fresh);
    return fresh;
  }
  known.availableWhen = earlier(known.availableWhen, cells.availableWhen);
  return known;
}

/** Of two times of availability the earlier one is told; ISO days compare as text, a condition gives way to a day. */
export function earlier(one: string | null, other: string | null): string | null {
  if (one === null) return other;
  if (other === null) return one;
  return one < other ? one : other;
}

export function withheldByRecord(from: Notes): readonly WithheldByRecord[] {
  return [...from.withheld.values()].map((cells) => ({ ...cells, records: [...cells.records] }));
}

/** In order of coordinate and reason, so that the same answer is the same bytes. */
export function withheldCounts(from: Notes): readonly WithheldCount[] {
  if (from.withheld.size === 0) return [];
  return [...from.withheld.keys()].sort().flatMap((key) => {
    const cells = from.withheld.get(key);
    return cells === undefined ? [] : [countOf(cells)];
  });
}

function countOf({
  coordinate,
  rule,
  reason,
  authority,
  availableWhen,
  records,
}: WithheldCells): WithheldCount {
  return { coordinate, rule, reason, authority, availableWhen, count: records.size };
}
