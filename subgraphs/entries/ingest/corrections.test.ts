import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CASCADE, CASCADE_NUMBER, idOf, rowsOf, seizureFile, seizureRow } from '../cast.ts';
import { definition } from '../subgraph.ts';

let entries: DisposableSubgraph;
let before = 0;

const RECORDATIONS = [
  'number,title,owner_reference,owner_name,basis,effective_on,expires_on,gray_market',
  'TMK 07-00001,LUMEN (INVENTED MARK),IPRR-07001,LUMEN OPTICS,REGISTERED,2021-01-01,2031-01-01,Y',
  'TMK 07-00003,MERIDIAN (INVENTED MARK),IPRR-07002,MERIDIAN FOOTWEAR,REGISTERED,2021-06-01,2031-06-01,N',
];
const AGENTS = ['recordation,agent_reference,from_on,until_on', 'TMK 07-00001,IPRR-07901,2026-06-01,'];

beforeAll(async () => {
  entries = await disposableSubgraph(definition);
  await entries.feed('recordations', RECORDATIONS);
  await entries.feed('recordation-agents', AGENTS);
});
beforeEach(async () => {
  await entries.sql`truncate seizure, seizure_line, violation, penalty`;
  before = (await entries.published('correction')).length;
});
afterAll(() => entries?.drop());

type Cells = Readonly<Record<string, string>>;

const NUMBER = '2026-INV-000001-01';
const SEIZURE = idOf('sez', NUMBER);
const LUMEN = idOf('own', 'IPRR-07001');
const VIGIL = idOf('own', 'IPRR-07901');
const MERIDIAN = idOf('own', 'IPRR-07002');

let files = 0;
/** A file is brought once: blank lines make it another. */
async function brings(feed: string, lines: readonly string[]): Promise<void> {
  files += 1;
  await entries.feed(feed, [...lines, ...Array.from({ length: files }, () => '')]);
}

/** `<record> <coordinate>… | <reader>…`, of what was published since the test began. */
async function told(): Promise<readonly string[]> {
  const items = (await entries.published('correction')).slice(before) as readonly {
    readonly record: string;
    readonly coordinates: readonly string[];
    readonly readers?: readonly string[];
  }[];
  return items
    .map(({ record, coordinates, readers }) =>
      [record, ...coordinates, ...(readers === undefined ? [] : ['|', ...readers])].join(' '),
    )
    .sort();
}

const sorted = (...texts: readonly string[]) => [...texts].sort();

async function restated(first: readonly Cells[], then: readonly Cells[]): Promise<readonly string[]> {
  const file = (rows: readonly Cells[]) => seizureFile(rows.map((row) => seizureRow(NUMBER, row)));
  await brings('seizures', file(first));
  await brings('seizures', file(then));
  expect(await entries.sql`select from correction`).toHaveLength(0);
  return told();
}

const DETAINED = { detained_on: '2026-11-04', detention_notice_on: '2026-11-05' };
const MERIDIANS = { line: '2', recordation: 'TMK 07-00003', agencies: 'CPS' };

test.each([
  ['the same', {}, []],
  ['what the next stage brings', { seized_on: '2026-11-10', images_released_on: '2026-11-12' }, []],
  ['the document of another stage', { description_at_entry: 'OTHER', quantity_at_seizure: '1' }, []],
  [
    'the answer of the importer',
    { importer_response: 'INSUFFICIENT', importer_responded_on: '2026-11-06' },
    [],
  ],
  ['a port', { port: '1401' }, [`${SEIZURE} Seizure.port`]],
  ['a day that was told', { detained_on: '2026-11-05' }, [`${SEIZURE} Seizure.stage`]],
  ['a day taken back', { detained_on: '' }, [`${SEIZURE} Seizure.stage`]],
  [
    'a party and images',
    { importer_address: '2 INVENTED WAY', images: 'IMG-2' },
    [`${SEIZURE} Seizure.importerParty Seizure.images`],
  ],
  ['the document of the stage', { quantity_at_detention: '481' }, [`${SEIZURE} Seizure.quantity`]],
  ['the grounds', { grounds: 'IPR_TRADEMARK;ORIGIN' }, [`${SEIZURE} Seizure.grounds | FDA OTHERS`]],
  ['a hold', { port: '1401', law_enforcement_hold: 'Y' }, []],
] as const)('5 USC 552a(c)(4): a seizure restated: %s', async (_what, over, expected) => {
  expect(await restated([DETAINED], [{ ...DETAINED, ...over }])).toEqual(expected);
});

