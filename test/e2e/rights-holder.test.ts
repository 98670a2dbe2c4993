import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { inOrder, line, type Recipient, withheld } from '../world/withheld.ts';

const MINE = 'rights-holder/my-seizures';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(() => house.close());

const ago = (count: number) => house.days.ago(count).toString();
const seizureId = (nth: number) => ids.seizure(castCase(nth));

const LIMITED = 'importedOn port description quantity countryOfOrigin';
const PARTIES = 'manufacturer exporter importerParty';

const STAGE_OF: Readonly<Record<number, string>> = {
  1: 'DETAINED',
  2: 'SEIZED',
  3: 'DETAINED',
  4: 'FORFEITED',
  5: 'RELEASED',
  10: 'ABANDONED',
};

/** Of what is held. */
const noStage = { stage: null, grounds: null, environment: null };
const noLimited = { importedOn: null, port: null, description: null, quantity: null, countryOfOrigin: null };
const noParties = { manufacturer: null, exporter: null, importerParty: null };
const noImages = { redactedImages: null, images: null };
const parties = {
  manufacturer: { name: 'INVENTED OPTICAL WORKS', address: '1 FACTORY RD, NOWHERE' },
  exporter: { name: 'INVENTED EXPORTS', address: '2 QUAY ST, NOWHERE' },
  importerParty: { name: 'CASCADE NUTRITION LLC', address: '3 SAMPLE ST, INVENTION WA 98100' },
};
const page = { hasNextPage: false, endCursor: expect.any(String) };

function limited(imported: number, description: string, amount: number) {
  return {
    importedOn: ago(imported),
    port: '2704',
    description,
    quantity: { amount, unit: 'NO' },
    countryOfOrigin: 'CN',
  };
}

function seized(nth: number, stage: string, ground = 'IPR_TRADEMARK') {
  return { id: seizureId(nth), stage, grounds: [ground], environment: 'MAIL' };
}

