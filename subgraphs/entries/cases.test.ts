import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  AURORA_NUMBER,
  aurora,
  beacon,
  CASCADE,
  CASCADE_NUMBER,
  cascade,
  cbp,
  cpsc,
  entriesWithCast,
  FILES,
  fda,
  idOf,
  lumen,
  nobody,
  rowsOf,
  seizureFile,
  seizureRow,
} from './cast.ts';

const EVASION =
  'case_number,importer_number,order_number,merchandise,received_on,initiated_on,interim,interim_on,notified_on,extended,determination,determined_on,determination_notice_on,review_asked_on,review,reviewed_on,agencies';
const FORCED_LABOR =
  'detention_number,importer_number,entry_number,basis,order_reference,merchandise,origin,imported_on,presented_on,detained_on,notice_on,proof_on,outcome,decided_on,protested_on,protest,protest_decided_on,agencies';
const CLAIM =
  'claim_number,importer_number,entry_number,bond_number,breach,assessed_usd,mitigated_usd,paid_usd,noticed_on,petitioned_on,closed_on,agencies';

const UNTOLD = 'EAPA-INV-1';
const TOLD = 'EAPA-INV-2';
const ABANDONED = '2026-INV-000301-01';
const FORFEITED = '2026-INV-000302-01';
const SEIZED_FIRST = '2026-INV-000303-01';

const files = {
  'evasion-cases': rowsOf(EVASION.split(','), [
    {
      case_number: UNTOLD,
      importer_number: CASCADE_NUMBER,
      order_number: 'A-999-001',
      merchandise: 'SWEETENERS',
      received_on: '2026-08-03',
      initiated_on: '2026-08-20',
      extended: 'N',
      agencies: 'FDA',
    },
    {
      case_number: TOLD,
      importer_number: CASCADE_NUMBER,
      order_number: 'A-999-002',
      merchandise: 'SYRUPS',
      received_on: '2026-05-04',
      initiated_on: '2026-05-20',
      interim: 'MEASURES',
      interim_on: '2026-08-17',
      notified_on: '2026-08-21',
      extended: 'Y',
      agencies: 'CPS',
    },
    {
      case_number: 'EAPA-INV-3',
      importer_number: CASCADE_NUMBER,
      order_number: 'A-999-003',
      merchandise: 'SYRUPS',
      received_on: '2026-05-04',
      initiated_on: '2026-05-01',
      extended: 'N',
    },
  ]),
  'forced-labor-detentions': rowsOf(FORCED_LABOR.split(','), [
    {
      detention_number: 'FL-1',
      importer_number: CASCADE_NUMBER,
      basis: 'UFLPA',
      order_reference: 'LISTING 7',
      merchandise: 'COTTON',
      origin: 'XA',
      imported_on: '2026-10-01',
      presented_on: '2026-10-05',
      detained_on: '2026-10-07',
      outcome: 'EXCLUDED',
      decided_on: '2026-10-30',
      protested_on: '2026-11-09',
      agencies: 'FDA',
    },
  ]),
  'liquidated-damages': rowsOf(CLAIM.split(','), [
    {
      claim_number: 'LD-1',
      importer_number: CASCADE_NUMBER,
      breach: 'LATE_FILING',
      assessed_usd: '3000.00',
      mitigated_usd: '100.00',
      noticed_on: '2026-11-02',
    },
    {
      claim_number: 'LD-2',
      importer_number: AURORA_NUMBER,
      breach: 'LATE_PAYMENT',
      assessed_usd: '500.00',
      noticed_on: '2026-11-02',
    },
  ]),
};

let entries: DisposableSubgraph;
beforeAll(async () => {
  entries = await entriesWithCast({
    ...FILES,
    ...files,
    seizures: seizureFile([
      seizureRow(ABANDONED, { abandoned_on: '2026-11-10' }),
      seizureRow(FORFEITED, {
        detained_on: '2026-05-04',
        presented_on: '2026-05-01',
        seized_on: '2026-05-20',
        seizure_notice_on: '2026-05-22',
        forfeited_on: '2026-08-03',
        disposition: 'SOLD',
        disposed_on: '2026-11-02',
        disposed_by: 'CBP',
        disposition_authority: '19 USC 1526(e)',
        consent_asked_on: '2026-06-01',
        consent_answer: 'REFUSED',
        consent_answered_on: '2026-07-02',
      }),
      seizureRow(SEIZED_FIRST, { seized_on: '2026-11-05', abandoned_on: '2026-11-10' }),
    ]),
  });
});
afterAll(() => entries?.drop());

