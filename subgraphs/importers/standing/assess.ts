import type { Found } from '@good-standing/kernel/rule/rule.ts';
import { EFFECTS } from '@good-standing/kernel/rule/rule.ts';
import { REQUIRED_RULES, ruleById } from '@good-standing/kernel/rule/ruleset.ts';
import type { RuleEffect } from '@good-standing/kernel/rule/statement.ts';
import { type Registered, rulesOfRegistry } from '../rules/registry-rules.ts';
import type { StandingStatus } from '../rules/risk-tier.ts';
import { affiliatesConduct } from './attributed.ts';
import { dayAfter, dayBefore, laterDay } from './days.ts';
import type { KnownFinding, StandingInputs } from './inputs.ts';

/** Why a standing is what it is, as it is kept. Days are ISO texts. */
export interface Reason {
  readonly rule: string;
  readonly ruleVersion: number;
  readonly effect: Exclude<RuleEffect, 'PASS'>;
  /** First day on which it counts. */
  readonly since: string;
  /** Last day as far as is known; null: open. */
  readonly until: string | null;
  /** The affiliate that it comes from. */
  readonly via: string | null;
  /** The affiliate's own rule. */
  readonly cause: string | null;
  readonly evidence: KnownFinding['evidence'];
}

/** The standing of some days, the last one in; null: from then on, as far as is known. */
export interface StandingSpan {
  readonly from: string;
  readonly until: string | null;
  readonly status: StandingStatus;
  /** First day of the status, through changes of its reasons. */
  readonly since: string;
  /** Worst first. */
  readonly reasons: readonly Reason[];
}

/** EO 13904, the first order: before it there is no standing. */
export const FIRST_DAY = '2020-01-31';

const STATUS_OF: Readonly<Record<RuleEffect, StandingStatus>> = {
  FAIL_INELIGIBLE: 'INELIGIBLE',
  FAIL_NOT_GOOD: 'NOT_GOOD',
  UNKNOWN: 'UNDETERMINED',
  WATCH: 'WATCH',
  PASS: 'GOOD',
};

/**
 * The standing of an importer on every day from the first order on, those to come as
 * far as they are known. The worst reason of a day is its status; what is unknown of
 * a required rule is a reason too, so that it is never good. Pure: no clock.
 */
export function assess(inputs: StandingInputs): readonly StandingSpan[] {
  const reasons = reasonsOf(inputs).flatMap(inEffect);
  const turns = [
    FIRST_DAY,
    ...reasons.flatMap(({ since, until }) => [since, ...(until === null ? [] : [dayAfter(until)])]),
  ];
  const days = [...new Set(turns)].sort();
  const spans: StandingSpan[] = [];
  for (const [nth, from] of days.entries()) {
    const next = days[nth + 1];
    const holding = reasons.filter(({ since, until }) => since <= from && (until === null || from <= until));
    const status = STATUS_OF[holding[0]?.effect ?? 'PASS'];
    const until = next === undefined ? null : dayBefore(next);
    const before = spans.at(-1);
    spans.push({
      from,
      until,
      status,
      since: before?.status === status ? before.since : from,
      reasons: holding,
    });
  }
  return spans;
}

function reasonsOf(inputs: StandingInputs): readonly Reason[] {
  const { importerId, registered, lookedAt, findings, affiliates } = inputs;
  const own = findings.map((finding) => reasonOf(finding));
  const ofAffiliates = affiliatesConduct.finds(affiliates).map(
    ({ effect, from, until, via, cause }): Reason => ({
      rule: affiliatesConduct.id,
      ruleVersion: affiliatesConduct.version,
      effect,
      since: from,
      until,
      via,
      cause: cause.rule,
      evidence: cause.evidence,
    }),
  );
  const ofRegistry = registered === null ? [] : registryReasons({ importerId, ...registered });
  return inOrder([...own, ...ofAffiliates, ...ofRegistry, ...unknown(lookedAt, registered !== null)]);
}

function registryReasons(registered: Registered): readonly Reason[] {
  return rulesOfRegistry.flatMap((rule) =>
    rule.finds(registered).map((found) => ({
      rule: rule.id,
      ruleVersion: rule.version,
      effect: found.effect,
      since: found.from.toString(),
      until: found.until?.toString() ?? null,
      via: null,
      cause: null,
      evidence: found.evidence.map(evidenceOf),
    })),
  );
}

function evidenceOf({
  kind,
  record,
  observedOn,
}: Found['evidence'][number]): KnownFinding['evidence'][number] {
  return { kind, record, observedOn: observedOn.toString() };
}

/** Required rules of which nobody has said that their evidence was looked at. */
function unknown(lookedAt: readonly string[], isRegistered: boolean): readonly Reason[] {
  return REQUIRED_RULES.filter(({ id, owner }) =>
    owner === 'importers' ? !isRegistered : !lookedAt.includes(id),
  ).map(({ id, version, effectiveOn }) => ({
    rule: id,
    ruleVersion: version,
    effect: 'UNKNOWN',
    since: effectiveOn,
    until: null,
    via: null,
    cause: null,
    evidence: [],
  }));
}

function reasonOf(finding: KnownFinding): Reason {
  const { rule, ruleVersion, effect, validFrom, validUntil, evidence } = finding;
  return { rule, ruleVersion, effect, since: validFrom, until: validUntil, via: null, cause: null, evidence };
}

/** From the rule's own first day: what was found before it counts from then. By a rule given up nothing counts. */
function inEffect(reason: Reason): readonly Reason[] {
  const rule = ruleById(reason.rule);
  if (rule === null) return [];
  const since = laterDay(reason.since, rule.effectiveOn);
  return reason.until !== null && reason.until < since ? [] : [{ ...reason, since }];
}

/** Worst first, then by rule, and in one order whatever the order in which they came. */
function inOrder(reasons: readonly Reason[]): readonly Reason[] {
  const key = (reason: Reason) =>
    `${EFFECTS.indexOf(reason.effect)} ${reason.rule} ${JSON.stringify(reason)}`;
  return reasons
    .map((reason) => [key(reason), reason] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, reason]) => reason);
}
