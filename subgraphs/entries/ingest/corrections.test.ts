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
  await entries.sql`truncate seizure, seizure_line, seizure_clock, violation, penalty`;
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
  [
    'a day that was told',
    { detained_on: '2026-11-05' },
    [`${SEIZURE} Seizure.clocks | FDA OTHERS`, `${SEIZURE} Seizure.stage Seizure.events`],
  ],
  [
    'a day taken back',
    { detained_on: '' },
    [`${SEIZURE} Seizure.clocks | FDA OTHERS`, `${SEIZURE} Seizure.stage Seizure.events`],
  ],
  [
    'the presentation, of which owners of rights are told nothing but the stage',
    { presented_on: '2026-11-03' },
    [
      `${SEIZURE} Seizure.clocks | FDA OTHERS`,
      `${SEIZURE} Seizure.events | FDA OTHERS`,
      `${SEIZURE} Seizure.stage`,
    ],
  ],
  [
    'the notice of detention, whose day starts what CBP owes to the owner',
    { detention_notice_on: '2026-11-06' },
    [
      `${SEIZURE} Seizure.clocks | FDA OTHERS ${LUMEN} ${VIGIL}`,
      `${SEIZURE} Seizure.events Seizure.detentionNotice`,
    ],
  ],
  [
    'a party and images',
    { importer_address: '2 INVENTED WAY', images: 'IMG-2' },
    [`${SEIZURE} Seizure.importerParty Seizure.images`],
  ],
  ['the document of the stage', { quantity_at_detention: '481' }, [`${SEIZURE} Seizure.quantity | OTHERS`]],
  [
    'what the document says of a line',
    { line_quantity_at_detention: '481', line_quantity_at_seizure: '9' },
    [`${SEIZURE} Seizure.quantity | FDA ${[LUMEN, VIGIL].sort().join(' ')}`],
  ],
  [
    'the agencies of a line, one of which is told of itself alone',
    { agencies: 'FDA;CPS' },
    [`${idOf('szl', `${SEIZURE}/1`)} SeizureLine.agencies | OTHERS`],
  ],
  ['the grounds', { grounds: 'IPR_TRADEMARK;ORIGIN' }, [`${SEIZURE} Seizure.grounds | FDA OTHERS`]],
  ['a hold', { port: '1401', law_enforcement_hold: 'Y' }, []],
] as const)('5 USC 552a(c)(4): a seizure restated: %s', async (_what, over, expected) => {
  expect(await restated([DETAINED], [{ ...DETAINED, ...over }])).toEqual(expected);
});

const ENDED: Cells = {
  ...DETAINED,
  disclosure_warnings: 'Y',
  importer_response: 'INSUFFICIENT',
  importer_responded_on: '2026-11-06',
  seized_on: '2026-11-10',
  seizure_notice_on: '2026-11-12',
  forfeited_on: '2026-11-16',
  disposition: 'DESTROYED',
  disposed_on: '2026-11-18',
  disposed_by: 'CBP',
  consent_asked_on: '2026-11-17',
};

