import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type Asked,
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from './subgraph.ts';

const broker = (license: string) => recordId('brk', testSecret.ids, license);
const importer = (nth: number) => recordId('imp', testSecret.ids, `07-000000${nth}00`);
const [BEACON, COMPASS] = [broker('07001'), broker('07002')];
const [AURORA, BOREALIS, CASCADE, DUNE] = [importer(1), importer(2), importer(3), importer(4)];

const rules = new Set(['BROKER_RECORD', 'BROKER_CLIENTS', 'ENTRY_ELIGIBILITY', 'CTPAT_STATUS']);
const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP', actor: 'officer-1' };
const fda: Viewer = { ...PUBLIC_VIEWER, audience: 'PGA', agency: 'FDA', rules };
const beacon: Viewer = { ...PUBLIC_VIEWER, audience: 'BROKER', subject: BEACON, rules };
const compass: Viewer = { ...beacon, subject: COMPASS };
const aurora: Viewer = { ...PUBLIC_VIEWER, audience: 'IMPORTER', subject: AURORA, rules };
const everyoneElse: readonly (readonly [string, Viewer])[] = [
  ['an agency', fda],
  ['an importer', aurora],
  ['a platform', { ...PUBLIC_VIEWER, audience: 'PLATFORM', rules }],
  ['nobody', PUBLIC_VIEWER],
];

let brokers: DisposableSubgraph;

beforeAll(async () => {
  brokers = await disposableSubgraph(definition);
  await brokers.feed('brokers', [
    'license_number,name,filer_codes,ctpat_consent',
    '07001,BEACON CUSTOMS BROKERAGE,B8Q;B7Q,N',
    '07002,COMPASS CLEARANCE,C3K,Y',
  ]);
  await brokers.feed('broker-statuses', [
    'license_number,programme,status,from_on,until_on',
    '07001,LICENSE,ACTIVE,2015-03-01,',
    '07001,CTPAT,CERTIFIED,2019-01-01,2020-12-31',
    '07001,CTPAT,VALIDATED,2021-01-01,',
    '07002,LICENSE,SUSPENDED,2026-07-01,',
  ]);
  await brokers.feed('broker-clients', [
    'license_number,importer_number,from_on,until_on',
    '07001,07-000000100,2020-01-01,',
    '07001,07-000000200,2020-01-01,',
    '07001,07-000000300,2020-01-01,2026-06-30',
    '07001,07-000000400,2020-01-01,',
    '07002,07-000000100,2020-01-01,',
  ]);
  await brokers.sql`
    insert into jurisdiction (importer_id, agency, first_on, last_on)
    values (${AURORA}, 'FDA', '2025-01-01', '2026-01-01')`;
});
afterAll(() => brokers?.drop());

let instant = 0;

/** Importers states the standing of an importer: not good on these days. */
async function notGood(subject: string, ...days: readonly (readonly [from: string, until: string | null])[]) {
  instant += 1;
  const spans = days.map(([from, until]) => ({ from, until, status: 'NOT_GOOD' }));
  await stated(subject, `2026-11-01T00:00:${String(instant).padStart(2, '0')}Z`, spans);
}

async function stated(subject: string, statedAt: string, spans: readonly object[]) {
  const heard = definition.consumers.find(({ topic }) => topic === 'importer-standing');
  const good = { from: '2020-01-31', until: null, status: 'GOOD' };
  const items = [{ importerId: subject, statedAt, spans: [good, ...spans] }];
  await brokers.sql.begin((tx) => heard?.apply(tx, items as never));
}

const does = (viewer: Viewer, field: string, input: object, selection = 'id') =>
  brokers.ask({
    viewer,
    document: `mutation ($input: ${INPUTS[field]}!) { done: ${field}(input: $input) { ${selection} } }`,
    variables: { input },
  });

const INPUTS: Readonly<Record<string, string>> = {
  recordIdentityVerification: 'IdentityVerificationInput',
  recordDueDiligence: 'DueDiligenceInput',
  openBrokerFinding: 'BrokerFindingInput',
  designateBrokerAsImporterOfRecord: 'DesignationInput',
};

const done = <Row>(answer: Asked) => (answer.data as { done: Row | null } | null)?.done ?? null;
const idOf = (answer: Asked) => done<{ id: string }>(answer)?.id ?? '';
const message = (answer: Asked) => answer.errors?.[0]?.message;

