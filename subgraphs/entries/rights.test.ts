import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CASCADE_NUMBER,
  cascade,
  cbp,
  cpsc,
  entriesWithCast,
  FILES,
  fda,
  idOf,
  lumen,
  meridian,
  nobody,
  seizureFile,
  seizureRow,
  UNDOCUMENTED,
  vigil,
} from './cast.ts';

const WORK = 'COP 07-00002';
/** Of Lumen's, on one list of 19 CFR 133.47 each. */
const ELIGIBLE_WORK = 'COP 07-00011';
const INJURED_WORK = 'COP 07-00012';
const RECORDATIONS = [ELIGIBLE_WORK, INJURED_WORK].map(
  (number) => `${number},LISTED (INVENTED WORK),IPRR-07001,LUMEN OPTICS,REGISTERED,2021-01-01,2041-01-01,N`,
);
const DMCA_PERSONS = [`${ELIGIBLE_WORK},ELIGIBLE,2025-01-01,`, `${INJURED_WORK},INJURED,2025-01-01,`];

/** The importer's window ends on 2026-11-17. */
const DETAINED = { detained_on: '2026-11-04', detention_notice_on: '2026-11-05' };
const SEIZED = { ...DETAINED, seized_on: '2026-11-10', seizure_notice_on: '2026-11-12' };
const OLD = { presented_on: '2024-07-01', detained_on: '2024-07-03', detention_notice_on: '2024-07-05' };

const CASE = {
  detained: '2026-INV-000101-01',
  piratical: '2026-INV-000102-01',
  piraticalDetained: '2026-INV-000103-01',
  piraticalBefore2024: '2026-INV-000104-01',
  piraticalBefore2024Detained: '2026-INV-000105-01',
  circumvents: '2026-INV-000106-01',
  circumventsDetained: '2026-INV-000107-01',
  circumventsBeforeListed: '2026-INV-000108-01',
  twoBases: '2026-INV-000109-01',
  forcedLabor: '2026-INV-000110-01',
  held: '2026-INV-000111-01',
  grayPresented: '2026-INV-000112-01',
  circumventsReleased: '2026-INV-000113-01',
  circumventsEarly: '2026-INV-000114-01',
  circumventsInjured: '2026-INV-000115-01',
  circumventsSeizedEligible: '2026-INV-000116-01',
  uncounted: '2026-INV-000117-01',
} as const;

const SEIZURES = seizureFile([
  seizureRow(CASE.detained, DETAINED),
  seizureRow(CASE.piratical, { ...SEIZED, recordation: WORK, grounds: 'IPR_COPYRIGHT' }),
  seizureRow(CASE.piraticalDetained, { ...DETAINED, recordation: WORK, grounds: 'IPR_COPYRIGHT' }),
  seizureRow(CASE.piraticalBefore2024, {
    ...OLD,
    seized_on: '2024-07-20',
    recordation: WORK,
    grounds: 'IPR_COPYRIGHT',
    redacted_released_on: '2024-07-10',
    images_released_on: '2024-08-01',
  }),
  seizureRow(CASE.piraticalBefore2024Detained, {
    ...OLD,
    recordation: WORK,
    grounds: 'IPR_COPYRIGHT',
    redacted_released_on: '2024-07-10',
  }),
  seizureRow(CASE.circumvents, { ...SEIZED, recordation: WORK, grounds: 'DMCA' }),
  seizureRow(CASE.circumventsDetained, { ...DETAINED, recordation: WORK, grounds: 'DMCA' }),
  seizureRow(CASE.circumventsBeforeListed, {
    presented_on: '2024-12-01',
    seized_on: '2024-12-31',
    recordation: WORK,
    grounds: 'DMCA',
  }),
  seizureRow(CASE.twoBases, { ...SEIZED, grounds: 'IPR_TRADEMARK;GRAY_MARKET;NARCOTICS' }),
  seizureRow(CASE.twoBases, {
    ...SEIZED,
    grounds: 'IPR_TRADEMARK;GRAY_MARKET;NARCOTICS',
    line: '2',
    gray_market: 'Y',
    ...UNDOCUMENTED,
    line_description: 'LENSES',
    line_quantity: '5',
  }),
  seizureRow(CASE.twoBases, {
    ...SEIZED,
    grounds: 'IPR_TRADEMARK;GRAY_MARKET;NARCOTICS',
    line: '3',
    recordation: 'TMK 07-00003',
    agencies: 'CPS',
    ...UNDOCUMENTED,
    line_description: 'SHOES',
    line_description_at_seizure: 'COUNTERFEIT SHOES',
    line_quantity: '7',
    line_value_usd: '70.00',
  }),
  seizureRow(CASE.uncounted, {
    ...SEIZED,
    ...UNDOCUMENTED,
    line_description: '',
    line_quantity: '',
    line_value_usd: '',
  }),
  seizureRow(CASE.forcedLabor, { ...SEIZED, grounds: 'FORCED_LABOR' }),
  seizureRow(CASE.grayPresented, { gray_market: 'Y', redacted_released_on: '2026-11-03' }),
  seizureRow(CASE.circumventsReleased, {
    ...DETAINED,
    recordation: WORK,
    grounds: 'DMCA',
    images_released_on: '2026-11-18',
  }),
  seizureRow(CASE.circumventsEarly, {
    ...DETAINED,
    recordation: WORK,
    grounds: 'DMCA',
    images_released_on: '2026-11-17',
  }),
  seizureRow(CASE.circumventsInjured, {
    ...DETAINED,
    recordation: INJURED_WORK,
    grounds: 'DMCA',
    images_released_on: '2026-11-18',
  }),
  seizureRow(CASE.circumventsSeizedEligible, { ...SEIZED, recordation: ELIGIBLE_WORK, grounds: 'DMCA' }),
  seizureRow(CASE.held, { ...SEIZED, national_security_hold: 'Y' }),
]);

