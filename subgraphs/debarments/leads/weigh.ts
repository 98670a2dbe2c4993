import { hash } from 'node:crypto';
import { wordsOfName } from '../names/words-of-name.ts';
import type { Trace } from './trace.ts';
import { type EvidenceKind, leadWeights } from './weights.ts';

export type EvidenceSource = 'LIST' | 'LINKED_IMPORTER' | 'NOTICE';

/** A trace that an importer and an excluded person both have. */
export interface Met {
  readonly kind: Trace['kind'];
  readonly value: string;
  readonly excluded: string;
  readonly importer: string;
  readonly source: EvidenceSource;
  readonly sourceRecord: string | null;
  /** Unlike names that have it in common, these two with them. */
  readonly sharedBy: number;
}

/** What else is compared of two who met. */
export interface Particulars {
  readonly excludedNames: readonly string[];
  readonly importerNames: readonly string[];
  readonly excludedFrom: Temporal.PlainDate;
  /** Year. */
  readonly organizedIn: number | null;
}

export interface Evidence {
  readonly kind: EvidenceKind;
  readonly excluded: string;
  readonly importer: string;
  readonly source: EvidenceSource;
  readonly sourceRecord: string | null;
  readonly sharedBy: number;
  readonly weight: number;
}

export interface Weighed {
  readonly score: number;
  /** The weightiest first. */
  readonly evidence: readonly Evidence[];
  /** Of what they have in common: the same as long as that is, however many others come to share it. */
  readonly digest: string;
}

const { weight, hubFrom, hubWeight, partialNameFrom, formedWithinDays, leadFrom } = leadWeights.value;

/**
 * What two have in common, weighed: of each kind the weightiest, together 1 less the
 * product of what each leaves. Null where that is no lead: what a hub shares does not
 * count as something in common, and a name or a year alone is none.
 */
export function weigh(met: readonly Met[], particulars: Particulars): Weighed | null {
  const own = met.filter(({ sharedBy }) => sharedBy < hubFrom);
  if (own.length === 0) return null;
  const evidence = [...bestOfKinds(met), ...partialName(met, particulars), ...formed(particulars)].sort(
    (one, other) => other.weight - one.weight || (one.kind < other.kind ? -1 : 1),
  );
  const score = rounded(1 - evidence.reduce((left, one) => left * (1 - one.weight), 1));
  return score < leadFrom ? null : { score, evidence, digest: digestOf(met, evidence) };
}

function bestOfKinds(met: readonly Met[]): readonly Evidence[] {
  const best = new Map<EvidenceKind, Evidence & { readonly value: string }>();
  for (const one of met) {
    const weighed = { ...one, weight: one.sharedBy < hubFrom ? weight[one.kind] : hubWeight };
    const held = best.get(one.kind);
    if (held === undefined || isBefore(weighed, held)) best.set(one.kind, weighed);
  }
  return [...best.values()].map(({ value: _value, ...evidence }) => evidence);
}

/** A total order, so that one set of facts is one lead whichever came first. */
function isBefore(
  one: Evidence & { readonly value: string },
  other: Evidence & { readonly value: string },
): boolean {
  if (one.weight !== other.weight) return one.weight > other.weight;
  return keyOf(one) < keyOf(other);
}

function keyOf({ source, value, sourceRecord, excluded, importer }: Evidence & { readonly value: string }) {
  return JSON.stringify([source, value, sourceRecord, excluded, importer]);
}

function partialName(met: readonly Met[], particulars: Particulars): readonly Evidence[] {
  if (met.some(({ kind }) => kind === 'NAME')) return [];
  const pairs = particulars.excludedNames
    .flatMap((excluded) => particulars.importerNames.map((importer) => ({ excluded, importer })))
    .map((pair) => ({ ...pair, share: shareOf(pair.excluded, pair.importer) }))
    .filter(({ share }) => share >= partialNameFrom)
    .sort(
      (one, other) =>
        other.share - one.share ||
        (`${one.excluded}\n${one.importer}` < `${other.excluded}\n${other.importer}` ? -1 : 1),
    );
  const [best] = pairs;
  return best === undefined ? [] : [fromList('PARTIAL_NAME', best.excluded, best.importer)];
}

/** Words in common, of those of the longer name; short ones alone are none. */
function shareOf(one: string, other: string): number {
  const ones = new Set(wordsOfName(one, false));
  const others = new Set(wordsOfName(other, false));
  const common = [...ones].filter((word) => others.has(word));
  if (!common.some((word) => word.length > 3)) return 0;
  return common.length / Math.max(ones.size, others.size);
}

/** The registry knows the year alone: one that the days may lie in. */
function formed({ excludedFrom, organizedIn }: Particulars): readonly Evidence[] {
  if (organizedIn === null) return [];
  const last = excludedFrom.add({ days: formedWithinDays });
  if (organizedIn < excludedFrom.year || organizedIn > last.year) return [];
  return [fromList('FORMED_AFTER_EXCLUSION', excludedFrom.toString(), String(organizedIn))];
}

function fromList(kind: EvidenceKind, excluded: string, importer: string): Evidence {
  return { kind, excluded, importer, source: 'LIST', sourceRecord: null, sharedBy: 2, weight: weight[kind] };
}

function digestOf(met: readonly Met[], evidence: readonly Evidence[]): string {
  const others = evidence.filter(({ kind }) => kind === 'PARTIAL_NAME' || kind === 'FORMED_AFTER_EXCLUSION');
  const lines = [
    ...met.map(({ kind, value, source, sourceRecord }) => [kind, value, source, sourceRecord]),
    ...others.map(({ kind, excluded, importer }) => [kind, excluded, importer, null]),
  ].map((line) => JSON.stringify(line));
  return hash('sha256', [...new Set(lines)].sort().join('\n'), 'hex');
}

function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}
