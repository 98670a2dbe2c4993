import { hash } from 'node:crypto';
import type { Viewer } from '../viewer/viewer.ts';

/**
 * SHA-256 of an input and of the record it was given for: one organisation may act
 * for several. Fields in any order are one input; null is as if it were not given.
 */
export function inputDigest({ audience, subject }: Viewer, input: object): string {
  return hash('sha256', canonical({ audience, subject, input }), 'hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, held: unknown) => (isObject(held) ? sortedFields(held) : held));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortedFields(held: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(held)
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
