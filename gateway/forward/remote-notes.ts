import { REASONS, RELATIONS } from '@good-standing/kernel/disclosure/decision.ts';
import {
  addDisclosed,
  addWithheld,
  type DisclosedRecords,
  MOST_COORDINATES,
  type Notes,
  type WithheldByRecord,
} from '@good-standing/kernel/disclosure/notes.ts';
import { isDisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';

/**
 * Takes over what a subgraph in another process says that it disclosed and
 * withheld. Throws where it does not say so in full: an answer that cannot be
 * accounted for is no answer.
 */
export function noteRemote(to: Notes, extensions: Readonly<Record<string, unknown>> | undefined): void {
  const disclosure = extensions?.disclosure;
  if (!isObject(disclosure)) throw new Error('the subgraph gave no account of its answer');
  const { disclosed, withheld } = disclosure;
  if (!Array.isArray(disclosed) || !disclosed.every(isDisclosed)) {
    throw new Error('the subgraph gave no readable account of what it disclosed');
  }
  if (!Array.isArray(withheld) || !withheld.every(isWithheld)) {
    throw new Error('the subgraph gave no readable account of what it withheld');
  }
  for (const records of disclosed) addDisclosed(to, records);
  for (const cells of withheld) addWithheld(to, cells);
}

function isDisclosed(value: unknown): value is DisclosedRecords {
  if (!isObject(value)) return false;
  const { rule, coordinates, relation, stage, records } = value;
  return (
    isRule(rule) &&
    areTexts(coordinates) &&
    coordinates.length > 0 &&
    coordinates.length <= MOST_COORDINATES &&
    RELATIONS.some((known) => known === relation) &&
    isTextOrNull(stage) &&
    areTexts(records)
  );
}

function isWithheld(value: unknown): value is WithheldByRecord {
  if (!isObject(value)) return false;
  const { coordinate, rule, reason, authority, availableWhen, records } = value;
  return (
    typeof coordinate === 'string' &&
    isRule(rule) &&
    REASONS.some((known) => known === reason) &&
    typeof authority === 'string' &&
    isTextOrNull(availableWhen) &&
    areTexts(records)
  );
}

function isRule(value: unknown): boolean {
  return typeof value === 'string' && isDisclosureRule(value);
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