test('of a line those are told who read it, and of a seizure of several none what all of them say', async () => {
  const lines = await restated(
    [DETAINED, { ...DETAINED, ...MERIDIANS }],
    [
      { ...DETAINED, description_at_detention: 'OTHER' },
      {
        ...DETAINED,
        ...MERIDIANS,
        description_at_detention: 'OTHER',
        line_quantity: '1',
        line_value_usd: '2',
      },
    ],
  );
  expect(lines).toEqual(
    sorted(
      `${SEIZURE} Seizure.description | OTHERS`,
      `${SEIZURE} Seizure.lines | CPS OTHERS ${MERIDIAN}`,
      `${SEIZURE} Seizure.quantity Seizure.domesticValue | CPS ${MERIDIAN}`,
      `${idOf('szl', `${SEIZURE}/2`)} SeizureLine.value`,
    ),
  );
});

test('a line that is gone or held under another recordation: its owner, its agent, its agency', async () => {
  expect(
    await restated(
      [DETAINED, { ...DETAINED, ...MERIDIANS }, { ...DETAINED, line: '3', recordation: '' }],
      [DETAINED, { ...DETAINED, line: '3', recordation: 'TMK 07-00001', gray_market: 'Y' }],
    ),
  ).toEqual(
    sorted(
      `${SEIZURE} Seizure.grounds | ${[LUMEN, VIGIL].sort().join(' ')}`,
      `${SEIZURE} Seizure.lines Seizure.recordations | ${['FDA', 'OTHERS', LUMEN, VIGIL].sort().join(' ')}`,
      `${SEIZURE} Seizure.lines | ${['CPS', 'OTHERS', MERIDIAN].sort().join(' ')}`,
    ),
  );
});

const VIOLATION: Cells = {
  finding_number: 'INV-F-0001',
  importer_number: CASCADE_NUMBER,
  entry_number: '',
  kind: 'CONTRABAND',
  culpability: 'FRAUD',
  statute: '19 USC 1592',
  found_on: '2026-08-10',
  final_on: '',
  status: 'PENDING',
  agencies: 'FDA',
};

test('a finding is read through its importer', async () => {
  const restate = (over: Cells) =>
    brings('violations', rowsOf(Object.keys(VIOLATION), [{ ...VIOLATION, ...over }]));
  await restate({});
  await restate({ status: 'FINAL', final_on: '2026-10-01' });
  expect(await told()).toEqual([]);
  await restate({ culpability: 'NEGLIGENCE', agencies: 'CPS' });
  expect(await told()).toEqual([`${CASCADE} Importer.violations | CPS FDA OTHERS`]);
});

const PENALTY: Cells = {
  case_number: NUMBER,
  finding_number: 'INV-F-0001',
  importer_number: CASCADE_NUMBER,
  statute: '19 USC 1592',
  assessed_usd: '48000',
  loss_of_revenue_usd: '',
  mitigated_usd: '',
  paid_usd: '',
  assessed_on: '2026-09-25',
  closed_on: '',
};

test('a penalty case is read through its seizure and its finding, and not where the seizure is held', async () => {
  const restate = (over: Cells) =>
    brings('penalties', rowsOf(Object.keys(PENALTY), [{ ...PENALTY, ...over }]));
  await brings('violations', rowsOf(Object.keys(VIOLATION), [VIOLATION]));
  await restate({});
  await restate({ mitigated_usd: '1', paid_usd: '1', closed_on: '2026-11-01' });
  expect(await told()).toEqual([]);
  await restate({ assessed_usd: '49000' });
  const expected = sorted(
    `${SEIZURE} Seizure.penalty | FDA OTHERS`,
    `${idOf('vio', 'INV-F-0001')} Violation.penalties | FDA OTHERS`,
  );
  expect(await told()).toEqual(expected);
  await brings('seizures', seizureFile([seizureRow(NUMBER, { national_security_hold: 'Y' })]));
  await restate({ assessed_usd: '50000' });
  expect(await told()).toEqual(expected);
});