test.each([
  ['the same', {}, []],
  [
    'what comes after',
    {
      importer_notified_on: '2026-11-20',
      disposition_authority: '19 USC 1526(e)',
      abandoned_on: '2026-11-20',
    },
    [],
  ],
  [
    'what was done, and by whom',
    { disposition: 'DONATED', disposed_by: 'THIRD_PARTY' },
    [`${SEIZURE} Seizure.disposition`],
  ],
  ['its day', { disposed_on: '2026-11-19' }, [`${SEIZURE} Seizure.disposition`]],
  ['that it was', { disposition: '', disposed_on: '', disposed_by: '' }, [`${SEIZURE} Seizure.disposition`]],
  [
    'the forfeiture, from which the sale is counted',
    { forfeited_on: '2026-11-17' },
    [`${SEIZURE} Seizure.stage Seizure.events Seizure.disposition`],
  ],
  ['what the notice warned of', { disclosure_warnings: 'N' }, [`${SEIZURE} Seizure.detentionNotice`]],
  [
    'what CBP finds of the answer',
    { importer_response: 'SUFFICIENT' },
    [`${SEIZURE} Seizure.detentionNotice`],
  ],
  [
    'the day of the answer, of which owners of rights are told nothing',
    { importer_responded_on: '2026-11-09' },
    [
      `${SEIZURE} Seizure.clocks | FDA OTHERS`,
      `${SEIZURE} Seizure.detentionNotice`,
      `${SEIZURE} Seizure.events | FDA OTHERS`,
    ],
  ],
  [
    'the notice of seizure, from which CBP owes the owner the parties',
    { seizure_notice_on: '2026-11-13' },
    [`${SEIZURE} Seizure.clocks | ${[LUMEN, VIGIL].sort().join(' ')}`, `${SEIZURE} Seizure.events`],
  ],
  [
    'when the owner was asked to consent',
    { consent_asked_on: '2026-11-18' },
    [
      `${SEIZURE} Seizure.clocks | ${[LUMEN, VIGIL].sort().join(' ')}`,
      `${idOf('szl', `${SEIZURE}/1`)} SeizureLine.consent`,
    ],
  ],
] as const)('5 USC 552a(c)(4): a case at its end restated: %s', async (_what, over, expected) => {
  expect(await restated([ENDED], [{ ...ENDED, ...over }])).toEqual(expected);
});

test.each([
  ['its day', { abandoned_on: '2026-11-10' }, ['Seizure.abandonment']],
  ['that it was after a seizure', { seized_on: '2026-11-06', forfeited_on: '' }, ['Seizure.abandonment']],
  ['a seizure that came after it', { seized_on: '2026-11-12' }, []],
] as const)('5 USC 552a(c)(4): an abandonment restated: %s', async (_what, over, expected) => {
  const gone = { ...DETAINED, abandoned_on: '2026-11-09' };
  const coordinates = (await restated([gone], [{ ...gone, ...over }])).flatMap((line) => line.split(' '));
  expect(coordinates.filter((coordinate) => coordinate === 'Seizure.abandonment')).toEqual(expected);
});