let entries: DisposableSubgraph;
beforeAll(async () => {
  entries = await entriesWithCast({
    ...FILES,
    recordations: [...(FILES.recordations ?? []), ...RECORDATIONS],
    'dmca-persons': [...(FILES['dmca-persons'] ?? []), ...DMCA_PERSONS],
    seizures: SEIZURES,
  });
});
afterAll(() => entries?.drop());

const id = (caseNumber: string) => idOf('sez', caseNumber);

async function read(viewer: Viewer, caseNumber: string, fields: string, now?: string) {
  const document = `query ($id: ID!) { seizure(id: $id) { ${fields} } }`;
  const variables = { id: id(caseNumber) };
  const answer = await entries.ask({ viewer, document, variables, ...(now === undefined ? {} : { now }) });
  return (answer.data as { seizure: Record<string, unknown> | null }).seizure;
}

const LIMITED_AND_PARTIES = 'port manufacturer { name } redactedImages { kind } images { kind }';
const SOME = { name: 'INVENTED OPTICAL WORKS' };

describe('each text of law, through the rows', () => {
  test.each([
    ['19 CFR 133.42, seized', CASE.piratical, '2704', SOME, null],
    ['19 CFR 133.42, detained', CASE.piraticalDetained, '2704', null, null],
    ['19 CFR 133.42 before 2024-08-23, seized', CASE.piraticalBefore2024, '2704', SOME, null],
    ['19 CFR 133.47, seized, injured person', CASE.circumvents, '2704', SOME, null],
  ])('%s', async (_case, caseNumber, port, manufacturer, images) => {
    expect(await read(lumen, caseNumber, LIMITED_AND_PARTIES)).toEqual({
      port,
      manufacturer,
      redactedImages: null,
      images,
    });
  });

  test.each([
    ['19 CFR 133.42 before 2024-08-23: nothing before seizure', lumen, CASE.piraticalBefore2024Detained],
    [
      '19 CFR 133.47: an eligible person has nothing that CBP has not released',
      lumen,
      CASE.circumventsDetained,
    ],
    ['19 CFR 133.47: not listed on the day of the event', lumen, CASE.circumventsBeforeListed],
    ['19 USC 1307 has no channel to owners of rights', lumen, CASE.forcedLabor],
    ['19 CFR 133.25: gray market, presented, an image marked released', lumen, CASE.grayPresented],
    ['19 CFR 133.47: an injured person has nothing before seizure', lumen, CASE.circumventsInjured],
    ['19 CFR 133.47: an eligible person has nothing from seizure on', lumen, CASE.circumventsSeizedEligible],
    ['19 CFR 133.47: released before the window closed', lumen, CASE.circumventsEarly],
  ])('%s: it is not there', async (_case, viewer, caseNumber) => {
    expect(await read(viewer, caseNumber, 'stage')).toBeNull();
  });

  test('19 CFR 133.47: an eligible person has images of goods detained, released after the window', async () => {
    expect(await read(lumen, CASE.circumventsReleased, `stage ${LIMITED_AND_PARTIES}`)).toEqual({
      stage: 'DETAINED',
      port: null,
      manufacturer: null,
      redactedImages: null,
      images: [{ kind: 'LABEL' }, { kind: 'PHOTOGRAPH' }],
    });
    expect(await read(lumen, CASE.circumventsReleased, 'stage', '2026-11-17T12:00:00Z')).toBeNull();
  });

  test.each([lumen, vigil])(
    '19 USC 1628a(d): held, to owner or agent no more than its id',
    async (viewer) => {
      expect(await read(viewer, CASE.held, 'id stage grounds port recordations { id }')).toEqual({
        id: id(CASE.held),
        stage: null,
        grounds: null,
        port: null,
        recordations: null,
      });
    },
  );

  test('19 CFR 133.47: no longer listed on the day asked', async () => {
    expect(await read(lumen, CASE.circumvents, 'stage', '2026-11-22T23:59:59Z')).toEqual({ stage: 'SEIZED' });
    expect(await read(lumen, CASE.circumvents, 'stage', '2026-11-23T00:00:00Z')).toBeNull();
  });
});