describe('19 USC 1641(i), BR-002: a broker verifies who its clients are', () => {
  const VERIFIED = {
    importer: AURORA,
    verifiedOn: '2026-11-20',
    elements: ['PHYSICAL_ADDRESS', 'LEGAL_NAME', 'LEGAL_NAME'],
    reference: 'file 12',
  };
  const OF_BEACON = `{ broker(id: "${BEACON}") {
    verifications { nodes { verifiedOn elements reference renewBy recordedAt broker { id } importer { id } } }
    unverifiedClients { nodes { id } }
  } }`;

  test('records it once, and the client is no longer among the unverified', async () => {
    const before = await brokers.ask({ viewer: beacon, document: OF_BEACON });
    const unverified = (answer: Asked) =>
      (
        answer.data as { broker: { unverifiedClients: { nodes: { id: string }[] } } }
      ).broker.unverifiedClients.nodes
        .map(({ id }) => id)
        .sort();
    expect(unverified(before)).toEqual([AURORA, BOREALIS, DUNE].sort());
    const first = await does(beacon, 'recordIdentityVerification', VERIFIED);
    const again = await does(beacon, 'recordIdentityVerification', VERIFIED);
    expect(idOf(first)).toMatch(/^idv_/);
    expect(idOf(again)).toBe(idOf(first));
    const after = await brokers.ask({ viewer: beacon, document: OF_BEACON });
    expect(unverified(after)).toEqual([BOREALIS, DUNE].sort());
    expect(after.data).toMatchObject({
      broker: {
        verifications: {
          nodes: [
            {
              verifiedOn: '2026-11-20',
              elements: ['LEGAL_NAME', 'PHYSICAL_ADDRESS'],
              reference: 'file 12',
              renewBy: '2027-11-20',
              broker: { id: BEACON },
              importer: { id: AURORA },
            },
          ],
        },
      },
    });
    const later = await brokers.ask({ viewer: beacon, document: OF_BEACON, now: '2027-11-21T12:00:00Z' });
    expect(unverified(later)).toEqual([AURORA, BOREALIS, DUNE].sort());
  });

  test.each([
    ['of an importer that is no client any more', beacon, { ...VERIFIED, importer: CASCADE }],
    [
      'of an importer that nobody knows',
      beacon,
      { ...VERIFIED, importer: recordId('imp', testSecret.ids, 'x') },
    ],
    ['of another broker’s client', compass, { ...VERIFIED, importer: BOREALIS }],
  ])('%s there is nothing', async (_case, viewer, input) => {
    const answer = await does(viewer, 'recordIdentityVerification', input);
    expect([done(answer), answer.errors]).toEqual([null, undefined]);
  });

  test.each([
    [{ elements: [] }, 'elements: expected at least one, got none'],
    [{ verifiedOn: '2026-11-23' }, 'verifiedOn: expected 2026-11-22 or a day before, got 2026-11-23'],
    [{ reference: ' ' }, 'reference: expected 1 to 100 characters, got 0'],
  ])('%j is refused', async (changed, expected) => {
    expect(message(await does(beacon, 'recordIdentityVerification', { ...VERIFIED, ...changed }))).toBe(
      expected,
    );
  });

  test.each([['another broker', compass] as const, ...everyoneElse])(
    '%s reads none of it',
    async (_who, viewer) => {
      const answer = await brokers.ask({ viewer, document: OF_BEACON });
      expect(answer.data).toEqual({ broker: { verifications: null, unverifiedClients: null } });
      expect(answer.disclosed).toEqual([]);
    },
  );
});

describe('19 CFR 111.32, 111.39, BR-004: what a broker documents of due diligence', () => {
  const ADVISED = {
    importer: CASCADE,
    kind: 'ADVISED_OF_ERROR',
    on: '2026-06-30',
    note: 'Invented: wrong origin.',
  };

  test('is taken for a day on which the importer was a client, and read by the broker and CBP', async () => {
    const recorded = await does(beacon, 'recordDueDiligence', ADVISED);
    expect(idOf(recorded)).toMatch(/^ddr_/);
    expect(idOf(await does(beacon, 'recordDueDiligence', ADVISED))).toBe(idOf(recorded));
    const document = `{ broker(id: "${BEACON}") { dueDiligence { nodes { kind on note importer { id } } } } }`;
    const { importer: id, ...said } = ADVISED;
    for (const viewer of [beacon, cbp]) {
      const answer = await brokers.ask({ viewer, document });
      expect(answer.data).toEqual({ broker: { dueDiligence: { nodes: [{ ...said, importer: { id } }] } } });
    }
    const others = await brokers.ask({ viewer: compass, document });
    expect(others.data).toEqual({ broker: { dueDiligence: null } });
  });

  test('not for a day after', async () => {
    expect(done(await does(beacon, 'recordDueDiligence', { ...ADVISED, on: '2026-07-01' }))).toBeNull();
  });
});

