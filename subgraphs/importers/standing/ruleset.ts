import { datedValueOn, type Parameter } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { RULESET, RULESET_VERSION, ruleById } from '@good-standing/kernel/rule/ruleset.ts';
import type { RuleStatement } from '@good-standing/kernel/rule/statement.ts';

/** Beside every status, wherever it goes. */
export const DISCLAIMER =
  'PROPOSED_POLICY: CBP has not yet defined good standing (EO 14411 § 2(d)). This status follows the ruleset named here and is no determination by CBP.';

/** The statement of a rule that a kept assessment names: an assessment counts only rules that there are. */
export function ruleKnown(id: string): RuleStatement {
  const rule = ruleById(id);
  if (rule === null) throw new Error('an assessment names a rule that there is not');
  return rule;
}

/** How a rule is cited to whoever it denies something. */
export function cited({ id, says, authority, legalStatus }: RuleStatement) {
  return { rule: id, summary: says, authority: authority.join('; '), legalStatus };
}

/** Every rule and parameter, as of a day. */
export function standingRuleset(on: Temporal.PlainDate) {
  return {
    version: RULESET_VERSION,
    on,
    rules: RULESET.map((rule) => ({
      ...rule,
      effectiveOn: Temporal.PlainDate.from(rule.effectiveOn),
      counts: rule.effectiveOn <= on.toString(),
    })),
    parameters: Object.values(STANDING_PARAMETERS).map((parameter) => parameterOn(parameter, on)),
  };
}

function parameterOn(parameter: Parameter<number | null>, on: Temporal.PlainDate) {
  const { effectiveOn, ...dated } = datedValueOn(parameter, on);
  return {
    name: parameter.name,
    unit: parameter.unit,
    says: parameter.says,
    ...dated,
    effectiveOn: Temporal.PlainDate.from(effectiveOn),
  };
}
