import { STAGE_COLUMNS, STAGES } from '@good-standing/schema/register-stages.ts';
import { describe, expect, test } from 'vitest';
import type { Situation } from './cells.ts';
import { judge, knows } from './judge.ts';
import { readMatrix } from './read-matrix.ts';

const seizure = readMatrix().kinds.find(({ name }) => name === 'Seizure');
if (seizure === undefined) throw new Error('matrix.md has no seizures');
const isKnown = knows(seizure);

/** The register's goods as matrix.md has them, in the register's order. */
const GOODS: readonly Situation[] = [
  { basis: 'trademark', person: 'none' },
  { basis: 'copyright before 2024-08-23', person: 'none' },
  { basis: 'gray market', person: 'none' },
  { basis: 'DMCA', person: 'eligible' },
  { basis: 'DMCA', person: 'injured' },
];
const COLUMNS: readonly string[] = [
  'PRESENTED',
  'DETAINED window open',
  'DETAINED window closed',
  'SEIZED',
  'FORFEITED',
  'ABANDONED',
  'RELEASED',
];
const ROWS = ['SEIZURE_LIMITED', 'SEIZURE_PARTIES', 'SEIZURE_REDACTED_IMAGES', 'SEIZURE_IMAGES'];

const OWNER: Situation = {
  audience: 'RIGHTS_HOLDER',
  agreement: 'granted',
  purpose: 'other',
  relation: 'related',
  hold: 'none',
  recordation: 'active',
  limited: 'none',
  redacted: 'none',
  images: 'none',
  asked: 'no',
  'importer warned': 'yes',
  'told of abandoned': 'no',
};
const RELEASED: Situation = { limited: 'released', redacted: 'released', images: 'released', asked: 'yes' };
const FLAG: Situation = { 'told of abandoned': 'yes' };

/** What matrix.md makes of one cell of the register: MUST, MAY, FLAG, GIVEN or NO. */
function wordFor(rule: string, situation: Situation): string {
  const table = seizure?.tables.find((each) => each.rule === rule);
  if (table === undefined) throw new Error(`matrix.md has no ${rule}`);
  const decide = judge(table);
  const tells = (more: Situation) => {
    const asked = { ...situation, ...more };
    return isKnown(asked) && decide(asked).answer.startsWith('disclose');
  };
  if (situation.stage === 'RELEASED') return tells({}) || tells(RELEASED) ? 'GIVEN' : 'NO';
  if (tells({})) return 'MUST';
  if (tells(RELEASED)) return 'MAY';
  return tells({ ...RELEASED, ...FLAG }) ? 'FLAG' : 'NO';
}

describe('what the register says of each stage is what matrix.md says', () => {
  test('every column and every table is compared', () => {
    expect([STAGE_COLUMNS.length, STAGES.length]).toEqual([COLUMNS.length, GOODS.length]);
  });

  test.each(STAGES.map((table, nth) => [table.goods, table.rows, GOODS[nth]] as const))(
    '%s',
    (_goods, rows, goods) => {
      const written = rows.map(({ cells }) => cells);
      const decided = ROWS.map((rule) =>
        COLUMNS.map((stage) => wordFor(rule, { ...OWNER, ...goods, stage })).join(' '),
      );
      expect(written).toEqual(decided);
    },
  );
});
