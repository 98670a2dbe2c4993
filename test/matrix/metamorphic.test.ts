import { describe, expect, test } from 'vitest';
import { type Situation, situations } from './cells.ts';
import { answerOf, judge, knows } from './judge.ts';
import { type Kind, readMatrix, type Table } from './read-matrix.ts';

const matrix = readMatrix();

/** The cells that differ from this one in some facts alone. */
function like(situation: Situation, over: Situation): Situation {
  return { ...situation, ...over };
}

function keyOf(situation: Situation): string {
  return Object.entries(situation)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('|');
}

interface Decided {
  readonly kind: Kind;
  readonly table: Table;
  /** Whether the cell is told; undefined: there is no such cell. */
  readonly tells: (situation: Situation) => boolean | undefined;
  readonly all: readonly Situation[];
}

const decided: readonly (readonly [string, Decided])[] = matrix.kinds.flatMap((kind) => {
  const all = situations(matrix, kind);
  const possible = new Set(all.map(keyOf));
  const isKnown = knows(kind);
  return kind.tables.map((table) => {
    const row = judge(table);
    const tells = (situation: Situation) =>
      possible.has(keyOf(situation))
        ? isKnown(situation) && answerOf(row(situation), situation).startsWith('disclose')
        : undefined;
    return [`${table.rule} of ${table.fields[0]}`, { kind, table, tells, all }] as const;
  });
});

/** Where the one is told and the other, which is more, is not. */
function lost({ tells, all }: Decided, more: (situation: Situation) => Situation | null): string[] {
  return all
    .filter((situation) => {
      const other = more(situation);
      return other !== null && tells(situation) === true && tells(other) === false;
    })
    .slice(0, 3)
    .map(keyOf);
}

describe('matrix.md: who has more is told no less', () => {
  test.each(decided)('%s: a right more takes no cell away', (_name, each) => {
    const granted = (situation: Situation) =>
      situation.agreement === 'not granted' ? like(situation, { agreement: 'granted' }) : null;
    expect(lost(each, granted)).toEqual([]);
  });

  test.each(decided)('%s: who stands in relation is told no less than a stranger', (_name, each) => {
    const related = (situation: Situation) =>
      situation.relation === 'stranger' ? like(situation, { relation: 'related' }) : null;
    expect(lost(each, related)).toEqual([]);
  });

  test.each(decided)('%s: a token takes nothing away that nobody needs one for', (_name, each) => {
    const { audiences } = each.table;
    const anybody = each.all.filter(
      (situation) => situation.agreement === 'none' && each.tells(situation) === true,
    );
    for (const audience of audiences ?? []) {
      if (audience === 'PUBLIC') continue;
      const named = lost({ ...each, all: anybody }, (situation) =>
        like(situation, { audience, agreement: 'granted' }),
      );
      expect([audience, named]).toEqual([audience, []]);
    }
  });
});

/** As goods go on where nothing is in the owner's way. */
const STAGES = [
  'PRESENTED',
  'DETAINED before notice',
  'DETAINED window open',
  'DETAINED window closed',
  'SEIZED',
  'FORFEITED',
];

describe('matrix.md: what the owner of a right is told at one stage it is told at the next', () => {
  const ofSeizures = decided.filter(([, { kind }]) => kind.name === 'Seizure');
  // 19 CFR 133.47 tells an eligible person before seizure, and an injured one after it.
  const isOfDevices = ({ basis }: Situation) => basis === 'DMCA';

  test.each(ofSeizures)('%s', (_name, each) => {
    const next = (situation: Situation) => {
      const after = STAGES[STAGES.indexOf(situation.stage ?? '') + 1];
      const isOwner = situation.audience === 'RIGHTS_HOLDER';
      return !isOwner ||
        isOfDevices(situation) ||
        !STAGES.includes(situation.stage ?? '') ||
        after === undefined
        ? null
        : like(situation, { stage: after });
    };
    expect(lost(each, next)).toEqual([]);
  });
});
