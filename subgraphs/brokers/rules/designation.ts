import { ruleById } from '@good-standing/kernel/rule/ruleset.ts';
import type { RuleStatement } from '@good-standing/kernel/rule/statement.ts';
import { ELIGIBILITY_RULES } from '@good-standing/kernel/rule/statements/eligibility.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';

/** What the gate reads of an importer and the broker that it designates. */
export interface Designating {
  /** The importer is ineligible or not in good standing: what is not known closes nothing. */
  readonly isGateClosed: boolean;
  /** The broker's licence is in force. */
  readonly isLicensed: boolean;
}

/** GS-900 first (EO 14411 § 2(d)), then EF-006: only a licensed broker may be designated (19 USC 1484(a)(2)(B)). Ids of rules; none: accepted. */
export function designationDeniedBy({ isGateClosed, isLicensed }: Designating): readonly string[] {
  return [
    ...(isGateClosed ? [STANDING_RULES['GS-900'].id] : []),
    ...(isLicensed ? [] : [ELIGIBILITY_RULES['EF-006'].id]),
  ];
}

/** The statement of a rule that a kept designation names. */
export function ruleKnown(id: string): RuleStatement {
  const rule = ruleById(id);
  if (rule === null) throw new Error('a designation names a rule that there is not');
  return rule;
}

/** How a rule is cited to whoever it denies something. */
export function cited({ id, says, authority, legalStatus }: RuleStatement) {
  return { rule: id, summary: says, authority: authority.join('; '), legalStatus };
}
