import type { Situation } from './cells.ts';
import type { Condition, Kind, Row, Table } from './read-matrix.ts';

/** The rows of a table with those of the door before them: the first that fits decides. */
export function rowsOf(table: Table): readonly Row[] {
  if (table.rule === null) return table.rows;
  const when = (fact: string, values: readonly string[], isNot = false): Condition => ({
    fact,
    values,
    isNot,
  });
  const row = (answer: string, ...conditions: Condition[]): Row => ({ line: 0, conditions, answer });
  const cbp = row('disclose CBP', when('audience', ['CBP']));
  if (table.isPublicRecord) return [cbp, ...table.rows];
  const isOutside = when('audience', table.audiences ?? [], table.audiences !== null);
  return [
    cbp,
    row('withhold UNAUTHENTICATED', isOutside, when('agreement', ['none'])),
    row('withhold AGREEMENT', isOutside, when('agreement', ['expired', 'revoked'])),
    row('withhold AUDIENCE', isOutside),
    row('withhold AGREEMENT', when('agreement', ['granted'], true)),
    ...table.rows,
  ];
}

/** Whether a row fits: every condition of it is met. */
export function fits(row: Row, situation: Situation): boolean {
  for (const { fact, isNot, values } of row.conditions) {
    if (values.includes(situation[fact] ?? '') === isNot) return false;
  }
  return true;
}

export type Judge = (situation: Situation) => Row;

/** The first row that fits; a cell that none fits is a hole in the page. */
export function judge(table: Table): Judge {
  const rows = rowsOf(table);
  return (situation) => {
    for (const row of rows) if (fits(row, situation)) return row;
    const what = `${table.kind}, ${table.rule ?? 'known to'}`;
    throw new Error(`matrix.md: ${what}: no row fits ${JSON.stringify(situation)}`);
  };
}

/**
 * The answer written out: `disclose JURISDICTION`, `withhold STAGE`, `present`. The owner
 * of a right is told at a stage, which stands in the ledger: `disclose RECORDATION at SEIZED`.
 */
export function answerOf(row: Row, { audience = '', stage }: Situation): string {
  if (row.answer !== 'disclose') return row.answer;
  const isAtStage = audience === 'RIGHTS_HOLDER' && stage !== undefined;
  return `disclose ${OWN_RELATION[audience] ?? ''}${isAtStage ? ` at ${stage.split(' ')[0]}` : ''}`;
}

const OWN_RELATION: Readonly<Record<string, string>> = {
  PGA: 'JURISDICTION',
  IMPORTER: 'SELF',
  BROKER: 'OWN_CLIENT',
  RIGHTS_HOLDER: 'RECORDATION',
  POST: 'OWN_POST',
};

/**
 * Where the two facts say one thing: a cell of KNOWN_SHIPPER is asked under an
 * agreement that grants it or not.
 */
export function isCellOf(table: Table, situation: Situation): boolean {
  if (table.rule !== 'KNOWN_SHIPPER') return true;
  return (situation.agreement === 'granted') === (situation['known shipper grant'] === 'yes');
}

export function knows(kind: Kind): (situation: Situation) => boolean {
  const known = judge(kind.knownTo);
  return (situation) => known(situation).answer === 'present';
}