describe('EO 14411 § 4(a): a finding, its answer and its end', () => {
  const FOUND = {
    broker: BEACON,
    kind: 'DUE_DILIGENCE',
    importers: [CASCADE],
    foundOn: '2026-10-01',
    basis: 'Invented: no advice on file.',
  };
  const FINDING = `id kind state outcome respondBy importers { id } steps { step outcome note } dueDiligence { kind }`;
  const act = (viewer: Viewer, field: string, args: string, now?: string) =>
    brokers.ask({
      viewer,
      document: `mutation { done: ${field}(${args}) { state outcome steps { step outcome note } } }`,
      ...(now === undefined ? {} : { now }),
    });
  let id: string;

  test('opened by CBP, it is read by the broker with what it documented for the client', async () => {
    const opened = await does(cbp, 'openBrokerFinding', FOUND, FINDING);
    id = idOf(opened);
    expect(done(opened)).toEqual({
      id,
      kind: 'DUE_DILIGENCE',
      state: 'OPEN',
      outcome: null,
      respondBy: '2026-12-22',
      importers: [{ id: CASCADE }],
      steps: [{ step: 'OPENED', outcome: null, note: FOUND.basis }],
      dueDiligence: [{ kind: 'ADVISED_OF_ERROR' }],
    });
    expect(idOf(await does(cbp, 'openBrokerFinding', FOUND))).toBe(id);
    const document = `{ broker(id: "${BEACON}") { findings { nodes { id kind } } } }`;
    const own = await brokers.ask({ viewer: beacon, document });
    expect(own.data).toEqual({ broker: { findings: { nodes: [{ id, kind: 'DUE_DILIGENCE' }] } } });
    for (const [, viewer] of [['another broker', compass] as const, ...everyoneElse]) {
      const answer = await brokers.ask({ viewer, document });
      expect(answer.data).toEqual({ broker: { findings: null } });
    }
  });

  test('a sanction waits for the broker, which responds; then CBP decides, and the broker petitions', async () => {
    const hasty = await act(cbp, 'closeBrokerFinding', `id: "${id}", outcome: WARNING, note: "at once"`);
    expect(message(hasty)).toContain('19 CFR 111.92(a)');
    expect(done(await act(compass, 'appealBrokerFinding', `id: "${id}", note: "not mine"`))).toBeNull();
    const answered = await act(beacon, 'appealBrokerFinding', `id: "${id}", note: "we advised"`);
    expect(done(answered)).toMatchObject({ state: 'APPEALED', outcome: null });
    await act(beacon, 'appealBrokerFinding', `id: "${id}", note: "again"`);
    const decided = await act(
      cbp,
      'closeBrokerFinding',
      `id: "${id}", outcome: MAXIMUM_PENALTY, note: "late"`,
    );
    expect(done(decided)).toMatchObject({ state: 'CLOSED', outcome: 'MAXIMUM_PENALTY' });
    await act(beacon, 'appealBrokerFinding', `id: "${id}", note: "petition"`);
    const overturned = await act(
      cbp,
      'closeBrokerFinding',
      `id: "${id}", outcome: OVERTURNED, note: "right"`,
    );
    expect(done(overturned)).toEqual({
      state: 'CLOSED',
      outcome: 'OVERTURNED',
      steps: [
        { step: 'OPENED', outcome: null, note: FOUND.basis },
        { step: 'APPEALED', outcome: null, note: 'we advised' },
        { step: 'CLOSED', outcome: 'MAXIMUM_PENALTY', note: 'late' },
        { step: 'APPEALED', outcome: null, note: 'petition' },
        { step: 'CLOSED', outcome: 'OVERTURNED', note: 'right' },
      ],
    });
    const final = await act(beacon, 'appealBrokerFinding', `id: "${id}", note: "more"`);
    expect(message(final)).toBe(
      'id: expected a finding that is not final, this one is closed with OVERTURNED',
    );
  });

  test('CBP’s worklist, by state', async () => {
    const list = async (viewer: Viewer, state: string) =>
      (
        await brokers.ask({
          viewer,
          document: `{ brokerFindings(state: ${state}) { nodes { id } } }`,
        })
      ).data;
    expect(await list(cbp, 'CLOSED')).toEqual({ brokerFindings: { nodes: [{ id }] } });
    expect(await list(cbp, 'OPEN')).toEqual({ brokerFindings: { nodes: [] } });
    expect(await list(beacon, 'CLOSED')).toEqual({ brokerFindings: null });
  });

  test.each([
    [{ importers: [importer(9)] }, 'importers: expected importers that the broker acts or acted for'],
    [{ importers: ['imp_1'] }, 'importers: expected the id of one importer, got "imp_1"'],
    [{ basis: '' }, 'basis: expected 1 to 2000 characters, got 0'],
  ])('%j is refused', async (changed, expected) => {
    expect(message(await does(cbp, 'openBrokerFinding', { ...FOUND, ...changed }))).toBe(expected);
  });

  test('of no broker there is nothing', async () => {
    expect(
      done(await does(cbp, 'openBrokerFinding', { ...FOUND, broker: broker('x'), importers: [] })),
    ).toBeNull();
  });
});

