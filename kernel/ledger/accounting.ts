import type { Note } from '../disclosure/notes.ts';
import { DISCLOSURE_RULES } from '../disclosure/rules.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** Records disclosed alike: under one rule, of one relation and stage, the same fields. Each is an entry. */
export interface DisclosedAlike {
  readonly records: readonly string[];
  readonly rule: string;
  readonly authority: string;
  readonly coordinates: string;
  readonly relation: string;
  readonly stage: string | null;
}

/** What one answered request disclosed: to whom, for what, under which authority (5 USC 552a(c)(1)). */
export interface Accounting {
  readonly requestId: string;
  readonly at: Temporal.Instant;
  /** The subgraph that answered, or `gateway` where several answered in one process. */
  readonly subgraph: string;
  readonly viewer: Viewer;
  readonly policyVersion: string;
  /** JSON text of the answer's data, as it leaves. Only its digest is kept. */
  readonly answer: string;
  readonly disclosed: readonly DisclosedAlike[];
}

/** Notes under one rule, of one relation and stage, that select from one list of coordinates. */
interface Kind extends Omit<Note, 'record' | 'mask'> {
  /** By record. */
  readonly masks: Map<string, number>;
}

/** The notes of a request: of each record, rule, relation and stage one entry, its coordinates as one set; entries alike together. */
export function disclosedIn(notes: readonly Note[]): readonly DisclosedAlike[] {
  const disclosed: DisclosedAlike[] = [];
  for (const kinds of Map.groupBy(kindsOf(notes), basisOf).values()) {
    const [kind] = kinds;
    if (kind === undefined) continue;
    const { rule, decision } = kind;
    const { relation, stage } = decision;
    const { authority } = DISCLOSURE_RULES[rule];
    for (const [coordinates, records] of kinds.length === 1 ? namedBy(kind) : namedTogether(kinds))
      disclosed.push({ records, rule, authority, coordinates, relation, stage });
  }
  return disclosed;
}

function basisOf({ rule, decision: { relation, stage } }: Kind): string {
  return `${rule} ${relation} ${stage}`;
}

function kindsOf(notes: readonly Note[]): readonly Kind[] {
  const kinds: Kind[] = [];
  let kind: Kind | undefined;
  for (const note of notes) {
    if (kind === undefined || !isOfKind(note, kind)) {
      kind = kinds.find((one) => isOfKind(note, one));
      if (kind === undefined) {
        const { rule, decision, coordinates } = note;
        kind = { rule, decision, coordinates, masks: new Map() };
        kinds.push(kind);
      }
    }
    kind.masks.set(note.record, (kind.masks.get(note.record) ?? 0) | note.mask);
  }
  return kinds;
}

function isOfKind({ rule, decision, coordinates }: Note, kind: Kind): boolean {
  return (
    coordinates === kind.coordinates &&
    rule === kind.rule &&
    decision.relation === kind.decision.relation &&
    decision.stage === kind.decision.stage
  );
}

type Named = Map<string, readonly string[]>;

/** Records by the coordinates that they have in common: told apart by their masks, which are numbers. */
function namedBy({ coordinates, masks }: Kind): Named {
  const records = new Map<number, string[]>();
  let last = -1;
  let alike: string[] = [];
  for (const [record, mask] of masks) {
    if (mask !== last) {
      last = mask;
      alike = records.get(mask) ?? [];
      records.set(mask, alike);
    }
    alike.push(record);
  }
  return new Map([...records].map(([mask, each]) => [named(coordinates, mask), each]));
}

/** A subgraph elsewhere names only what it disclosed: its lists differ from answer to answer, and come in any order. */
function namedTogether(kinds: readonly Kind[]): Named {
  const all = new Map<string, string>();
  for (const { coordinates, masks } of kinds) {
    for (const [record, mask] of masks) {
      const known = all.get(record);
      const own = named(coordinates, mask);
      all.set(record, known === undefined ? own : union(known, own));
    }
  }
  return Map.groupBy(all.keys(), (record) => all.get(record) ?? '');
}

function union(one: string, other: string): string {
  return one === other ? one : [...new Set([...one.split(' '), ...other.split(' ')])].sort().join(' ');
}

const names = new WeakMap<readonly string[], Map<number, string>>();

/** In the order of the alphabet, so that one set is one text whichever subgraphs ran where. */
function named(coordinates: readonly string[], mask: number): string {
  let known = names.get(coordinates);
  if (known === undefined) {
    known = new Map();
    names.set(coordinates, known);
  }
  let text = known.get(mask);
  if (text === undefined) {
    text = coordinates
      .filter((_coordinate, bit) => (mask & (1 << bit)) !== 0)
      .sort()
      .join(' ');
    known.set(mask, text);
  }
  return text;
}