describe('lines of several owners and bases in one seizure', () => {
  const FIELDS = 'grounds description quantity { amount } domesticValue manufacturer { name }';

  test('an owner reads what its own lines were held for; the strictest basis of them counts', async () => {
    expect(await read(lumen, CASE.twoBases, FIELDS)).toEqual({
      grounds: ['GRAY_MARKET', 'IPR_TRADEMARK'],
      description: 'COUNTERFEIT SUNGLASSES; LENSES',
      quantity: { amount: 483 },
      domesticValue: null,
      manufacturer: null,
    });
    expect(await read(meridian, CASE.twoBases, FIELDS)).toEqual({
      grounds: ['IPR_TRADEMARK'],
      description: 'COUNTERFEIT SHOES',
      quantity: { amount: 7 },
      domesticValue: null,
      manufacturer: SOME,
    });
  });

  test('an agency reads its own lines, and no sum over those of others', async () => {
    expect(await read(cpsc, CASE.twoBases, FIELDS)).toMatchObject({
      description: 'COUNTERFEIT SHOES',
      quantity: { amount: 7 },
      domesticValue: '70.00',
    });
    expect(await read(cascade, CASE.twoBases, FIELDS)).toMatchObject({
      description: 'COUNTERFEIT SUNGLASSES',
      quantity: { amount: 478 },
      domesticValue: '23900.00',
    });
  });

  test('of its own lines alone an agency reads no sum of the documents either', async () => {
    expect(await read(fda, CASE.twoBases, FIELDS)).toMatchObject({
      description: 'COUNTERFEIT SUNGLASSES; LENSES',
      quantity: { amount: 483 },
      domesticValue: '47800.00',
    });
    for (const viewer of [fda, lumen]) {
      const told = { description: null, quantity: null, domesticValue: null };
      expect(await read(viewer, CASE.uncounted, FIELDS)).toMatchObject(told);
    }
    expect(await read(cascade, CASE.uncounted, FIELDS)).toMatchObject({
      description: 'COUNTERFEIT SUNGLASSES',
      quantity: { amount: 478 },
      domesticValue: '23900.00',
    });
  });

  test('a filter by ground finds by what the owner is told of', async () => {
    const document = `query ($number: String!, $ground: SeizureGround) { recordation(number: $number) {
      seizures(filter: { ground: $ground }) { nodes { id } } } }`;
    const found = async (viewer: Viewer, number: string, ground: string) => {
      const { data } = await entries.ask({ viewer, document, variables: { number, ground } });
      const { nodes } = (data as { recordation: { seizures: { nodes: { id: string }[] } } }).recordation
        .seizures;
      return nodes.some((seizure) => seizure.id === id(CASE.twoBases));
    };
    expect(await found(lumen, 'TMK 07-00001', 'GRAY_MARKET')).toBe(true);
    expect(await found(lumen, 'TMK 07-00001', 'NARCOTICS')).toBe(false);
    expect(await found(meridian, 'TMK 07-00003', 'GRAY_MARKET')).toBe(false);
    expect(await found(cbp, 'TMK 07-00003', 'NARCOTICS')).toBe(true);
  });
});