describe('EO 14411 § 4(a), BR-003: repeated representation comes to a person, never of itself', () => {
  const REVIEW = `{ brokersForReview { nodes {
    broker { id } clientCount clients { importer { id } from until } reviews { decision } dueDiligence { kind }
  } } }`;
  const COUNT = `{ broker(id: "${BEACON}") { repeatNoncompliantClientCount } }`;
  const upForReview = async () =>
    (await brokers.ask({ viewer: cbp, document: REVIEW })).data as {
      brokersForReview: { nodes: { clientCount: number }[] };
    };
  const decide = (decision: string) =>
    brokers.ask({
      viewer: cbp,
      document: `mutation {
        done: decideRepresentationReview(broker: "${BEACON}", decision: ${decision}, note: "invented") {
          id clientCount decision finding { kind state importers { id } }
        }
      }`,
    });

  test('two clients are counted, and no more; days before they were clients or after do not count', async () => {
    await notGood(AURORA, ['2026-08-01', '2026-08-31'], ['2026-10-01', null]);
    await notGood(BOREALIS, ['2026-09-01', null]);
    await notGood(CASCADE, ['2026-07-01', null]); // left on 30 June
    const answer = await brokers.ask({ viewer: beacon, document: COUNT });
    expect(answer.data).toEqual({ broker: { repeatNoncompliantClientCount: 2 } });
    expect(await upForReview()).toEqual({ brokersForReview: { nodes: [] } });
    expect(message(await decide('NO_ACTION'))).toContain('expected one that is up for review');
  });

  test('a statement of an earlier instant came late and changes nothing', async () => {
    await stated(AURORA, '2026-10-31T00:00:00Z', []);
    const answer = await brokers.ask({ viewer: cbp, document: COUNT });
    expect(answer.data).toEqual({ broker: { repeatNoncompliantClientCount: 2 } });
  });

  test('the third brings the broker to review, with what it documented; nothing is found of itself', async () => {
    await notGood(CASCADE, ['2026-06-30', null]); // the last day as its client
    expect(await upForReview()).toEqual({
      brokersForReview: {
        nodes: [
          {
            broker: { id: BEACON },
            clientCount: 3,
            clients: [
              { importer: { id: AURORA }, from: '2026-10-01', until: null },
              { importer: { id: BOREALIS }, from: '2026-09-01', until: null },
              { importer: { id: AURORA }, from: '2026-08-01', until: '2026-08-31' },
              { importer: { id: CASCADE }, from: '2026-06-30', until: '2026-06-30' },
            ],
            reviews: [],
            dueDiligence: [{ kind: 'ADVISED_OF_ERROR' }],
          },
        ],
      },
    });
    const findings = await brokers.ask({
      viewer: cbp,
      document: '{ brokerFindings(state: OPEN) { nodes { id } } }',
    });
    expect(findings.data).toEqual({ brokerFindings: { nodes: [] } });
    for (const [, viewer] of [['a broker', beacon] as const, ...everyoneElse]) {
      expect((await brokers.ask({ viewer, document: REVIEW })).data).toEqual({ brokersForReview: null });
    }
  });

  test('a person decides; a further client brings it back, and the maximum penalty is pursued by a finding', async () => {
    const first = await decide('NO_ACTION');
    expect(done(first)).toMatchObject({ clientCount: 3, decision: 'NO_ACTION', finding: null });
    expect(idOf(await decide('NO_ACTION'))).toBe(idOf(first));
    expect(message(await decide('MAXIMUM_PENALTY'))).toContain('expected one that is up for review');
    expect(await upForReview()).toEqual({ brokersForReview: { nodes: [] } });
    await notGood(DUNE, ['2026-11-22', null]);
    expect((await upForReview()).brokersForReview.nodes).toMatchObject([
      { clientCount: 4, reviews: [{ decision: 'NO_ACTION' }] },
    ]);
    const second = await decide('MAXIMUM_PENALTY');
    expect(done(second)).toMatchObject({
      clientCount: 4,
      finding: { kind: 'REPEATED_REPRESENTATION', state: 'OPEN' },
    });
    expect(await upForReview()).toEqual({ brokersForReview: { nodes: [] } });
  });

  test('as many statements for one broker as for all', async () => {
    const document = `query ($first: Int!) { brokers(first: $first) { nodes {
      repeatNoncompliantClientCount licenseHistory { status } ctpatHistory { status }
      verifications { nodes { broker { id } importer { id } } } unverifiedClients { nodes { id } }
      dueDiligence { nodes { importer { id } } } findings { nodes { importers { id } steps { step } dueDiligence { kind } } }
    } } }`;
    const ask = (first: number) => brokers.ask({ viewer: cbp, document, variables: { first } });
    const [one, all] = [await ask(1), await ask(200)];
    expect(all.errors).toBeUndefined();
    expect(all.statements.length).toBe(one.statements.length);
  });
});