test('an answer that was recorded here is not corrected by what the source has', async () => {
  await brings('seizures', seizureFile([seizureRow(NUMBER, ENDED)]));
  await entries.sql`
    update seizure set recorded_response = 'SUFFICIENT', recorded_response_on = '2026-11-07' where id = ${SEIZURE}`;
  await brings('seizures', seizureFile([seizureRow(NUMBER, { ...ENDED, importer_response: 'SUFFICIENT' })]));
  expect(await told()).toEqual([]);
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
      `${SEIZURE} Seizure.domesticValue | CPS ${MERIDIAN}`,
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
  appealed_on: '',
  appeal_outcome: '',
  appeal_decided_on: '',
  agencies: 'FDA',
};

test('a finding is read through its importer', async () => {
  const restate = (over: Cells) =>
    brings('violations', rowsOf(Object.keys(VIOLATION), [{ ...VIOLATION, ...over }]));
  await restate({});
  await restate({ status: 'FINAL', final_on: '2026-10-01' });
  expect(await told()).toEqual([]);
  await restate({ status: 'FINAL', final_on: '2026-10-01', appealed_on: '2026-10-05' });
  expect(await told()).toEqual([]);
  await restate({ culpability: 'NEGLIGENCE', status: 'FINAL', final_on: '2026-10-01', agencies: 'CPS' });
  expect(await told()).toEqual([`${CASCADE} Importer.violations | CPS FDA OTHERS`]);
});

test('the day on which a finding became final is corrected where it was another before', async () => {
  const restate = (over: Cells) =>
    brings('violations', rowsOf(Object.keys(VIOLATION), [{ ...VIOLATION, status: 'FINAL', ...over }]));
  await restate({ final_on: '2026-10-01' });
  await restate({ final_on: '2026-10-02' });
  expect(await told()).toEqual([`${CASCADE} Importer.violations | FDA OTHERS`]);
});

const EVASION: Cells = {
  case_number: 'EAPA-INV-1',
  importer_number: CASCADE_NUMBER,
  order_number: 'A-999-001',
  merchandise: 'SWEETENERS',
  received_on: '2026-05-04',
  initiated_on: '2026-05-20',
  interim: 'MEASURES',
  interim_on: '2026-08-17',
  notified_on: '2026-08-21',
  extended: 'N',
  determination: '',
  determined_on: '',
  determination_notice_on: '',
  review_asked_on: '',
  review: '',
  reviewed_on: '',
  agencies: 'FDA',
};
const UNTOLD = { interim: '', interim_on: '', notified_on: '' };

test.each([
  ['what the next step brings', {}, { determination: 'AFFIRMATIVE', determined_on: '2026-11-02' }, []],
  ['a step', {}, { interim: 'NONE' }, [`${CASCADE} Importer.evasionCases | FDA OTHERS`]],
  ['the merchandise', {}, { merchandise: 'SYRUPS' }, [`${CASCADE} Importer.evasionCases | FDA OTHERS`]],
  ['before anybody was told of it', UNTOLD, { ...UNTOLD, merchandise: 'SYRUPS' }, []],
] as const)('a case of evasion restated: %s', async (_what, first, then, expected) => {
  await entries.sql`delete from evasion_case`;
  const restate = (over: Cells) =>
    brings('evasion-cases', rowsOf(Object.keys(EVASION), [{ ...EVASION, ...over }]));
  await restate(first);
  await restate(then);
  expect(await told()).toEqual(expected);
});

const FORCED_LABOR: Cells = {
  detention_number: 'FL-1',
  importer_number: CASCADE_NUMBER,
  entry_number: '',
  basis: 'UFLPA',
  order_reference: 'LISTING 7',
  merchandise: 'COTTON',
  origin: 'XA',
  imported_on: '2026-10-01',
  presented_on: '2026-10-05',
  detained_on: '2026-10-07',
  notice_on: '2026-10-09',
  proof_on: '',
  outcome: '',
  decided_on: '',
  protested_on: '',
  protest: '',
  protest_decided_on: '',
  agencies: 'FDA',
};
const CLAIM: Cells = {
  claim_number: 'LD-1',
  importer_number: CASCADE_NUMBER,
  entry_number: '',
  bond_number: '',
  breach: 'LATE_FILING',
  assessed_usd: '3000.00',
  mitigated_usd: '',
  paid_usd: '',
  noticed_on: '2026-11-02',
  petitioned_on: '2026-11-09',
  closed_on: '',
  agencies: 'FDA',
};

test.each([
  ['forced-labor-detentions', FORCED_LABOR, { outcome: 'EXCLUDED', decided_on: '2026-11-04' }, []],
  [
    'forced-labor-detentions',
    FORCED_LABOR,
    { notice_on: '2026-10-12' },
    [`${CASCADE} Importer.forcedLaborDetentions | FDA OTHERS`],
  ],
  [
    'forced-labor-detentions',
    FORCED_LABOR,
    { presented_on: '2026-10-06' },
    [`${CASCADE} Importer.forcedLaborDetentions | FDA OTHERS`],
  ],
  ['liquidated-damages', CLAIM, { mitigated_usd: '1500.00', closed_on: '2026-11-20' }, []],
  [
    'liquidated-damages',
    CLAIM,
    { petitioned_on: '2026-11-10' },
    [`${CASCADE} Importer.liquidatedDamages | FDA OTHERS`],
  ],
] as const)('%s restated: %o, %o', async (feed, row, over, expected) => {
  await entries.sql`delete from forced_labor_detention`;
  await entries.sql`delete from liquidated_damages`;
  await brings(feed, rowsOf(Object.keys(row), [row]));
  await brings(feed, rowsOf(Object.keys(row), [{ ...row, ...over }]));
  expect(await told()).toEqual(expected);
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