describe('verified agents, by the day', () => {
  const MINE = '{ myRecordations { nodes { number seizures { nodes { id } } } } }';
  const numbers = async (now: string) => {
    const { data } = await entries.ask({ viewer: vigil, document: MINE, now });
    const { nodes } = (data as { myRecordations: { nodes: { number: string; seizures: unknown }[] } })
      .myRecordations;
    return nodes.map(({ number }) => number);
  };

  test.each([
    ['2026-05-31T23:59:59Z', []],
    ['2026-06-01T00:00:00Z', ['TMK 07-00001']],
    ['2026-11-22T23:59:59Z', ['TMK 07-00001']],
    ['2026-11-23T00:00:00Z', []],
  ])('at %s: %o', async (now, expected) => {
    expect(await numbers(now)).toEqual(expected);
  });

  test.each([
    ['2026-11-22T12:00:00Z', { stage: 'DETAINED', port: '2704' }],
    ['2026-11-23T12:00:00Z', null],
  ])('one seizure at %s', async (now, expected) => {
    expect(await read(vigil, CASE.detained, 'stage port', now)).toEqual(expected);
    expect(await read(vigil, CASE.piratical, 'stage', now)).toBeNull();
  });
});

describe('19 CFR 133.7: a recordation in force on the day of the event and on the day asked', () => {
  const grace = (over: object) => ({
    number: 'TMK 07-00009',
    title: 'EDGE (INVENTED MARK)',
    effective_on: '2024-01-01',
    expires_on: '2026-08-24',
    ...over,
  });
  const feed = async (over: object) => {
    const row = {
      owner_reference: 'IPRR-07001',
      owner_name: 'LUMEN OPTICS',
      basis: '',
      gray_market: 'N',
      ...grace(over),
    };
    await entries.feed('recordations', [
      ...(FILES.recordations ?? []),
      Object.keys(RECORDATION_COLUMNS)
        .map((column) => (row as Record<string, string>)[column] ?? '')
        .join(','),
    ]);
  };
  const EDGE = '2026-INV-000120-01';
  const RECORDATION_COLUMNS = Object.fromEntries(
    (FILES.recordations?.[0] ?? '').split(',').map((name) => [name, name]),
  );

  test.each([
    ['the last day of grace', {}, '2026-11-22T23:59:59Z', true],
    ['the day after', {}, '2026-11-23T00:00:00Z', false],
    [
      'in force from the day of the event',
      { effective_on: '2026-11-04', expires_on: '2027-01-01' },
      '2026-11-22T12:00:00Z',
      true,
    ],
    [
      'in force from the day after it',
      { effective_on: '2026-11-05', expires_on: '2027-01-01' },
      '2026-11-22T12:00:00Z',
      false,
    ],
    ['in grace until the day of the event', { expires_on: '2026-08-06' }, '2026-11-04T12:00:00Z', true],
    ['out of grace on it', { expires_on: '2026-08-05' }, '2026-11-04T12:00:00Z', false],
  ])('%s', async (_case, over, now, isThere) => {
    await feed(over);
    await entries.feed(
      'seizures',
      seizureFile([seizureRow(EDGE, { ...DETAINED, recordation: 'TMK 07-00009' })]),
    );
    const found = await read(lumen, EDGE, 'port', now);
    expect(found).toEqual(isThere ? { port: '2704' } : null);
  });
});