describe('GS-900, EF-006, GS-020: a broker as importer of record', () => {
  const DESIGNATION = 'id from until endedOn state deniedBy { rule authority } broker { id } importer { id }';
  const designates = (viewer: Viewer, input: object) =>
    does(viewer, 'designateBrokerAsImporterOfRecord', input, DESIGNATION);
  const findings = async () =>
    (await brokers.published('finding')) as readonly {
      rule: string;
      subject: string;
      effect: string;
      validFrom: string;
      validUntil: string | null;
      state: string;
    }[];
  const refs = { refs: [{ __typename: 'Importer', id: AURORA }] };
  const asked = (viewer: Viewer, selection: string) =>
    brokers.ask({
      viewer,
      document: `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Importer { ${selection} } } }`,
      variables: refs,
    });
  let id: string;

  test('denied while the importer is not in good standing, and kept as denied', async () => {
    const denied = await designates(aurora, { broker: BEACON });
    expect(done(denied)).toMatchObject({
      state: 'DENIED',
      deniedBy: [{ rule: 'GS-900', authority: 'EO 14411 § 2(d)' }],
    });
    expect(idOf(await designates(aurora, { broker: BEACON }))).toBe(idOf(denied));
    expect(await findings()).toEqual([]);
  });

  test.each([
    ['CBP', cbp, false],
    ['the importer', aurora, false],
    ['its broker, yes or no', beacon, false],
    ['an agency with jurisdiction', fda, false],
    ['another’s broker', { ...beacon, subject: broker('07009') }, null],
    ['a platform', { ...PUBLIC_VIEWER, audience: 'PLATFORM', rules } satisfies Viewer, null],
  ])('whether it may: %s', async (_who, viewer, expected) => {
    const answer = await asked(viewer, 'mayDesignateBroker');
    expect(answer.data).toEqual({ _entities: [{ mayDesignateBroker: expected }] });
  });

  test('accepted once standing is good again; the same again changes nothing', async () => {
    await notGood(AURORA, ['2026-08-01', '2026-11-21']);
    const made = await designates(aurora, { broker: BEACON });
    id = idOf(made);
    expect(done(made)).toEqual({
      id,
      from: '2026-11-22',
      until: null,
      endedOn: null,
      state: 'IN_FORCE',
      deniedBy: [],
      broker: { id: BEACON },
      importer: { id: AURORA },
    });
    expect(idOf(await designates(aurora, { broker: BEACON }))).toBe(id);
    expect(await findings()).toEqual([]);
  });

  test('a broker without a licence in force may not be designated', async () => {
    const denied = await designates(aurora, { broker: COMPASS });
    expect(done(denied)).toMatchObject({ state: 'DENIED', deniedBy: [{ rule: 'EF-006' }] });
  });

  test('closed while the importer is not in good standing, in force again after', async () => {
    const state = async () => {
      const answer = await asked(aurora, 'designations { id state }');
      const [found] = (answer.data as { _entities: { designations: { id: string; state: string }[] }[] })
        ._entities;
      return found?.designations.find((each) => each.id === id)?.state;
    };
    await notGood(AURORA, ['2026-11-22', null]);
    expect(await state()).toBe('CLOSED');
    await notGood(AURORA);
    expect(await state()).toBe('IN_FORCE');
  });

  test('who reads it: the importer all, a broker those of itself, agencies in jurisdiction', async () => {
    const idsFor = async (viewer: Viewer) => {
      const answer = await asked(viewer, 'designations { broker { id } }');
      const [found] = (answer.data as { _entities: { designations: { broker: { id: string } }[] | null }[] })
        ._entities;
      return found?.designations?.map((each) => each.broker.id) ?? null;
    };
    expect(await idsFor(aurora)).toEqual([COMPASS, BEACON, BEACON]);
    expect(await idsFor(fda)).toEqual([COMPASS, BEACON, BEACON]);
    expect(await idsFor(beacon)).toEqual([BEACON, BEACON]);
    expect(await idsFor(compass)).toEqual([COMPASS]);
    expect(await idsFor({ ...fda, agency: 'CPS' })).toBeNull();
    expect(await idsFor(PUBLIC_VIEWER)).toBeNull();
  });

  test('19 CFR 111.53: a licence that is suspended then is found of the importer, until it is active again', async () => {
    const licences = (...lines: readonly string[]) =>
      brokers.feed('broker-statuses', [
        'license_number,programme,status,from_on,until_on',
        '07001,LICENSE,ACTIVE,2015-03-01,',
        ...lines,
      ]);
    await licences('07001,LICENSE,SUSPENDED,2026-12-01,2026-12-31');
    expect(await findings()).toMatchObject([
      {
        rule: 'GS-020',
        subject: AURORA,
        effect: 'WATCH',
        validFrom: '2026-12-01',
        validUntil: '2026-12-31',
        state: 'OPEN',
        evidence: [{ kind: 'BROKER', record: BEACON }],
      },
    ]);
    await licences('07001,LICENSE,SUSPENDED,2026-12-01,2026-12-31');
    expect(await findings()).toHaveLength(1);
    await licences('07001,LICENSE,SUSPENDED,2026-12-01,2026-12-15');
    expect((await findings()).at(-1)).toMatchObject({ validUntil: '2026-12-15', state: 'OPEN' });
  });

  test('ended, it is over and what was found of it is withdrawn', async () => {
    const end = (viewer: Viewer) =>
      brokers.ask({
        viewer,
        document: `mutation { done: endBrokerDesignation(id: "${id}") { state endedOn } }`,
      });
    expect(done(await end({ ...aurora, subject: BOREALIS }))).toBeNull();
    const ended = { state: 'ENDED', endedOn: '2026-11-22' };
    expect(done(await end(aurora))).toEqual(ended);
    expect(done(await end(aurora))).toEqual(ended);
    expect((await findings()).at(-1)).toMatchObject({ rule: 'GS-020', state: 'WITHDRAWN' });
  });

  test.each([
    [{ from: '2026-11-21' }, 'from: expected 2026-11-22 or a day after, got 2026-11-21'],
    [{ until: '2026-11-21' }, 'until: expected 2026-11-22 or a day after, got 2026-11-21'],
  ])('%j is refused', async (changed, expected) => {
    expect(message(await designates(aurora, { broker: BEACON, ...changed }))).toBe(expected);
  });

  test('of a broker that does not act for the importer there is nothing', async () => {
    expect(done(await designates({ ...aurora, subject: BOREALIS }, { broker: COMPASS }))).toBeNull();
  });
});

describe('CBP E-Commerce Strategy obj. 3.2: statuses with their days', () => {
  test('a licence to anyone; CTPAT to whom its status is told, certified apart from validated', async () => {
    const document = `{ broker(id: "${BEACON}") { licenseHistory { status from until } ctpatHistory { status from } } }`;
    const own = await brokers.ask({ viewer: beacon, document });
    expect(own.data).toMatchObject({
      broker: { ctpatHistory: [{ status: 'VALIDATED', from: '2021-01-01' }, { status: 'CERTIFIED' }] },
    });
    const nobody = await brokers.ask({ viewer: PUBLIC_VIEWER, document });
    expect(nobody.data).toMatchObject({
      broker: { licenseHistory: [{ from: '2026-12-01' }, { status: 'ACTIVE' }], ctpatHistory: null },
    });
  });
});
