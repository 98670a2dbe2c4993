import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aurora,
  beacon,
  cascade,
  cbp,
  compass,
  cpsc,
  entriesWithCast,
  entryNumber,
  epa,
  FILES,
  fda,
  idOf,
  nobody,
  TABLEWARE,
} from './cast.ts';

const HEADER = 'certification,entry_number,kind,lines,signed_by,signed_on';
const LATER = entryNumber('B7Q', 77);
const WHOLE = `CRT-1,${TABLEWARE},LAWFUL_IMPORTATION,,A. SIGNER,2026-10-02`;
const OF_LINES = `CRT-2,${TABLEWARE},CAATSA,3;2;1;2,B. SIGNER,2026-10-01`;
const OF_NOBODY = `CRT-3,${TABLEWARE},CAATSA,3,B. SIGNER,2026-09-30`;
const files = {
  ...FILES,
  'entry-certifications': [HEADER, WHOLE, OF_LINES, OF_NOBODY, `CRT-4,${LATER},CAATSA,,C. SIGNER,2026-10-01`],
};

let entries: DisposableSubgraph;
beforeAll(async () => {
  entries = await entriesWithCast(files);
});
afterAll(() => entries?.drop());

const DOCUMENT =
  'query ($id: ID!) { entry(id: $id) { certifications { number kind lines signedBy signedOn } } }';
async function told(viewer: Viewer) {
  const { data, statements } = await entries.ask({
    viewer,
    document: DOCUMENT,
    variables: { id: idOf('ent', TABLEWARE) },
  });
  const entry = data?.entry as { certifications: readonly { number: string; lines: number[] }[] } | null;
  return { certifications: entry?.certifications ?? null, statements };
}
const linesOf = async (viewer: Viewer) =>
  (await told(viewer)).certifications?.map(({ number, lines }) => `${number} ${lines}`) ?? null;

describe('EO 14411 § 3(a): what is certified with an entry', () => {
  test('whole, the latest first, its lines in order, in two statements', async () => {
    const { certifications, statements } = await told(cbp);
    expect(certifications).toEqual([
      {
        number: 'CRT-1',
        kind: 'LAWFUL_IMPORTATION',
        lines: [],
        signedBy: 'A. SIGNER',
        signedOn: '2026-10-02',
      },
      { number: 'CRT-2', kind: 'CAATSA', lines: [1, 2, 3], signedBy: 'B. SIGNER', signedOn: '2026-10-01' },
      { number: 'CRT-3', kind: 'CAATSA', lines: [3], signedBy: 'B. SIGNER', signedOn: '2026-09-30' },
    ]);
    expect(statements).toHaveLength(2);
  });

  test.each([
    ['the importer', aurora, ['CRT-1 ', 'CRT-2 1,2,3', 'CRT-3 3']],
    ['the broker that filed', beacon, ['CRT-1 ', 'CRT-2 1,2,3', 'CRT-3 3']],
    ['an agency, of its lines', fda, ['CRT-1 ', 'CRT-2 1,2']],
    ['another agency, of its own', cpsc, ['CRT-1 ', 'CRT-2 2']],
    ['an agency without a line', epa, null],
    ['another importer', cascade, null],
    ['another broker', compass, null],
    ['nobody', nobody, null],
  ] as const)('to %s', async (_who, viewer, expected) => {
    expect(await linesOf(viewer)).toEqual(expected);
  });

  test('who signed is a party, under the rule of parties', async () => {
    const rules = new Set([...fda.rules].filter((rule) => rule !== 'ENTRY_PARTIES'));
    const { certifications } = await told({ ...fda, rules });
    expect(certifications).toMatchObject([{ signedBy: null }, { signedBy: null }]);
  });

  test('a later row restates it; a row that cannot be read is put aside', async () => {
    const counts = await entries.feed('entry-certifications', [
      HEADER,
      OF_NOBODY.replace('B. SIGNER', 'D. SIGNER'),
      WHOLE.replace('LAWFUL_IMPORTATION', 'GOOD_WILL'),
      OF_LINES.replace('3;2;1;2', '0'),
    ]);
    expect(counts).toMatchObject({ accepted: 1, rejected: 2 });
    expect((await told(cbp)).certifications?.at(-1)).toMatchObject({
      number: 'CRT-3',
      signedBy: 'D. SIGNER',
    });
  });
});
