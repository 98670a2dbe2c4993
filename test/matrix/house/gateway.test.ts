import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idsOf } from '../../world/ids.ts';
import type { Situation } from '../cells.ts';
import { readMatrix } from '../read-matrix.ts';
import { TODAY } from '../today.ts';
import {
  ANOTHER_PLATFORM,
  type Asker,
  BROKER,
  BY_AGENT,
  everyAsker,
  OTHER_BROKER,
  PLATFORM,
  POST,
  usualAskers,
} from './askers.ts';
import { asked, compared, type Question } from './compared.ts';
import { entryOf, OTHER_FILING, openCase, partyOf, TOMORROWS_MARK } from './goods-records.ts';
import { PROPOSED } from './importer-records.ts';
import { isPlain, recordationOf } from './invented-seizures.ts';
import { type MatrixHouse, matrixHouse } from './matrix-house.ts';
import type { Probe } from './probe.ts';
import { NOBODY } from './told-to-cbp.ts';

const { kinds } = readMatrix();
const kindOf = (name: string) => {
  const kind = kinds.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`matrix.md has no ${name}`);
  return kind;
};

let matrix: MatrixHouse;
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  matrix = await matrixHouse();
  ids = idsOf(matrix.house);
});
afterAll(() => matrix.close());

let cells = 0;
let requests = 0;
afterAll(() => console.info(`disclosure matrix over HTTP: ${cells} cells in ${requests} requests`));

const ID = '$id: ID!';
const granted = ({ agreement }: Asker) => agreement === 'granted';
/** Who can be told of what importers did at all. */
const mayOfImporter = (asker: Asker) =>
  granted(asker) && ['CBP', 'PGA', 'IMPORTER', 'BROKER'].includes(asker.audience);

/** Who comes to a score at all. */
const mayOfPostScores = (asker: Asker) => granted(asker) && ['CBP', 'PGA', 'POST'].includes(asker.audience);

/** No answer and no line of the ledger is other than matrix.md says. */
async function agrees(questions: readonly Question[]): Promise<void> {
  const { differences, ...counts } = await compared(matrix.house, questions);
  cells += counts.cells;
  requests += counts.requests;
  expect(differences.slice(0, 20)).toEqual([]);
}

/** Of the two long tests, on a machine that does much else. */
const LONGEST_MS = 240_000;

function importerProbe(nth: number, more: Partial<Probe> = {}): Probe {
  const importer = matrix.importers[nth];
  if (importer === undefined) throw new Error(`there is no importer ${nth}`);
  return {
    kind: kindOf('Importer'),
    root: 'importer(id: $id)',
    declared: ID,
    variables: { id: ids.importer(importer.number) },
    facts: importer.facts,
    ...more,
  };
}

