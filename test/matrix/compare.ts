import type { Disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Situation, situations } from './cells.ts';
import { answerOf, isCellOf, judge, knows } from './judge.ts';
import { decided, factsOf } from './our-policy.ts';
import type { Matrix, Row, Table } from './read-matrix.ts';
import { TODAY } from './today.ts';
import { viewerOf } from './viewers.ts';

/** What a viewer may know of one record, and what matrix.md says of the fields of one table. */
export interface Asked {
  readonly situation: Situation;
  readonly viewer: Viewer;
  /** The record as the rules read it. */
  readonly facts: object;
  readonly on: Temporal.PlainDate;
  readonly row: Row;
  readonly expected: string;
}

export interface AskedTable {
  readonly table: Table;
  readonly asked: readonly Asked[];
}

/** Every table of matrix.md with every situation in which the viewer may know of the record. */
export function askedTables(matrix: Matrix): readonly AskedTable[] {
  return matrix.kinds.flatMap((kind) => {
    const known = situations(matrix, kind).filter(knows(kind));
    const facts = known.map((situation) => factsOf(kind.name, situation));
    return kind.tables.map((table) => {
      const rowFor = judge(table);
      const asked = known.flatMap((situation, nth): readonly Asked[] => {
        if (!isCellOf(table, situation)) return [];
        const row = rowFor(situation);
        const expected = answerOf(row, situation);
        const viewer = viewerOf(situation, table.rule ?? '');
        return [{ situation, viewer, facts: facts[nth] ?? {}, on: TODAY, row, expected }];
      });
      return { table, asked };
    });
  });
}

/** The first cell that a policy decides otherwise than matrix.md; undefined where there is none. */
export function firstDifference(disclosure: Disclosure<never>, asked: readonly Asked[]): Asked | undefined {
  return asked.find(({ viewer, facts, expected }) => decided(disclosure, viewer, facts) !== expected);
}
