import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';

export type Tier = 'T0' | 'T1' | 'T2' | 'T3' | 'T4' | 'TX';
export type StandingStatus = 'INELIGIBLE' | 'NOT_GOOD' | 'UNDETERMINED' | 'WATCH' | 'GOOD';

/** What the tier rests on: compliance history, enforcement actions, audit results (EO 14411 § 2(e)). Never the country of an owner. */
export interface TierEvidence {
  readonly status: StandingStatus;
  readonly isCovered: boolean;
  /** In the trusted registry by its own choice and CBP's vetting. */
  readonly isTrusted: boolean;
  readonly firstEntryOn: Temporal.PlainDate | null;
  readonly entries: number;
  readonly lines: number;
  /** First days of the findings on it, its own alone. */
  readonly findings: readonly TierFinding[];
}

export interface TierFinding {
  readonly from: Temporal.PlainDate;
  readonly isFinal: boolean;
  readonly family: 'VIOLATION' | 'ENFORCEMENT' | 'AUDIT' | 'OTHER';
}

export interface Addend {
  readonly name: 'COMPLIANCE' | 'ENFORCEMENT' | 'AUDIT';
  readonly points: number;
  readonly most: number;
  readonly says: string;
}

export interface TierDecision {
  readonly tier: Tier;
  /** The addends, together at most 100. */
  readonly score: number;
  readonly addends: readonly Addend[];
  readonly because: string;
}

const P = STANDING_PARAMETERS;

/** The numbers that a tier rests on besides standing. */
export const TIER_PARAMETERS = [
  P.highScore,
  P.elevatedScore,
  P.newImporterEntries,
  P.newImporterMonths,
  P.cleanMonths,
  P.complianceWeight,
  P.shrinkLines,
  P.peerViolationsPerMille,
  P.worstViolationsPerMille,
  P.enforcementWeight,
  P.recencyHalfLifeMonths,
  P.auditWeight,
].map(({ name }) => name);

/** EO 14411 § 2(e) asks for tiers and gives no method: all of it is policy. */
export function riskTier(evidence: TierEvidence, on: Temporal.PlainDate): TierDecision {
  const addends = [compliance(evidence, on), enforcement(evidence, on), audits(evidence, on)];
  const score = Math.min(
    100,
    addends.reduce((sum, { points }) => sum + points, 0),
  );
  return { ...tierOf(evidence, score, on), score, addends };
}

function tierOf(
  evidence: TierEvidence,
  score: number,
  on: Temporal.PlainDate,
): Pick<TierDecision, 'tier' | 'because'> {
  const { status, isCovered } = evidence;
  if (status === 'INELIGIBLE') return { tier: 'TX', because: 'Ineligible.' };
  if (status === 'NOT_GOOD') return { tier: 'T4', because: 'Not in good standing.' };
  if (score >= valueOn(P.highScore, on)) return { tier: 'T4', because: 'By its score.' };
  if (status === 'WATCH') return { tier: 'T3', because: 'A finding is watched.' };
  if (isCovered) return { tier: 'T3', because: 'A covered importer.' };
  if (score >= valueOn(P.elevatedScore, on)) return { tier: 'T3', because: 'By its score.' };
  if (isNew(evidence, on)) return { tier: 'T0', because: 'No history yet.' };
  if (status === 'UNDETERMINED') return { tier: 'T3', because: 'Its standing is undetermined.' };
  if (evidence.isTrusted && isClean(evidence, on))
    return { tier: 'T1', because: 'Trusted, and clean for three years.' };
  return { tier: 'T2', because: 'In good standing.' };
}

function isNew({ firstEntryOn, entries }: TierEvidence, on: Temporal.PlainDate): boolean {
  if (firstEntryOn === null || entries < valueOn(P.newImporterEntries, on)) return true;
  return compareDays(firstEntryOn.add({ months: valueOn(P.newImporterMonths, on) }), on) > 0;
}

function isClean({ findings }: TierEvidence, on: Temporal.PlainDate): boolean {
  const since = on.subtract({ months: valueOn(P.cleanMonths, on) });
  return findings.every(({ from }) => compareDays(from, since) < 0 || compareDays(from, on) > 0);
}

/** Violations per 1,000 lines, drawn to the mean of all the more the fewer lines there are. */
function compliance({ findings, lines }: TierEvidence, on: Temporal.PlainDate): Addend {
  const most = valueOn(P.complianceWeight, on);
  const shrink = valueOn(P.shrinkLines, on);
  const violations = until(findings, on).filter(
    ({ isFinal, family }) => isFinal && family === 'VIOLATION',
  ).length;
  const mean = valueOn<number>(P.peerViolationsPerMille, on);
  const rate = (violations * 1_000 + mean * shrink) / (lines + shrink);
  const beyondMean = Math.max(0, rate - mean) / (valueOn(P.worstViolationsPerMille, on) - mean);
  return {
    name: 'COMPLIANCE',
    points: rounded(Math.min(1, beyondMean) * most),
    most,
    says: `${counted(violations, 'final violation')} on ${counted(lines, 'entry line')}: ${rounded(rate)} per 1,000, shrunk to a mean of ${mean}.`,
  };
}

/** Each action weighs half after the half-life; three fresh ones make the most. */
function enforcement({ findings }: TierEvidence, on: Temporal.PlainDate): Addend {
  const most = valueOn(P.enforcementWeight, on);
  const halfLife = valueOn(P.recencyHalfLifeMonths, on);
  const actions = until(findings, on).filter(({ family }) => family === 'ENFORCEMENT');
  const weight = actions.reduce((sum, { from }) => sum + 0.5 ** (monthsBetween(from, on) / halfLife), 0);
  return {
    name: 'ENFORCEMENT',
    points: rounded(Math.min(1, weight / 3) * most),
    most,
    says: `Penalties, seizures and determinations: ${actions.length}, of weight ${rounded(weight)} with a half-life of ${halfLife} months.`,
  };
}

function audits({ findings }: TierEvidence, on: Temporal.PlainDate): Addend {
  const most = valueOn(P.auditWeight, on);
  const failed = until(findings, on).filter(({ family }) => family === 'AUDIT').length;
  return {
    name: 'AUDIT',
    points: rounded(Math.min(1, failed / 2) * most),
    most,
    says: `${counted(failed, 'failed audit')}.`,
  };
}

function until(findings: readonly TierFinding[], on: Temporal.PlainDate): readonly TierFinding[] {
  return findings.filter(({ from }) => compareDays(from, on) <= 0);
}

function monthsBetween(from: Temporal.PlainDate, on: Temporal.PlainDate): number {
  return from.until(on, { largestUnit: 'days' }).days / 30.4375;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
