import type { Asked, DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  bazaar,
  beacon,
  CASCADE,
  CASCADE_NUMBER,
  CASE,
  cascade,
  cbp,
  cpsc,
  EVERGLADE,
  entriesWithCast,
  FILES,
  fda,
  idOf,
  lumen,
  meridian,
  nobody,
  PARCEL,
  SEIZURES,
  SUPPLEMENTS,
  seizureFile,
  TABLEWARE,
  vigil,
} from './cast.ts';

/** In the rows of a feed that hold all of these, what stands and what stands there in the other world. */
type Change = readonly [feed: string, rows: readonly string[], text: string, instead: string];

/** What an agency may not read: lines flagged to others or to none, what is not flagged to it at all, what is held. */
const HIDDEN_FROM_FDA: readonly Change[] = [
  ['entries', [TABLEWARE], 'STEEL BOLTS', 'BRASS BOLTS'],
  ['entries', [TABLEWARE, 'STEEL BOLTS'], '100.00', '999.00'],
  ['entries', [PARCEL], 'CERAMIC TABLEWARE', 'TOY RIFLES'],
  ['entries', [PARCEL], '300.00', '301.00'],
  ['violations', ['INV-F-0002'], 'MISCLASSIFICATION', 'UNDERVALUATION'],
  ['bills', ['INV-B-0003'], '40.00', '41.00'],
  ['seizures', [CASE.held], 'COUNTERFEIT SUNGLASSES', 'SOMETHING ELSE'],
  ['seizures', [CASE.ofTwoMarks, 'SHOES'], 'SHOES', 'BOOTS'],
];

/** What the owner of a right may not read of seizures on its mark, nor at all of others. */
const HIDDEN_FROM_LUMEN: readonly Change[] = [
  ['seizures', [], '23900.00', '100.00'],
  ['seizures', [], CASCADE_NUMBER, '264601-00005'],
  ['seizures', [], SUPPLEMENTS, TABLEWARE],
  ['seizures', [], 'PLASTIC GOODS', 'OTHER GOODS'],
  ['seizures', [CASE.ofTwoMarks], 'SHOES', 'BOOTS'],
  ['seizures', [CASE.unrecorded], 'MAIL', 'CARGO'],
  ['seizures', [CASE.detained], 'INVENTED OPTICAL WORKS', 'ANOTHER MAKER'],
  ['seizures', [CASE.detained], 'IMG-1', 'IMG-9'],
  ['seizures', [CASE.grayMarket], 'INVENTED EXPORTS', 'ANOTHER EXPORTER'],
  ['seizures', [CASE.abandoned], 'SUNGLASSES BEARING A MARK', 'SOMETHING ELSE'],
  ['seizures', [CASE.held], 'COUNTERFEIT SUNGLASSES', 'SOMETHING ELSE'],
  ['seizures', [CASE.beforeTheRecordation], '478', '1'],
  ['penalties', [CASE.seized], '9000.00', '1.00'],
];

/** What nobody without a relation may read: everything but recordations. */
const HIDDEN_FROM_STRANGERS: readonly Change[] = [
  ...HIDDEN_FROM_FDA,
  ...HIDDEN_FROM_LUMEN,
  ['entries', [], '2026-03-10', '2026-04-10'],
  ['seizures', [], '2026-11-04', '2026-11-03'],
  ['bills', [], '1250.00', '1.00'],
];

function changed(changes: readonly Change[]): typeof FILES {
  const files = Object.entries(FILES).map(([feed, lines]) => {
    const own = changes.filter(([of]) => of === feed);
    return [
      feed,
      lines.map((line) =>
        own
          .filter(([, rows]) => rows.every((text) => line.includes(text)))
          .reduce((row, [, , text, instead]) => row.replaceAll(text, instead), line),
      ),
    ];
  });
  return Object.fromEntries(files);
}

const OF_ALL_LINES = {
  description_at_entry: 'GOODS OF MANY KINDS',
  description_at_detention: 'GOODS BEARING MANY MARKS',
  description_at_seizure: 'GOODS COUNTERFEIT AND OTHER',
  quantity_at_entry: '9500',
  quantity_at_detention: '9480',
  quantity_at_seizure: '9478',
  domestic_value_usd: '99999.00',
};

const OF_OTHERS = {
  line_description: 'SHOES',
  line_description_at_entry: 'FOOTWEAR',
  line_description_at_detention: 'SHOES BEARING A MARK',
  line_description_at_seizure: 'COUNTERFEIT SHOES',
  line_quantity: '0.1',
  line_quantity_at_seizure: '9000',
  line_value_usd: '76099.00',
};

/** Whatever the documents say of a seizure as a whole. */
const WITH_OTHER_DOCUMENTS: typeof SEIZURES = SEIZURES.map((row) => ({ ...row, ...OF_ALL_LINES }));

/** And each seizure with two products more, under another's mark and under none. */
function withOtherLines(): typeof FILES {
  const seizures = WITH_OTHER_DOCUMENTS.flatMap((line, nth) => {
    if (SEIZURES[nth + 1]?.case_number === line.case_number) return [line];
    return [
      line,
      { ...line, ...OF_OTHERS, line: '8', recordation: 'TMK 07-00003', agencies: 'EPA' },
      { ...line, ...OF_OTHERS, line: '9', recordation: '', agencies: '' },
    ];
  });
  return { ...FILES, seizures: seizureFile(seizures) };
}

