import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { inOrder, line, type Recipient, withheld } from '../world/withheld.ts';

const CASCADE = { number: '07-000000300', entries: 1 };
const RECORD = 'pga/importer-record';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(() => house.close());

const ago = (count: number) => house.days.ago(count).toString();

describe('a partner agency reads an importer, for the goods under its jurisdiction', () => {
  test('FDA: the whole answer, what was withheld and why, and what the ledger holds', async () => {
    const {
      status,
      data,
      errors,
      withheld: told,
      requestId,
    } = await house.ask({ as: 'pga', documentId: RECORD, variables: CASCADE });
    expect(status).toBe(200);
    expect(data).toEqual({ importerByNumber: cascadeForFda() });
    expect(told).toEqual([
      withheld('Seizure.caseNumber', 'SEIZURE_CASE', 'NOT_AUTHORIZED', 1),
      withheld('Seizure.description', 'SEIZURE_LIMITED', 'NOT_AUTHORIZED', 1),
      withheld('Seizure.grounds', 'SEIZURE_STAGE', 'NOT_AUTHORIZED', 1),
      withheld('Seizure.importedOn', 'SEIZURE_LIMITED', 'NOT_AUTHORIZED', 1),
      withheld('Seizure.quantity', 'SEIZURE_LIMITED', 'NOT_AUTHORIZED', 1),
      withheld('Seizure.stage', 'SEIZURE_STAGE', 'NOT_AUTHORIZED', 1),
    ]);
    expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual(
      ['caseNumber', 'description', 'grounds', 'importedOn', 'quantity', 'stage'].map((field) => [
        `importerByNumber.seizures.nodes.4.${field}`,
        'FIELD_WITHHELD',
      ]),
    );
    expect(await house.ledgerOf(requestId)).toEqual(linesForFda(await linkOfCascade()));
  });

  test('CPSC has no line of this importer in its jurisdiction: the importer is not there, nothing is said or recorded', async () => {
    const absent = await house.ask({
      as: 'pga',
      of: 'cpsc',
      documentId: RECORD,
      variables: { number: '07-999999900' },
    });
    const {
      status,
      data,
      errors,
      withheld: told,
      requestId,
    } = await house.ask({ as: 'pga', of: 'cpsc', documentId: RECORD, variables: CASCADE });
    expect({ status, data, errors, told }).toEqual({
      status: 200,
      data: { importerByNumber: null },
      errors: [],
      told: [],
    });
    expect(absent.data).toEqual({ importerByNumber: null });
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });

  test('of an entry with lines of two agencies, CPSC reads its own line alone', async () => {
    const variables = { number: '07-000000100', entries: 1 };
    const { data } = await house.ask({ as: 'pga', of: 'cpsc', documentId: RECORD, variables });
    expect(data).toMatchObject({
      importerByNumber: {
        entries: {
          nodes: [
            {
              number: 'B7Q-0000001-3',
              lines: { nodes: [{ number: 2, hts: '9503000073', agencies: ['CPS'] }] },
            },
          ],
        },
      },
    });
    const whole = await house.ask({ as: 'pga', documentId: RECORD, variables });
    expect(whole.data).toMatchObject({
      importerByNumber: {
        entries: {
          nodes: [
            {
              number: 'B7Q-0000001-3',
              lines: { nodes: [{ number: 1, hts: '6911103710', agencies: ['FDA'] }] },
            },
          ],
        },
      },
    });
  });

  test('a name is searched among the importers of the jurisdiction alone', async () => {
    const find = { documentId: 'pga/find-importers', variables: { name: 'bor' } };
    const toys = {
      nodes: [{ name: 'BOREALIS TOYS INC', registryStatus: 'ACTIVE', id: ids.importer('07-000000200') }],
    };
    expect((await house.ask({ as: 'pga', of: 'cpsc', ...find })).data).toMatchObject({ importers: toys });
    expect((await house.ask({ as: 'pga', ...find })).data).toMatchObject({ importers: { nodes: [] } });
  });

  test.each([
    ['an agreement that expired', { as: 'pga', of: 'aphis' }, 'AGREEMENT_EXPIRED'],
    ['an agreement that was revoked', { as: 'pga', of: 'atf' }, 'AGREEMENT_REVOKED'],
    ['no token', {}, null],
  ] as const)(
    '%s: the question does not exist, and nothing of the importer is said',
    async (_case, viewer, because) => {
      const { status, data, errors, text, requestId } = await house.ask({
        ...viewer,
        documentId: RECORD,
        variables: CASCADE,
      });
      expect(status).toBe(400);
      expect(data).toBeUndefined();
      expect(errors.map(({ message }) => message)).toEqual([
        'Unknown type "ImporterNumber".',
        'Cannot query field "importerByNumber" on type "Query".',
      ]);
      expect(text).not.toContain('CASCADE');
      expect(JSON.parse(text).extensions).toEqual(
        because === null ? undefined : { disclosure: { viewer: { audience: 'PUBLIC', because } } },
      );
      expect(await house.ledgerOf(requestId)).toEqual([]);
    },
  );

  test('another audience does not have the question at all', async () => {
    for (const as of ['platform', 'rights-holder', 'carrier', 'post'] as const) {
      const { status, errors } = await house.ask({ as, documentId: RECORD, variables: CASCADE });
      expect([as, status, errors[0]?.extensions?.code]).toEqual([as, 400, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });

  test('a Social Security number opens for the purpose IDENTITY alone', async () => {
    const ask = (purpose?: string) =>
      house.ask({
        as: 'pga',
        ...(purpose === undefined ? {} : { purpose }),
        query: 'query ($n: ImporterNumber!) { importerByNumber(number: $n) { name number } }',
        variables: { n: '000-12-3456' },
      });
    expect((await ask()).data).toEqual({ importerByNumber: null });
    expect((await ask('IDENTITY')).data).toEqual({
      importerByNumber: { name: 'DUNE TRADING', number: '000-12-3456' },
    });
  });
});

function cascadeForFda() {
  return {
    id: ids.importer('07-000000300'),
    name: 'CASCADE NUTRITION LLC',
    otherNames: ['CASCADE VITALITY'],
    kind: 'LLC',
    registryStatus: 'ACTIVE',
    lastUsedOn: expect.stringMatching(/^2026-\d\d-\d\d$/),
    brokers: [{ name: 'BEACON CUSTOMS BROKERAGE', licenseStatus: 'ACTIVE', ctpat: 'VALIDATED' }],
    exclusionLinks: [
      {
        status: 'CONFIRMED',
        basis: ['UEI'],
        exclusion: {
          name: 'CASCADE NUTRITION LLC',
          excludingAgency: 'DHS-CBP',
          exclusionType: 'Ineligible (Proceedings Completed)',
          activeOn: ago(50),
          terminatesOn: house.days.ahead(1_000).toString(),
        },
      },
    ],
    violations: {
      nodes: [
        {
          kind: 'CONTRABAND',
          culpability: 'GROSS_NEGLIGENCE',
          statute: '19 USC 1592',
          foundOn: ago(100),
          finalOn: ago(60),
          status: 'FINAL',
        },
      ],
    },
    seizures: {
      nodes: [
        seizure(9, 'PRESENTED', 'IPR_TRADEMARK', 3, 'PLASTIC GOODS', 500),
        seizure(1, 'DETAINED', 'IPR_TRADEMARK', 8, 'SUNGLASSES BEARING A MARK', 480),
        seizure(2, 'SEIZED', 'IPR_TRADEMARK', 70, 'COUNTERFEIT SUNGLASSES', 478),
        seizure(8, 'SEIZED', 'FOOD_SAFETY', 120, 'FOOD SUPPLEMENTS WITH AN UNDECLARED DRUG', 478),
        { caseNumber: null, stage: null, grounds: null, importedOn: null, description: null, quantity: null },
      ],
    },
    entries: {
      nodes: [
        {
          number: 'B7Q-0002001-1',
          type: { code: '01', class: 'FORMAL' },
          environment: 'CARGO',
          filedOn: ago(5),
          releasedOn: ago(2),
          lines: {
            nodes: [
              {
                number: 1,
                hts: '2106909998',
                description: 'FOOD SUPPLEMENTS',
                origin: 'BR',
                agencies: ['FDA'],
              },
              { number: 2, hts: '9004100000', description: 'SUNGLASSES', origin: 'BR', agencies: ['FDA'] },
            ],
          },
        },
      ],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    },
  };
}

function seizure(
  nth: number,
  stage: string,
  ground: string,
  imported: number,
  description: string,
  amount: number,
) {
  return {
    caseNumber: castCase(nth),
    stage,
    grounds: [ground],
    importedOn: ago(imported),
    description,
    quantity: { amount, unit: 'NO' },
  };
}

function linesForFda(link: string) {
  const to: Recipient = {
    audience: 'PGA',
    recipient: 'Food and Drug Administration (invented desk)',
    purpose: 'RISK_ASSESSMENT',
    relation: 'JURISDICTION',
  };
  const importer = ids.importer('07-000000300');
  const entry = ids.entry('B7Q-0002001-1');
  return inOrder([
    line({ ...to, relation: 'AUDIENCE' }, ids.broker('07001'), 'CTPAT_STATUS', 'Broker', 'ctpat'),
    line(to, entry, 'ENTRY_IDENTIFIERS', 'Entry', 'number'),
    line(to, entry, 'ENTRY_LINES', 'Entry', 'lines'),
    line(to, importer, 'BROKER_CLIENTS', 'Importer', 'brokers'),
    line(to, importer, 'ENTRY_HISTORY', 'Importer', 'entries'),
    line(to, importer, 'EXCLUSION_LINK', 'Importer', 'exclusionLinks'),
    line(to, importer, 'IMPORTER_NAME', 'Importer', 'name otherNames'),
    line(to, importer, 'IMPORTER_PROFILE', 'Importer', 'lastUsedOn'),
    line(to, importer, 'SEIZURE_FACTS', 'Importer', 'seizures'),
    line(to, importer, 'STANDING_STATUS', 'Importer', 'registryStatus'),
    line(to, importer, 'VIOLATIONS', 'Importer', 'violations'),
    line(to, link, 'EXCLUSION_LINK', 'ExclusionLink', 'exclusion status basis'),
    ...[1, 2, 8, 9].flatMap((nth) => [
      line(to, ids.seizure(castCase(nth)), 'SEIZURE_CASE', 'Seizure', 'caseNumber'),
      line(to, ids.seizure(castCase(nth)), 'SEIZURE_STAGE', 'Seizure', 'stage grounds'),
      line(to, ids.seizure(castCase(nth)), 'SEIZURE_LIMITED', 'Seizure', 'importedOn description quantity'),
    ]),
  ]);
}

async function linkOfCascade(): Promise<string> {
  const query = 'query ($id: ID!) { importer(id: $id) { exclusionLinks { id } } }';
  const { data } = await house.ask({ as: 'cbp', query, variables: { id: ids.importer('07-000000300') } });
  return (data as { importer: { exclusionLinks: [{ id: string }] } }).importer.exclusionLinks[0].id;
}
