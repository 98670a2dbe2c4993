import { DISCLOSURE_RULES, type DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import type { LedgerLine } from './house.ts';

/** One line of `extensions.disclosure.withheld`, whole. */
export function withheld(
  coordinate: string,
  rule: DisclosureRule,
  reason: string,
  count: number,
  availableWhen: string | null = null,
) {
  return { coordinate, rule, reason, authority: DISCLOSURE_RULES[rule].authority, availableWhen, count };
}

/** To whom and for what every line of one answer was disclosed. */
export type Recipient = Pick<LedgerLine, 'audience' | 'recipient' | 'purpose' | 'relation'>;

/** One line of the ledger, whole: fields are named by type and field, several separated by blanks. */
export function line(
  to: Recipient,
  record: string,
  rule: DisclosureRule,
  type: string,
  fields: string,
  stage: string | null = null,
): LedgerLine {
  const coordinates = fields
    .split(' ')
    .map((field) => `${type}.${field}`)
    .sort()
    .join(' ');
  return { ...to, record, rule, coordinates, stage, authority: DISCLOSURE_RULES[rule].authority };
}

/** In the order in which the ledger gives them. */
export function inOrder(lines: readonly LedgerLine[]): readonly LedgerLine[] {
  const key = ({ record, rule }: LedgerLine) => `${record} ${rule}`;
  return [...lines].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