describe('19 CFR 133.21, 19 USC 1628a: a rights holder reads seizures of its own marks, stage by stage', () => {
  test('Lumen: the whole answer', async () => {
    const { status, data } = await house.ask({ as: 'rights-holder', documentId: MINE });
    expect(status).toBe(200);
    expect(data).toEqual({
      myRecordations: {
        nodes: [
          {
            number: 'COP 07-00002',
            title: 'LUMEN CATALOGUE (INVENTED WORK)',
            status: 'ACTIVE',
            expiresOn: house.days.ahead(5_000).toString(),
            seizures: {
              nodes: [
                {
                  ...seized(4, 'FORFEITED', 'IPR_COPYRIGHT'),
                  ...limited(420, 'PIRATED CATALOGUES', 478),
                  ...parties,
                  ...noImages,
                },
              ],
              pageInfo: page,
            },
          },
          {
            number: 'TMK 07-00001',
            title: 'LUMEN (INVENTED MARK)',
            status: 'ACTIVE',
            expiresOn: house.days.ahead(1_600).toString(),
            seizures: {
              nodes: [
                {
                  ...seized(1, 'DETAINED'),
                  ...limited(8, 'SUNGLASSES BEARING A MARK', 480),
                  ...noParties,
                  ...noImages,
                },
                {
                  ...seized(3, 'DETAINED', 'GRAY_MARKET'),
                  ...limited(60, 'SUNGLASSES BEARING A MARK', 480),
                  ...noParties,
                  ...noImages,
                },
                {
                  ...seized(2, 'SEIZED'),
                  ...limited(70, 'COUNTERFEIT SUNGLASSES', 478),
                  ...parties,
                  redactedImages: [{ reference: 'IMG-R1' }, { reference: 'IMG-R2' }],
                  images: [{ reference: 'IMG-1' }, { reference: 'IMG-2' }, { reference: 'IMG-3' }],
                },
                { ...seized(10, 'ABANDONED'), ...noLimited, ...noParties, ...noImages },
                {
                  ...seized(5, 'RELEASED'),
                  ...limited(150, 'SUNGLASSES BEARING A MARK', 480),
                  ...noParties,
                  ...noImages,
                },
                { id: seizureId(6), ...noStage, ...noLimited, ...noParties, ...noImages },
              ],
              pageInfo: page,
            },
          },
        ],
        pageInfo: page,
      },
    });
  });

  test('Lumen: what was withheld, each once with its reason and when it becomes available', async () => {
    const { withheld: told, errors } = await house.ask({ as: 'rights-holder', documentId: MINE });
    const perField = (
      fields: string,
      rule: Parameters<typeof withheld>[1],
      cells: readonly (readonly [string, number, string | null])[],
    ) =>
      fields
        .split(' ')
        .flatMap((field) =>
          cells.map(([reason, count, when]) => withheld(`Seizure.${field}`, rule, reason, count, when)),
        );
    const expected = [
      ...perField('stage grounds environment', 'SEIZURE_STAGE', [['NOT_AUTHORIZED', 1, null]]),
      ...perField(LIMITED, 'SEIZURE_LIMITED', [
        ['CONDITION', 1, null],
        ['NOT_AUTHORIZED', 1, null],
      ]),
      ...perField(PARTIES, 'SEIZURE_PARTIES', [
        ['CONDITION', 3, null],
        ['NOT_AUTHORIZED', 1, null],
        ['STAGE', 1, 'SEIZED'],
      ]),
      ...perField('redactedImages', 'SEIZURE_REDACTED_IMAGES', [
        ['CONDITION', 5, 'RELEASED_BY_CBP'],
        ['NOT_AUTHORIZED', 1, null],
      ]),
      ...perField('images', 'SEIZURE_IMAGES', [
        ['CONDITION', 4, 'RELEASED_BY_CBP'],
        ['NOT_AUTHORIZED', 1, null],
        ['STAGE', 1, '2026-11-11'],
      ]),
    ];
    const key = ({ coordinate, reason }: { coordinate: string; reason: string }) => `${coordinate} ${reason}`;
    expect(told).toEqual(expected.sort((one, other) => (key(one) < key(other) ? -1 : 1)));
    expect(errors).toHaveLength(20);
    expect(errors.every(({ extensions }) => extensions?.code === 'FIELD_WITHHELD')).toBe(true);
  });

  test('Lumen: what the ledger holds', async () => {
    const { requestId } = await house.ask({ as: 'rights-holder', documentId: MINE });
    const to: Recipient = {
      audience: 'RIGHTS_HOLDER',
      recipient: 'Lumen Optics (invented)',
      purpose: 'IPR_PROTECTION',
      relation: 'RECORDATION',
    };
    expect(await house.ledgerOf(requestId)).toEqual(
      inOrder([
        line(to, ids.recordation('TMK 07-00001'), 'RECORDATION_SEIZURES', 'Recordation', 'seizures'),
        line(to, ids.recordation('COP 07-00002'), 'RECORDATION_SEIZURES', 'Recordation', 'seizures'),
        ...[1, 3, 2, 10, 5, 4].map((nth) =>
          line(to, seizureId(nth), 'SEIZURE_STAGE', 'Seizure', 'stage grounds environment', STAGE_OF[nth]),
        ),
        line(to, seizureId(1), 'SEIZURE_LIMITED', 'Seizure', LIMITED, 'DETAINED'),
        line(to, seizureId(3), 'SEIZURE_LIMITED', 'Seizure', LIMITED, 'DETAINED'),
        line(to, seizureId(2), 'SEIZURE_LIMITED', 'Seizure', LIMITED, 'SEIZED'),
        line(to, seizureId(2), 'SEIZURE_PARTIES', 'Seizure', PARTIES, 'SEIZED'),
        line(to, seizureId(2), 'SEIZURE_REDACTED_IMAGES', 'Seizure', 'redactedImages', 'SEIZED'),
        line(to, seizureId(2), 'SEIZURE_IMAGES', 'Seizure', 'images', 'SEIZED'),
        line(to, seizureId(4), 'SEIZURE_LIMITED', 'Seizure', LIMITED, 'FORFEITED'),
        line(to, seizureId(4), 'SEIZURE_PARTIES', 'Seizure', PARTIES, 'FORFEITED'),
        line(to, seizureId(5), 'SEIZURE_LIMITED', 'Seizure', LIMITED, 'RELEASED'),
      ]),
    );
  });

  test('Meridian reads its own marks; of the expired recordation it reads no seizure', async () => {
    const { data, withheld: told } = await house.ask({
      as: 'rights-holder',
      of: 'meridian',
      documentId: MINE,
    });
    expect(data).toMatchObject({
      myRecordations: {
        nodes: [
          {
            number: 'TMK 07-00003',
            status: 'ACTIVE',
            seizures: { nodes: [{ id: seizureId(7), stage: 'SEIZED', description: 'COUNTERFEIT SHOES' }] },
          },
          { number: 'TMK 07-00004', status: 'EXPIRED', seizures: null },
        ],
      },
    });
    expect(told[0]).toEqual(withheld('Recordation.seizures', 'RECORDATION_SEIZURES', 'CONDITION', 1));
  });

  test("another's seizure is not there, whatever the path, in the same bytes as one that does not exist", async () => {
    const query = 'query ($id: ID!) { seizure(id: $id) { __typename id stage description } }';
    const ask = async (id: string) => {
      const { text, requestId } = await house.ask({
        as: 'rights-holder',
        of: 'meridian',
        query,
        variables: { id },
      });
      return text.replace(requestId, 'request');
    };
    const absent = await ask('sez_00000000000000000000');
    expect(absent).toContain('"data":{"seizure":null}');
    expect(await ask(seizureId(2))).toBe(absent);
    expect(await ask(seizureId(9))).toBe(absent);
    const byNumber =
      'query ($number: String!) { recordation(number: $number) { number title seizures { nodes { id } } } }';
    const { data, withheld: told } = await house.ask({
      as: 'rights-holder',
      of: 'meridian',
      query: byNumber,
      variables: { number: 'TMK 07-00001' },
    });
    expect(data).toEqual({
      recordation: { number: 'TMK 07-00001', title: 'LUMEN (INVENTED MARK)', seizures: null },
    });
    expect(told).toEqual([withheld('Recordation.seizures', 'RECORDATION_SEIZURES', 'RELATION', 1)]);
  });

  test.each([
    ['a partner agency', { as: 'pga' }],
    ['a platform', { as: 'platform' }],
    ['an agreement that expired', { as: 'pga', of: 'aphis' }],
    ['no token', {}],
  ] as const)('%s does not have the question', async (_case, viewer) => {
    const { status, data, errors, requestId } = await house.ask({ ...viewer, documentId: MINE });
    expect([status, data, errors[0]?.message]).toEqual([
      400,
      undefined,
      'Cannot query field "myRecordations" on type "Query".',
    ]);
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });
});
