import type { Viewer } from '../viewer/viewer.ts';
import type { Decision } from './decision.ts';
import type { DisclosureRule } from './rules.ts';

/**
 * One rule as the owner of the data applies it. Pure: no clock, no database;
 * the day is an argument. What the viewer's audience, agreement and purpose
 * already refuse is not asked here, nor is CBP, who sees all.
 */
export interface Disclosure<Facts> {
  readonly rule: DisclosureRule;
  /** Purposes for which alone the rule discloses. Absent: any purpose of the agreement. */
  readonly purposes?: readonly string[];
  /** True where PUBLIC and other audiences need no grant of an agreement, the record being public while the decision says so. */
  readonly withoutAgreement?: boolean;
  readonly decide: (viewer: Viewer, facts: Facts, on: Temporal.PlainDate) => Decision;
}

/** `Type.field` → who may have it. Facts differ from type to type, so the table is checked coordinate by coordinate where it is written. */
export type Policy = Readonly<Record<string, Disclosure<never>>>;

/** Keeps the facts of one disclosure typed while the table forgets them. */
export function disclosure<Facts>(value: Disclosure<Facts>): Disclosure<Facts> {
  return value;
}
