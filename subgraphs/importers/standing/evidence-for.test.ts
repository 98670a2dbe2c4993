import { expect, test } from 'vitest';
import { aurora, beacon, cbp, fda } from '../cast.ts';
import { evidenceFor } from './evidence-for.ts';

const item = (kind: string, isHeld?: true) => ({
  kind,
  record: `${kind} record`,
  observedOn: '2026-05-01',
  ...(isHeld ? { isHeld } : {}),
});
const evidence = [item('EXCLUSION'), item('VIOLATION'), item('PENALTY', true)];

test.each([
  ['CBP, its own', cbp, null, ['EXCLUSION', 'VIOLATION', 'PENALTY']],
  ['CBP, of an affiliate', cbp, 'imp_other', ['EXCLUSION', 'VIOLATION', 'PENALTY']],
  ['an agency', fda, null, ['EXCLUSION', 'VIOLATION']],
  ['the importer', aurora, null, ['EXCLUSION', 'VIOLATION']],
  ['the importer, of an affiliate', aurora, 'imp_other', ['EXCLUSION']],
  ['an agency, of an affiliate', fda, 'imp_other', ['EXCLUSION']],
  ['a broker, if it ever came here', beacon, 'imp_other', ['EXCLUSION']],
] as const)('%s', (_case, viewer, via, kinds) => {
  expect(evidenceFor(viewer, { evidence, via }).map(({ kind }) => kind)).toEqual(kinds);
});
