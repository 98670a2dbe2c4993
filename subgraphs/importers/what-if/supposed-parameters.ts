import type { Parameter } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Supposed } from '@good-standing/kernel/parameter/supposing.ts';
import { RULESET } from '@good-standing/kernel/rule/ruleset.ts';
import type { RuleStatement } from '@good-standing/kernel/rule/statement.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { TIER_PARAMETERS } from '../rules/risk-tier.ts';
import type { SupposedParameter } from '../schema.generated.ts';

const PARAMETERS: Readonly<Record<string, Parameter<number | null>>> = STANDING_PARAMETERS;
const MOST = 20;

/** Least and most of a number that may be supposed, by its unit. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  days: [0, 3_650],
  months: [1, 600],
  cents: [0, 1_000_000_000_000],
  percent: [0, 100],
  penalties: [1, 1_000],
  entries: [0, 1_000_000],
  lines: [1, 1_000_000],
  points: [0, 100],
  'violations per 1,000 lines': [0, 1_000],
};

/** Rules of standing whose numbers may be supposed: their owners can be asked what they would find. */
const RULES: readonly RuleStatement[] = RULESET.filter(
  ({ id, owner }) => id.startsWith('GS-') && (owner === 'importers' || owner === 'entries'),
).filter(({ outcomes }) => outcomes.some((outcome) => outcome !== 'DENY' && outcome !== 'DUTY'));

/** Parameters whose values may be supposed, by name: what standing or tier rests on. */
export const SUPPOSABLE: ReadonlySet<string> = new Set([
  ...RULES.flatMap(({ parameters }) => parameters),
  ...TIER_PARAMETERS,
]);

/** Rules of another owner that read one of these parameters: its evidence is not here. */
export function rulesElsewhere(supposed: Supposed): readonly string[] {
  return RULES.filter(
    ({ owner, parameters }) => owner === 'entries' && parameters.some((name) => name in supposed),
  ).map(({ id }) => id);
}

/** What a simulation is asked to suppose; BAD_USER_INPUT says what is wrong with it. */
export function readSupposed(parameters: readonly SupposedParameter[]): Supposed {
  if (parameters.length === 0 || parameters.length > MOST) {
    throw badInput(`parameters: expected 1 to ${MOST} parameters, got ${parameters.length}`);
  }
  const supposed: Record<string, number> = {};
  for (const [nth, { name, value }] of parameters.entries()) {
    const at = `parameters.${nth}`;
    const parameter = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    if (parameter === undefined) throw badInput(`${at}.name: expected a parameter of standingRuleset`);
    if (!SUPPOSABLE.has(name)) throw badInput(`${at}.name: neither standing nor tier rests on ${name}`);
    if (Object.hasOwn(supposed, name)) throw badInput(`${at}.name: ${name} is given twice`);
    const [least, most] = BOUNDS[parameter.unit] ?? [0, 0];
    const isRate = parameter.unit.startsWith('violations per');
    if (value < least || value > most || (!isRate && !Number.isInteger(value))) {
      throw badInput(
        `${at}.value: expected ${isRate ? 'a number' : 'a whole number'} of ${parameter.unit} from ${least} to ${most}, got ${value}`,
      );
    }
    supposed[name] = value;
  }
  inKeeping(supposed);
  return supposed;
}

/** Two numbers of which one bounds the other. */
function inKeeping(supposed: Supposed): void {
  for (const [lower, upper] of [
    ['peerViolationsPerMille', 'worstViolationsPerMille'],
    ['elevatedScore', 'highScore'],
    ['affiliateWatchPercent', 'affiliateControlPercent'],
  ] as const) {
    const [least, most] = [inForce(lower, supposed), inForce(upper, supposed)];
    const isWrong = lower === 'peerViolationsPerMille' ? least >= most : least > most;
    if ((lower in supposed || upper in supposed) && isWrong) {
      throw badInput(`parameters: expected ${lower} below ${upper}, got ${least} and ${most}`);
    }
  }
}

function inForce(name: string, supposed: Supposed): number {
  return supposed[name] ?? PARAMETERS[name]?.values.at(-1)?.value ?? 0;
}