/** Of these cases other days, each with its order against the others turned round. */
function onOtherDays(days: Readonly<Record<string, Readonly<Record<string, string>>>>): typeof FILES {
  const seizures = SEIZURES.map((row) => ({ ...row, ...days[row.case_number ?? ''] }));
  return { ...FILES, seizures: seizureFile(seizures) };
}

/** Goods that are only presented, of which their owner is told something: the day of presentation is not it. */
const PRESENTED_LATER = onOtherDays({ [CASE.presentedWithImage]: { presented_on: '2026-11-06' } });

/** What is between CBP and the goods while neither stage nor events are told. */
const ACTED_ON_EARLIER = onOtherDays({
  [CASE.seized]: { presented_on: '2026-11-01', detained_on: '2026-11-01' },
  [CASE.grayMarket]: { presented_on: '2026-11-02', detained_on: '2026-11-02' },
});

const without = (viewer: Viewer, ...rules: readonly string[]): Viewer => ({
  ...viewer,
  rules: new Set([...viewer.rules].filter((rule) => !rules.includes(rule))),
});

const IMPORTERS = `query ($importers: [_Any!]!) { _entities(representations: $importers) { ... on Importer {
  entries { nodes { id number filedOn importer { id } broker { id } lines { nodes { number description agencies value } }
    seizures { id stage } } pageInfo { hasNextPage } }
  seizures { nodes { id stage description quantity { amount } domesticValue lines { number description agencies value } } }
  violations { nodes { findingNumber kind penalties { assessed } } }
  dutyAccount { owed outstanding bills { nodes { number amount } } } } } }`;
const RECORDATIONS = `{ myRecordations { nodes { number status seizures { nodes {
  id stage grounds environment importedOn port description quantity { amount } countryOfOrigin
  manufacturer { name } exporter { name } importerParty { name } redactedImages { reference } images { reference }
  caseNumber entry { id } importer { id } domesticValue lines { number description recordation { number } value }
  recordations { number } penalty { assessed } } } } } }`;
const ENTRY = 'query ($id: ID!) { entry(id: $id) { id filedOn number lines { nodes { description } } } }';
const SEIZURE =
  'query ($id: ID!) { seizure(id: $id) { stage grounds description quantity { amount } domesticValue images { reference } lines { description } } }';

const QUESTIONS = [
  ...[AURORA, CASCADE, EVERGLADE].map((id) => ({
    document: IMPORTERS,
    variables: { importers: [{ __typename: 'Importer', id }] },
  })),
  { document: RECORDATIONS, variables: {} },
  ...[TABLEWARE, PARCEL, SUPPLEMENTS].map((number) => ({
    document: ENTRY,
    variables: { id: idOf('ent', number) },
  })),
  ...Object.values(CASE).map((number) => ({ document: SEIZURE, variables: { id: idOf('sez', number) } })),
];

/** Which of two statements under way answers first is chance, and the order of the notes with it. */
function inOrder(answer: Asked): Asked {
  const key = ({ record, rule, mask }: Asked['disclosed'][number]) => `${record} ${rule} ${mask}`;
  return {
    ...answer,
    disclosed: [...answer.disclosed].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    statements: [...answer.statements].sort(),
  };
}

let one: DisposableSubgraph;
beforeAll(async () => {
  one = await entriesWithCast();
});
afterAll(() => one?.drop());

describe.each([
  ['what an agency may not read', changed(HIDDEN_FROM_FDA), [fda]],
  ['what an owner of rights may not read', changed(HIDDEN_FROM_LUMEN), [lumen]],
  [
    'what the documents say of a seizure as a whole',
    { ...FILES, seizures: seizureFile(WITH_OTHER_DOCUMENTS) },
    [fda, cpsc, lumen, meridian, vigil],
  ],
  [
    'lines of a seizure that an agency and owners of rights may not know of',
    withOtherLines(),
    [fda, lumen, vigil],
  ],
  [
    'what strangers may not read',
    changed(HIDDEN_FROM_STRANGERS),
    [nobody, bazaar, { ...beacon, subject: idOf('brk', '07999') }],
  ],
  [
    'the day on which goods that are no more than presented were',
    PRESENTED_LATER,
    [lumen, vigil, without(fda, 'SEIZURE_CLOCKS'), without(cascade, 'SEIZURE_CLOCKS')],
  ],
  [
    'the days of seizures whose stage and events are not granted',
    ACTED_ON_EARLIER,
    [fda, cascade, lumen, vigil].map((viewer) => without(viewer, 'SEIZURE_STAGE', 'SEIZURE_CLOCKS')),
  ],
] as const)('two worlds that differ only in %s', (_what, files, viewers) => {
  let other: DisposableSubgraph;
  beforeAll(async () => {
    other = await entriesWithCast(files);
  });
  afterAll(() => other?.drop());

  test.each(viewers as readonly Viewer[])('answer $audience alike', async (viewer) => {
    for (const question of QUESTIONS) {
      const here = inOrder(await one.ask({ viewer, ...question }));
      const there = inOrder(await other.ask({ viewer, ...question }));
      expect(here).toEqual(there);
    }
  });

  test('and do differ to CBP', async () => {
    const answers = await Promise.all(
      [one, other].map(async (world) => {
        const told = await Promise.all(QUESTIONS.map((question) => world.ask({ viewer: cbp, ...question })));
        return told.map(({ data }) => data);
      }),
    );
    expect(answers[0]).not.toEqual(answers[1]);
  });
});
