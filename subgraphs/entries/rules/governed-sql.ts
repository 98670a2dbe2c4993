import { legalTexts } from '../parameters.ts';
import { type Cell, type OwnerItem, provision } from './rights-holder-matrix.ts';
import type { Phase } from './rights-holder-phase.ts';

/**
 * SQL over `seizure_line` that is true where the text governing the line's event gives
 * this cell to an item in a phase, whoever its owner is: the matrix as the rows need
 * it, so that a line is not listed where no cell could be told.
 */
export function governedSql(item: OwnerItem, phase: Phase, cell: Cell): string {
  const nobody = { isEligiblePerson: false, isInjuredPerson: false };
  const periods = legalTexts.value.flatMap(({ basis, from }, nth) => {
    const eventOn = Temporal.PlainDate.from(from ?? '1900-01-01');
    if (provision({ basis, eventOn, ...nobody }, item, phase).cell !== cell) return [];
    const next = legalTexts.value.find((later, place) => place > nth && later.basis === basis)?.from;
    return [
      [
        `seizure_line.basis = '${basis}'`,
        ...(from === null ? [] : [`seizure_line.event_on >= '${from}'`]),
        ...(next === undefined || next === null ? [] : [`seizure_line.event_on < '${next}'`]),
      ].join(' and '),
    ];
  });
  return periods.length === 0 ? 'false' : `(${periods.map((period) => `(${period})`).join(' or ')})`;
}
