import { hash } from 'node:crypto';
import { STANDING_PARAMETERS } from '../parameter/standing-parameters.ts';
import type { RuleStatement } from './statement.ts';
import { BROKER_RULES, NOTICE_RULES } from './statements/brokers.ts';
import { CONFIDENTIALITY_RULES } from './statements/confidentiality.ts';
import { ELIGIBILITY_RULES } from './statements/eligibility.ts';
import { PENALTY_RULES } from './statements/penalties.ts';
import { SECURITY_RULES } from './statements/security.ts';
import { STANDING_RULES } from './statements/standing.ts';

/** Every numbered rule, in the order of the families. */
export const RULESET: readonly RuleStatement[] = [
  STANDING_RULES,
  ELIGIBILITY_RULES,
  SECURITY_RULES,
  PENALTY_RULES,
  CONFIDENTIALITY_RULES,
  BROKER_RULES,
  NOTICE_RULES,
].flatMap((family): readonly RuleStatement[] => Object.values(family));

const BY_ID: ReadonlyMap<string, RuleStatement> = new Map(RULESET.map((rule) => [rule.id, rule]));

/** Null where no rule has the id: a finding by a rule since given up. */
export function ruleById(id: string): RuleStatement | null {
  return BY_ID.get(id) ?? null;
}

/** Rules whose evidence must have been looked at before anyone is in good standing. */
export const REQUIRED_RULES: readonly RuleStatement[] = RULESET.filter(({ required }) => required);

/** Changes with any sentence, version, day or parameter of the ruleset. */
export const RULESET_VERSION: string = `GS-${hash('sha256', JSON.stringify([RULESET, STANDING_PARAMETERS]), 'hex').slice(0, 12)}`;
