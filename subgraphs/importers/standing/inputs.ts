import { hash } from 'node:crypto';
import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { Registered } from '../rules/registry-rules.ts';

/** A finding as it is known, but for those withdrawn. */
export type KnownFinding = Pick<
  Finding,
  'key' | 'rule' | 'ruleVersion' | 'effect' | 'validFrom' | 'validUntil' | 'evidence'
>;

/** How strongly two persons are affiliated: SAME where one controls both or the other, else WATCH. */
export type AffiliateStrength = 'SAME' | 'WATCH';

/** An affiliate of the importer, by one edge or by two through a common controller. */
export interface Affiliate {
  /** Of the disclosures that make it: in order, joined. */
  readonly edge: string;
  readonly id: string;
  readonly strength: AffiliateStrength;
  /** ISO days; null: since nobody says when, and as the last day: still. */
  readonly from: string | null;
  readonly until: string | null;
  readonly findings: readonly KnownFinding[];
}

/** Everything that an importer's standing is made of: the same inputs under the same ruleset give the same bytes. */
export interface StandingInputs {
  readonly importerId: string;
  /** Null: the registry does not have it. */
  readonly registered: Omit<Registered, 'importerId'> | null;
  /** Required rules whose evidence has been looked at, in order. */
  readonly lookedAt: readonly string[];
  /** In the order of their keys. */
  readonly findings: readonly KnownFinding[];
  /** In the order of their edges. */
  readonly affiliates: readonly Affiliate[];
}

/** The inputs as one text: lists in an order of their own, keys of objects in theirs. */
export function canonical(inputs: StandingInputs): string {
  return JSON.stringify(
    sorted({
      ...inputs,
      registered: inputs.registered && {
        facts: inOrder(inputs.registered.facts),
        bonds: inOrder(inputs.registered.bonds),
        assets: inOrder(inputs.registered.assets),
      },
      lookedAt: [...inputs.lookedAt].sort(),
      findings: inOrder(inputs.findings),
      affiliates: inOrder(
        inputs.affiliates.map((affiliate) => ({ ...affiliate, findings: inOrder(affiliate.findings) })),
      ),
    }),
  );
}

export function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}

function inOrder<Item>(items: readonly Item[]): readonly unknown[] {
  return items
    .map(sorted)
    .map((item) => [JSON.stringify(item), item] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => item);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