const NOW = '2026-11-22T12:00:00Z';
const CASES = `query ($importers: [_Any!]!) { _entities(representations: $importers) { ... on Importer {
  evasionCases { nodes { caseNumber stage hasInterimMeasures clocks { kind owedBy dueOn status } } }
  forcedLaborDetentions { nodes { detentionNumber outcome clocks { kind dueOn status } } }
  liquidatedDamages { nodes { claimNumber mitigation { least isBelowLeast rules { id amount } } clocks { kind dueOn status } } } } } }`;

interface Cases {
  readonly evasionCases: { readonly nodes: readonly Record<string, unknown>[] } | null;
  readonly forcedLaborDetentions: { readonly nodes: readonly Record<string, unknown>[] } | null;
  readonly liquidatedDamages: { readonly nodes: readonly Record<string, unknown>[] } | null;
}

const ask = (viewer: Viewer, id = CASCADE) =>
  entries.ask({
    viewer,
    document: CASES,
    variables: { importers: [{ __typename: 'Importer', id }] },
    now: NOW,
  });

async function casesTo(viewer: Viewer, id = CASCADE) {
  const { data } = await ask(viewer, id);
  return (data as { _entities: readonly Cases[] })._entities[0] as Cases;
}

const numbers = ({ evasionCases, forcedLaborDetentions, liquidatedDamages }: Cases) => [
  evasionCases?.nodes.map(({ caseNumber }) => caseNumber) ?? null,
  forcedLaborDetentions?.nodes.map(({ detentionNumber }) => detentionNumber) ?? null,
  liquidatedDamages?.nodes.map(({ claimNumber }) => claimNumber) ?? null,
];

describe('19 USC 1517, 19 CFR 165.15(d): cases, to whom', () => {
  test.each([
    ['CBP', cbp, [[UNTOLD, TOLD], ['FL-1'], ['LD-1']]],
    ['the importer: not of an investigation that it was not told of', cascade, [[TOLD], ['FL-1'], ['LD-1']]],
    ['a broker whose power of attorney has ended', beacon, [null, null, null]],
    ['an agency: what is flagged to it', fda, [[UNTOLD], ['FL-1'], []]],
    ['another importer', aurora, [null, null, null]],
    ['the owner of a right', lumen, [null, null, null]],
    ['nobody', nobody, [null, null, null]],
  ] as const)('%s', async (_who, viewer, expected) => {
    expect(numbers(await casesTo(viewer))).toEqual(expected);
  });

  test('a broker has those of its client of today', async () => {
    expect(numbers(await casesTo(beacon, AURORA))).toEqual([[], [], ['LD-2']]);
  });

  test('each list is one statement, however many importers', async () => {
    const importers = [CASCADE, AURORA].map((id) => ({ __typename: 'Importer', id }));
    const { statements } = await entries.ask({
      viewer: cbp,
      document: CASES,
      variables: { importers },
      now: NOW,
    });
    expect(statements).toHaveLength(3);
  });

  test('a row out of order is not taken', async () => {
    const rejected = await entries.sql`select field from quarantine`;
    expect(rejected).toEqual([{ field: 'initiated_on' }]);
  });

  test('clocks and floors as of today', async () => {
    const { evasionCases, forcedLaborDetentions, liquidatedDamages } = await casesTo(cascade);
    expect(evasionCases?.nodes[0]).toMatchObject({
      stage: 'INTERIM_MEASURES',
      clocks: expect.arrayContaining([
        { kind: 'EVASION_INTERIM_MEASURES', owedBy: 'CBP', dueOn: '2026-08-18', status: 'MET' },
        { kind: 'EVASION_DETERMINATION', owedBy: 'CBP', dueOn: '2027-05-15', status: 'RUNNING' },
      ]),
    });
    expect(forcedLaborDetentions?.nodes[0]).toMatchObject({
      clocks: expect.arrayContaining([
        { kind: 'PROTEST_DECISION', dueOn: '2026-12-09', status: 'RUNNING' },
        { kind: 'EXPORT_OR_PROTEST', dueOn: '2026-12-29', status: 'MET' },
      ]),
    });
    expect(liquidatedDamages?.nodes[0]).toMatchObject({
      mitigation: { least: '0.00', isBelowLeast: false, rules: [{ id: 'PN-003', amount: '0.00' }] },
      clocks: [{ kind: 'PETITION', dueOn: '2027-01-01', status: 'RUNNING' }],
    });
  });
});

