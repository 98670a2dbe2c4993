import type { Note } from '../disclosure/notes.ts';
import { DISCLOSURE_RULES } from '../disclosure/rules.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** One record disclosed under one rule. */
export interface Disclosed {
  readonly record: string;
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
  readonly disclosed: readonly Disclosed[];
}

/** The notes of a request, one entry for each record, rule, relation and stage, its coordinates as one set. */
export function disclosedIn(notes: readonly Note[]): readonly Disclosed[] {
  const merged = new Map<string, Note[]>();
  for (const note of notes) {
    const key = `${note.record} ${note.rule} ${note.decision.relation} ${note.decision.stage}`;
    const known = merged.get(key);
    if (known === undefined) {
      merged.set(key, [{ ...note }]);
      continue;
    }
    const alike = known.find(({ coordinates }) => coordinates === note.coordinates);
    if (alike === undefined) known.push({ ...note });
    else alike.mask |= note.mask;
  }
  return [...merged.values()].flatMap((alike) => {
    const [note] = alike;
    if (note === undefined) return [];
    return {
      record: note.record,
      rule: note.rule,
      authority: DISCLOSURE_RULES[note.rule].authority,
      coordinates: alike.length === 1 ? named(note) : namedTogether(alike),
      relation: note.decision.relation,
      stage: note.decision.stage,
    };
  });
}

/** A subgraph elsewhere names only what it disclosed: its lists differ from answer to answer, and come in any order. */
function namedTogether(notes: readonly Note[]): string {
  return [...new Set(notes.flatMap((note) => named(note).split(' ')))].sort().join(' ');
}

const names = new WeakMap<readonly string[], Map<number, string>>();

/** In the order of the alphabet, so that one set is one text whichever subgraphs ran where. */
function named({ coordinates, mask }: Note): string {
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