describe('the owner of a right and the importer, of one release', () => {
  const DECIDE = `mutation ($input: SeizureReleaseInput!) { decideSeizureRelease(input: $input) { id decidedBy } }`;
  const ASK = `mutation ($input: SampleRequestInput!) { requestSample(input: $input) { id } }`;
  const READ =
    'releases { item decision decidedBy } samples { kind status bond { number } } imageRequests { id }';
  const of = { seizure: id(CASE.detained), recordation: idOf('rec', 'TMK 07-00001') };
  let minute = 10;
  const decide = (over: object) =>
    entries.ask({
      now: `2026-11-22T11:${minute++}:00Z`,
      viewer: { ...cbp, actor: 'officer-7' },
      document: DECIDE,
      variables: { input: { ...of, note: 'Decided.', ...over } },
    });

  test('the importer is told of what was released, not of what was asked or refused, nor of the bond', async () => {
    const bond = { number: 'INV-1', amount: '100.00', suretyCode: '998', basis: 'CFR_113_70' };
    await entries.ask({
      viewer: lumen,
      document: ASK,
      variables: { input: { ...of, kind: 'REDACTED', bond } },
    });
    const decided = await decide({ item: 'REDACTED_IMAGES', decision: 'RELEASE' });
    expect(decided.data).toMatchObject({ decideSeizureRelease: { decidedBy: 'officer-7' } });
    await decide({ item: 'IMAGES', decision: 'REFUSE' });
    expect(await read(cascade, CASE.detained, READ)).toEqual({
      releases: [{ item: 'REDACTED_IMAGES', decision: 'RELEASE', decidedBy: null }],
      samples: [],
      imageRequests: [],
    });
    await decide({ item: 'REDACTED_SAMPLE', decision: 'RELEASE' });
    expect(await read(cascade, CASE.detained, READ)).toMatchObject({
      releases: [{ item: 'REDACTED_IMAGES' }, { item: 'REDACTED_SAMPLE' }],
      samples: [{ kind: 'REDACTED', status: 'RELEASED', bond: null }],
    });
    expect(await read(lumen, CASE.detained, READ)).toMatchObject({
      releases: [{ decision: 'RELEASE' }, { decision: 'REFUSE' }, { decision: 'RELEASE' }],
      samples: [{ bond: { number: 'INV-1' } }],
    });
  });

  test('an agency, the public and another owner are told of none', async () => {
    expect(await read(fda, CASE.detained, READ)).toEqual({
      releases: null,
      samples: null,
      imageRequests: null,
    });
    expect(await read(nobody, CASE.detained, READ)).toBeNull();
    expect(await read(meridian, CASE.detained, READ)).toBeNull();
  });

  test('what was decided and asked is kept', async () => {
    for (const attack of [
      'delete from seizure_release',
      'truncate sample_request cascade',
      'update sample_step set note = null',
    ]) {
      await expect(entries.sql.unsafe(attack)).rejects.toThrow('are kept');
    }
  });

  test('one statement each, however many seizures', async () => {
    const document = `{ recordation(number: "TMK 07-00001") { seizures { nodes { ${READ.replace('decidedBy', '')} } } } }`;
    const { statements } = await entries.ask({ viewer: lumen, document });
    expect(statements).toHaveLength(5);
  });
});

describe('closed penalty cases', () => {
  test('of no case that is open, or whose seizure is held', async () => {
    const document = '{ closedPenalties { nodes { party assessed } } }';
    const read = async (now: string) => (await entries.ask({ viewer: nobody, document, now })).data;
    expect(await read('2026-10-29T12:00:00Z')).toEqual({ closedPenalties: { nodes: [] } });
    const closed = { party: 'CASCADE NUTRITION LLC', assessed: '48000.00' };
    expect(await read('2026-10-30T12:00:00Z')).toEqual({ closedPenalties: { nodes: [closed] } });
    await entries.feed('penalties', [
      'case_number,finding_number,importer_number,statute,assessed_usd,loss_of_revenue_usd,mitigated_usd,paid_usd,assessed_on,closed_on',
      `${CASE.held},,07-000000300,19 USC 1526(f),1.00,,,,2026-11-15,2026-11-16`,
      `${CASE.detained},,07-000000300,19 USC 1526(f),2.00,,,,2026-11-15,2026-11-16`,
    ]);
    const { closedPenalties } = (await read('2026-11-22T12:00:00Z')) as {
      closedPenalties: { nodes: { assessed: string; party: string | null }[] };
    };
    expect(closedPenalties.nodes.map(({ assessed }) => assessed).sort()).toEqual(['2.00', '48000.00']);
    expect(closedPenalties.nodes.find(({ assessed }) => assessed === '2.00')?.party).toBeNull();
  });

  test('the case of a seizure that is held is there for CBP alone, by way of its finding too', async () => {
    const document = `query ($importers: [_Any!]!) { _entities(representations: $importers) { ... on Importer {
      violations { nodes { findingNumber penalties { caseNumber } } } } } }`;
    const importers = [{ __typename: 'Importer', id: idOf('imp', CASCADE_NUMBER) }];
    const cases = async (viewer: Viewer) => {
      const { data } = await entries.ask({ viewer, document, variables: { importers } });
      const [{ violations }] = (
        data as { _entities: [{ violations: { nodes: { penalties: { caseNumber: string }[] }[] } }] }
      )._entities;
      return violations.nodes.flatMap(({ penalties }) => penalties.map(({ caseNumber }) => caseNumber));
    };
    await entries.feed('penalties', [
      'case_number,finding_number,importer_number,statute,assessed_usd,loss_of_revenue_usd,mitigated_usd,paid_usd,assessed_on,closed_on',
      `${CASE.held},INV-F-0001,07-000000300,19 USC 1526(f),3.00,,,,2026-11-15,`,
    ]);
    expect(await cases(cbp)).toContain(CASE.held);
    for (const viewer of [cascade, fda]) {
      expect(await cases(viewer)).toEqual(['2026-INV-P00001-01']);
    }
  });
});