const DUE = `query ($by: Date, $kind: ClockKind, $first: Int, $after: String) {
  clocksDue(by: $by, kind: $kind, first: $first, after: $after) {
    nodes { clock { kind dueOn status } seizure { caseNumber } evasionCase { caseNumber }
      forcedLaborDetention { detentionNumber } importer { id } }
    pageInfo { hasNextPage endCursor } } }`;

interface Due {
  readonly nodes: readonly {
    readonly clock: { readonly kind: string; readonly dueOn: string; readonly status: string };
    readonly seizure: { readonly caseNumber: string } | null;
    readonly evasionCase: { readonly caseNumber: string } | null;
    readonly forcedLaborDetention: { readonly detentionNumber: string } | null;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function due(variables: Readonly<Record<string, unknown>>, viewer: Viewer = cbp): Promise<Due | null> {
  const { data } = await entries.ask({ viewer, document: DUE, variables, now: NOW });
  return (data as { clocksDue: Due | null }).clocksDue;
}

describe('what CBP owes, of seizures and of cases in one list', () => {
  test('by day, whichever it is of', async () => {
    const all = await due({ by: '2027-12-31', first: 200 });
    const days = all?.nodes.map(({ clock }) => clock.dueOn) ?? [];
    expect(days).toEqual([...days].sort());
    expect(
      all?.nodes
        .filter(({ seizure }) => seizure === null)
        .map(({ clock, evasionCase, forcedLaborDetention }) => [
          clock.kind,
          clock.dueOn,
          evasionCase?.caseNumber ?? forcedLaborDetention?.detentionNumber,
        ]),
    ).toEqual([
      ['EVASION_INTERIM_MEASURES', '2026-11-18', UNTOLD],
      ['EVASION_NOTICE', '2026-11-23', UNTOLD],
      ['PROTEST_DECISION', '2026-12-09', 'FL-1'],
      ['EVASION_DETERMINATION', '2027-05-15', TOLD],
      ['EVASION_DETERMINATION', '2027-06-16', UNTOLD],
    ]);
  });

  test('page by page it is the same list, nothing left out', async () => {
    const whole = (await due({ by: '2027-12-31', first: 200 }))?.nodes ?? [];
    const paged: unknown[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Due | null = await due({ by: '2027-12-31', first: 2, after });
      paged.push(...(page?.nodes ?? []));
      if (page?.pageInfo.hasNextPage !== true) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThan(4);
  });

  test('of one kind, and to nobody but CBP', async () => {
    const one = await due({ by: '2026-12-31', kind: 'EVASION_INTERIM_MEASURES' });
    expect(one?.nodes.map(({ clock }) => clock.status)).toEqual(['MISSED']);
    expect(await due({}, fda)).toBeNull();
  });

  test('what is done leaves the list', async () => {
    const done = files['evasion-cases'].map((line) =>
      line.startsWith(UNTOLD)
        ? line.replace(',2026-08-20,,,', ',2026-08-20,NONE,2026-11-18,2026-11-20')
        : line,
    );
    const row = done[1] ?? '';
    await entries.feed('evasion-cases', [done[0] ?? '', row]);
    const one = await due({ by: '2026-12-31', kind: 'EVASION_INTERIM_MEASURES' });
    expect(one?.nodes).toEqual([]);
    expect(numbers(await casesTo(cascade))[0]).toEqual([UNTOLD, TOLD]);
  });
});

const SEIZURE = `query ($id: ID!) { seizure(id: $id) {
  abandonment { abandonedOn isBeforeSeizure commissionerBelief { recordedOn basis } }
  disposition { kind disposedOn by authority saleAllowedFrom }
  lines { consent { askedOn answer answeredOn } }
  clocks { kind owedBy dueOn metOn status } } }`;

const seizure = async (viewer: Viewer, caseNumber: string) => {
  const answer = await entries.ask({
    viewer,
    document: SEIZURE,
    variables: { id: idOf('sez', caseNumber) },
    now: NOW,
  });
  return { ...answer, told: (answer.data as { seizure: Record<string, unknown> | null }).seizure };
};

const believe = (caseNumber: string, believes: boolean, viewer: Viewer = cbp, now = NOW) =>
  entries.ask({
    viewer: { ...viewer, actor: 'officer-7' },
    now,
    document: `mutation ($input: AbandonmentBeliefInput!) { recordAbandonmentBelief(input: $input) {
      id abandonment { commissionerBelief { recordedOn basis } } } }`,
    variables: { input: { seizure: idOf('sez', caseNumber), believes, basis: 'Marks seen (invented).' } },
  });

describe('19 CFR 133.21(g), 19 USC 1526(e), EO 14411 § 5: what becomes of goods', () => {
  test.each([cbp, fda, cascade])('disposition and consent are there for $audience', async (viewer) => {
    const { told } = await seizure(viewer, FORFEITED);
    expect(told).toMatchObject({
      abandonment: null,
      disposition: {
        kind: 'SOLD',
        disposedOn: '2026-11-02',
        by: 'CBP',
        authority: '19 USC 1526(e)',
        saleAllowedFrom: '2026-11-01',
      },
      lines: [{ consent: { askedOn: '2026-06-01', answer: 'REFUSED', answeredOn: '2026-07-02' } }],
    });
  });

  test('an owner that answers late missed its thirty days, and reads its clock alone', async () => {
    const { told, withheld } = await seizure(lumen, FORFEITED);
    expect(told?.clocks).toContainEqual({
      kind: 'OWNER_CONSENT',
      owedBy: 'RIGHTS_HOLDER',
      dueOn: '2026-07-01',
      metOn: '2026-07-02',
      status: 'MISSED',
    });
    expect(told).toMatchObject({ disposition: null, abandonment: null });
    expect(withheld).toContainEqual(
      expect.objectContaining({ coordinate: 'Seizure.disposition', reason: 'AUDIENCE' }),
    );
    const importers = (await seizure(cascade, FORFEITED)).told?.clocks as readonly {
      readonly kind: string;
    }[];
    expect(importers.map(({ kind }) => kind)).not.toContain('OWNER_CONSENT');
  });
});

describe('EO 13785 § 4(b)(ii): what CBP believes of goods abandoned before seizure', () => {
  test('is recorded of such goods alone, and to CBP alone', async () => {
    expect((await believe(SEIZED_FIRST, true)).errors).toMatchObject([
      { message: expect.stringContaining('EO 13785 § 4(b)(ii)'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const recorded = await believe(ABANDONED, true);
    expect(recorded.data).toMatchObject({
      recordAbandonmentBelief: {
        abandonment: { commissionerBelief: { recordedOn: '2026-11-22', basis: 'Marks seen (invented).' } },
      },
    });
    expect((await seizure(cascade, ABANDONED)).told?.abandonment).toEqual({
      abandonedOn: '2026-11-10',
      isBeforeSeizure: true,
      commissionerBelief: null,
    });
    expect((await seizure(cbp, SEIZED_FIRST)).told?.abandonment).toMatchObject({ isBeforeSeizure: false });
  });

  test('recorded again it changes nothing; taken back it is gone, and what was recorded stands', async () => {
    await believe(ABANDONED, true, cbp, '2026-11-23T12:00:00Z');
    const kept = () =>
      entries.sql`select believes, recorded_on::text as on from abandonment_belief order by nth`;
    expect(await kept()).toEqual([{ believes: true, on: '2026-11-22' }]);
    await believe(ABANDONED, false, cbp, '2026-11-24T12:00:00Z');
    expect((await seizure(cbp, ABANDONED)).told?.abandonment).toMatchObject({ commissionerBelief: null });
    expect(await kept()).toHaveLength(2);
  });

  test('nobody but CBP may, and of no seizure it is null', async () => {
    expect((await believe(ABANDONED, true, cpsc)).data).toEqual({ recordAbandonmentBelief: null });
    expect((await believe('2026-INV-999999-01', true)).data).toEqual({ recordAbandonmentBelief: null });
  });
});

describe('EO 14411 §§ 2(d), 4(b): what standing is told of cases', () => {
  test('an excluded detention under protest is watched, interim measures from the day of the notice', async () => {
    const told = (await entries.published('finding')) as readonly Finding[];
    const cases = told
      .filter(({ rule }) => rule === 'GS-013' || rule === 'GS-014')
      .map(({ rule, subject, effect, validFrom, evidence }) => [
        rule,
        subject,
        effect,
        validFrom,
        evidence.map(({ kind }) => kind),
      ]);
    expect(cases).toEqual([
      ['GS-013', CASCADE, 'WATCH', '2026-08-21', ['EVASION_CASE']],
      ['GS-014', CASCADE, 'WATCH', '2026-10-30', ['FORCED_LABOR_DETENTION']],
    ]);
  });
});
