import { REASONS } from '@good-standing/kernel/disclosure/decision.ts';
import type { WithheldByRecord } from '@good-standing/kernel/disclosure/notes.ts';
import { isDisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';

/** The withheld cells in `extensions.disclosure.withheld` of a subgraph's answer; what has another shape is left out. */
export function withheldIn(extensions: Readonly<Record<string, unknown>>): readonly WithheldByRecord[] {
  const { disclosure } = extensions;
  if (!isObject(disclosure) || !Array.isArray(disclosure.withheld)) return [];
  return disclosure.withheld.filter(isWithheld);
}

function isWithheld(value: unknown): value is WithheldByRecord {
  if (!isObject(value)) return false;
  const { coordinate, rule, reason, authority, availableWhen, records } = value;
  return (
    typeof coordinate === 'string' &&
    typeof rule === 'string' &&
    isDisclosureRule(rule) &&
    REASONS.some((known) => known === reason) &&
    typeof authority === 'string' &&
    (availableWhen === null || typeof availableWhen === 'string') &&
    Array.isArray(records) &&
    records.every((record) => typeof record === 'string')
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