describe('what the gateway answers is what matrix.md says, cell by cell', () => {
  test(
    'importers, to everyone',
    async () => {
      const listed = matrix.importers.find(({ facts }) => facts['trusted listing'] === 'in force');
      const concerns = ({ audience, agreement }: Asker) =>
        ['CBP', 'IMPORTER', 'PLATFORM'].includes(audience) || agreement === 'none';
      await agrees(
        matrix.importers.flatMap(({ nth, facts }) => {
          const isForAllPurposes = nth === listed?.nth || facts.number !== 'EIN';
          const by = isForAllPurposes ? everyAsker(nth) : usualAskers(nth);
          return asked([importerProbe(nth)], by, (asker) => facts.consent === 'none' || concerns(asker));
        }),
      );
    },
    LONGEST_MS,
  );

  test('what importers disclosed, filed and granted, record by record', async () => {
    const certified = matrix.importers.find(({ facts }) => facts.certification === 'in force');
    const consenting = matrix.importers.find(({ facts }) => facts.consent === 'in force');
    const own = ({ audience, agreement, relation }: Asker) =>
      agreement === 'granted' && (audience === 'CBP' || (audience === 'IMPORTER' && relation === 'related'));
    const purposes = ['RISK_ASSESSMENT', 'IDENTITY', 'ENFORCEMENT'];
    const mayOwn = (asker: Asker) =>
      own(asker) ||
      (asker.audience === 'PGA' &&
        granted(asker) &&
        asker.relation === 'related' &&
        purposes.includes(asker.purpose));
    await agrees(
      asked([importerProbe(0, { type: 'Affiliation', path: ['affiliates'] })], everyAsker(0), mayOwn),
    );
    const ofRegistry = (asker: Asker) => mayOfImporter(asker) && asker.relation === 'related';
    for (const { nth } of matrix.importers) {
      const probe = importerProbe(nth, { type: 'RegistrationRecord', path: ['registryHistory'] });
      await agrees(asked([probe], usualAskers(nth), ofRegistry));
    }
    for (const { nth, facts } of matrix.importers.filter(({ facts }) => facts.number !== 'EIN')) {
      const probe = importerProbe(nth, { type: 'ImporterNumberRecord', path: ['numberHistory'] });
      const may = (asker: Asker) => own(asker) && (facts.number !== 'SSN' || asker.purpose === 'IDENTITY');
      await agrees(asked([probe], everyAsker(nth), may));
    }
    if (certified === undefined || consenting === undefined) throw new Error('nobody certified or consented');
    const certification = importerProbe(certified.nth, {
      type: 'ConfidentialityCertification',
      path: ['confidentiality'],
    });
    await agrees(asked([certification], everyAsker(certified.nth), own));
    const consent = importerProbe(consenting.nth, { type: 'StandingConsent', path: ['consents'] });
    await agrees(asked([consent], everyAsker(consenting.nth), own));
  });

  test('entries and their lines', async () => {
    const entries = [entryOf(0), OTHER_FILING].map(
      (number): Probe => ({
        kind: kindOf('Entry'),
        root: 'entry(id: $id)',
        declared: ID,
        variables: { id: ids.entry(number) },
        facts: {},
        relation: ({ audience, relation }) =>
          audience === 'BROKER' && number === OTHER_FILING ? 'stranger' : relation,
      }),
    );
    await agrees(asked(entries, everyAsker(0)));
    const certified = entries.map(
      (probe): Probe => ({ ...probe, type: 'Certification', path: ['certifications'] }),
    );
    await agrees(asked(certified, usualAskers(0), mayOfImporter));
    const lines = entries.flatMap((probe) =>
      [1, 2].map(
        (number): Probe => ({
          ...probe,
          kind: kindOf('EntryLine'),
          path: ['lines', 'nodes'],
          picks: { number },
          relation: (asker) =>
            asker.audience === 'PGA' && number === 2
              ? 'stranger'
              : (probe.relation?.(asker) ?? asker.relation),
        }),
      ),
    );
    await agrees(asked(lines, everyAsker(0), mayOfImporter));
  });

  test('what months count of the lines of an importer', async () => {
    const span = `from: "${TODAY.subtract({ years: 1 })}", to: "${TODAY}"`;
    const total = importerProbe(0, { type: 'HistoryPeriod', path: [`history(${span})`, 'total'] });
    await agrees(
      asked([total], everyAsker(0), (asker) => mayOfImporter(asker) && asker.relation === 'related'),
    );
  });

  test('findings against importers', async () => {
    const findings = ['INV-MTX-0001FDA', 'INV-MTX-0001'].map(
      (findingNumber): Probe =>
        importerProbe(0, {
          kind: kindOf('Violation'),
          facts: {},
          path: ['violations', 'nodes'],
          picks: { findingNumber },
          relation: ({ audience, relation }) =>
            audience === 'PGA' && !findingNumber.endsWith('FDA') ? 'stranger' : relation,
        }),
    );
    await agrees(asked(findings, everyAsker(0), mayOfImporter));
    const penalty: Probe = {
      kind: kindOf('Penalty'),
      root: 'seizure(id: $id)',
      declared: ID,
      variables: { id: ids.seizure(openCase(matrix.seizures)) },
      path: ['penalty'],
      facts: {},
    };
    await agrees(asked([penalty], everyAsker(0), mayOfImporter));
  });

  test(
    'seizures, and the lines of those whose lines are told',
    async () => {
      const probes = matrix.seizures.map(
        ({ caseNumber, facts }): Probe => ({
          kind: kindOf('Seizure'),
          root: 'seizure(id: $id)',
          declared: ID,
          variables: { id: ids.seizure(caseNumber) },
          facts,
        }),
      );
      const isOfAll = (facts: Situation) =>
        isPlain(facts) && (facts.hold !== 'national security' || facts.stage === 'SEIZED');
      const isOwner = ({ audience, agreement, relation, purpose, organization }: Asker) =>
        audience === 'RIGHTS_HOLDER' &&
        agreement === 'granted' &&
        relation === 'related' &&
        purpose === 'other' &&
        organization !== BY_AGENT;
      await agrees(asked(probes, usualAskers(0), (asker, { facts }) => isOwner(asker) || isOfAll(facts)));
      const told = probes.filter(
        ({ facts }) => isPlain(facts) && facts.hold === 'none' && facts.stage === 'SEIZED',
      );
      const lines = told.map((probe) => ({ ...probe, kind: kindOf('SeizureLine'), path: ['lines'] }));
      const may = (asker: Asker) =>
        mayOfImporter(asker) || (granted(asker) && asker.audience === 'RIGHTS_HOLDER');
      await agrees(asked(lines, everyAsker(0), may));
    },
    LONGEST_MS,
  );

  test('what CBP released and the samples that it gave', async () => {
    const { seizure, sample, release } = matrix.sampled;
    const of = (kind: string, path: string, id: string): Probe => ({
      kind: kindOf(kind),
      root: 'seizure(id: $id)',
      declared: ID,
      variables: { id: seizure },
      path: [path],
      picks: { id },
      facts: { hold: 'none' },
    });
    const probes = [of('SeizureRelease', 'releases', release), of('SampleRequest', 'samples', sample)];
    await agrees(asked(probes, everyAsker(0), granted));
  });

  test('notices of re-establishment, leads and referrals', async () => {
    const { notices, lead, referral } = matrix.told;
    const given = Object.entries(notices).map(
      ([organization, id]): Probe => ({
        kind: kindOf('ReestablishmentNotice'),
        root: 'reestablishmentNotice(id: $id)',
        declared: ID,
        variables: { id },
        facts: {},
        relation: (asker) => (asker.organization === organization ? 'related' : 'stranger'),
      }),
    );
    expect(given).toHaveLength(4);
    const listed = (kind: string, root: string, id: string): Probe => ({
      kind: kindOf(kind),
      root: `${root}(first: $first)`,
      declared: '$first: Int!',
      variables: { first: 20 },
      path: ['nodes'],
      picks: { id },
      facts: {},
    });
    await agrees(
      asked(
        [
          ...given,
          listed('ReestablishmentLead', 'reestablishmentLeads', lead),
          listed('PresentResponsibilityReferral', 'presentResponsibilityReferrals', referral),
        ],
        usualAskers(0),
      ),
    );
  });

  test('reports of violations, by id and by receipt', async () => {
    const kind = kindOf('ViolationReport');
    const { reports } = matrix.told;
    for (const [organization, { id, receipt }] of Object.entries(reports)) {
      const isFlagged = organization === NOBODY;
      const byId: Probe = {
        kind,
        root: 'violationReportById(id: $id)',
        declared: ID,
        variables: { id },
        facts: {},
        // An id is nobody's receipt.
        relation: ({ audience, relation }) => (audience === 'PGA' && isFlagged ? relation : 'stranger'),
      };
      const byReceipt: Probe = {
        ...byId,
        root: 'violationReport(receipt: $receipt)',
        declared: '$receipt: String!',
        variables: { receipt },
        relation: (asker) =>
          asker.audience === 'PUBLIC' || asker.organization === organization ? 'related' : 'stranger',
      };
      // NOTE: officers and analysts have no receipt, and ask by id.
      const withReceipt = ({ audience }: Asker) => !['CBP', 'PGA'].includes(audience);
      await agrees(asked([byId], usualAskers(0)));
      await agrees(asked([byReceipt], usualAskers(0), withReceipt));
    }
    expect(Object.keys(reports)).toEqual([NOBODY, PLATFORM, ANOTHER_PLATFORM]);
  });

  test('closed penalty cases, public record', async () => {
    const cases = [
      ['open', 'none'],
      ['closed', 'none'],
      ['closed', 'law enforcement'],
      ['closed', 'national security'],
    ] as const;
    const probes = cases.map(
      ([state, hold]): Probe => ({
        kind: kindOf('ClosedPenalty'),
        root: 'closedPenalties(first: $first)',
        declared: '$first: Int!',
        variables: { first: 25 },
        path: ['nodes'],
        picks: { party: partyOf(state, hold) },
        facts: { case: state, hold },
      }),
    );
    await agrees(asked(probes, everyAsker(0)));
  });

  test('recordations', async () => {
    const states = ['active', 'grace', 'expired', 'not yet'] as const;
    const probes = states.map(
      (recordation): Probe => ({
        kind: kindOf('Recordation'),
        root: 'recordation(number: $number)',
        declared: '$number: String!',
        variables: {
          number:
            recordation === 'not yet' ? TOMORROWS_MARK : recordationOf({ basis: 'trademark', recordation }),
        },
        facts: { recordation },
      }),
    );
    await agrees(asked(probes, everyAsker(0)));
  });

  test('exclusions and their links to importers', async () => {
    const linked: Probe = {
      kind: kindOf('Exclusion'),
      root: 'exclusions(filter: { name: $name })',
      declared: '$name: String!',
      variables: { name: 'CASCADE NUTRITION LLC' },
      path: ['nodes'],
      facts: {},
    };
    await agrees(asked([linked], everyAsker(0)));
    const link = (nth: number, status: string) =>
      importerProbe(nth, { kind: kindOf('ExclusionLink'), facts: { status }, path: ['exclusionLinks'] });
    const may = mayOfImporter;
    await agrees(asked([link(0, 'CONFIRMED')], everyAsker(0), may));
    await agrees(asked([link(PROPOSED, 'PROPOSED')], everyAsker(PROPOSED), may));
  });

  test('brokers and posts', async () => {
    const brokers = [BROKER, OTHER_BROKER].map(
      (license): Probe => ({
        kind: kindOf('Broker'),
        root: 'broker(id: $id)',
        declared: ID,
        variables: { id: ids.broker(license) },
        facts: { consent: license === BROKER ? 'no' : 'yes' },
        relation: ({ audience, relation }) => {
          if (license === BROKER) return relation;
          return audience === 'BROKER' && relation === 'stranger' ? 'related' : 'stranger';
        },
      }),
    );
    await agrees(asked(brokers, everyAsker(0)));
    const post: Probe = {
      kind: kindOf('InternationalPost'),
      root: 'post(code: $code)',
      declared: '$code: String!',
      variables: { code: POST },
      facts: {},
    };
    const standing: Probe = { ...post, kind: kindOf('PostStanding'), path: ['standing'] };
    const score: Probe = { ...post, kind: kindOf('QuarterScore'), path: ['scores', 'nodes'] };
    await agrees(asked([post, standing], everyAsker(0)));
    await agrees(asked([score], everyAsker(0), mayOfPostScores));
  });
});
