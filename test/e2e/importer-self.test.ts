import { BOREALIS, DUNE } from '@good-standing/gateway/world/cast.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { ReviewConfidentialityDocument } from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  FileConfidentialityDocument,
  GrantConsentDocument,
  MyConfidentialityDocument,
  MyConsentsDocument,
  RevokeConsentDocument,
  WithdrawConfidentialityDocument,
} from '@good-standing/schema/operations/importer/operations.generated.ts';
import { ConsentingImporterDocument } from '@good-standing/schema/operations/platform/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onAnotherDay } from '../world/another-day.ts';
import { type Reply, type TestHouse, TODAY, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { ask } from '../world/typed.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
let AURORA_ID: string;
let BOREALIS_ID: string;
let DUNE_ID: string;
let BAZAAR_ID: string;

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  AURORA_ID = ids.importer('07-000000100');
  BOREALIS_ID = ids.importer(BOREALIS);
  DUNE_ID = ids.importer(DUNE);
  BAZAAR_ID = recordId('org', house.database.keys.ids, 'bazaar');
  await newcomer(house, { key: 'borealis', as: 'aurora', subject: BOREALIS_ID });
  await newcomer(house, { key: 'dune', as: 'aurora', subject: DUNE_ID });
  await newcomer(house, { key: 'mart', as: 'bazaar' });
});
afterAll(() => house?.close());

const ahead = (days: number) => TODAY.add({ days }).toString();
const codes = ({ errors }: Pick<Reply, 'errors'>) => errors.map((each) => each.extensions?.code);
const reasons = ({ withheld }: Pick<Reply, 'withheld'>) =>
  Object.fromEntries(withheld.map(({ coordinate, reason }) => [coordinate, reason]));

/** Audit lines of the importers' mutations on a record. */
const audited = (record: string) =>
  house.admin.unsafe<Record<string, unknown>[]>(
    `select name, audience, actor, client_key, request_id from importers.mutation where record_id = $1 order by mutation_id`,
    [record],
  );

const NAME = 'query ($id: ID!) { importer(id: $id) { name trustedListing { name } } }';
const nameTo = (as?: 'broker' | 'pga' | 'importer', id = AURORA_ID) =>
  house.ask({ ...(as === undefined ? {} : { as }), query: NAME, variables: { id } });

const file = (names: readonly string[], clientMutationKey: string | null = null, of = 'aurora') =>
  ask(house, { as: 'importer', of }, FileConfidentialityDocument, { names: [...names], clientMutationKey });
const review = (id: string, decision: 'REVIEW' | 'UPHOLD' | 'WITHDRAW', note = 'Looked at (invented).') =>
  ask(house, { as: 'cbp' }, ReviewConfidentialityDocument, { id, decision, note });

const AURORA_NAMES = ['AURORA KITCHENWARE LLC', 'Aurora Kitchenware'];

describe('a certification of confidentiality, 19 CFR 103.31(d)', () => {
  let filed: string;

  test('filed, it withholds the name from the public at its next request', async () => {
    expect((await nameTo()).data).toMatchObject({ importer: { name: 'AURORA KITCHENWARE LLC' } });
    const answer = await file(AURORA_NAMES, 'filing-1');
    expect(answer.data.fileConfidentialityCertification).toEqual({
      id: expect.stringMatching(/^cnf_/),
      state: 'ACTIVE',
      receivedOn: TODAY.toString(),
      validUntil: '2028-11-02',
      inForce: true,
      names: AURORA_NAMES,
      renewBy: '2028-09-03',
      renewal: null,
    });
    filed = answer.data.fileConfidentialityCertification?.id ?? '';
    const publicly = await nameTo();
    expect(publicly.data).toEqual({
      importer: { name: null, trustedListing: { name: 'AURORA KITCHENWARE LLC' } },
    });
    expect(reasons(publicly)).toEqual({ 'Importer.name': 'CONFIDENTIALITY' });
    expect(await house.ledgerOf(answer.requestId)).toMatchObject([
      {
        record: filed,
        rule: 'CONFIDENTIALITY',
        relation: 'SELF',
        authority: '19 CFR 103.31(d); EO 14411 § 6',
      },
    ]);
    expect(await audited(filed)).toMatchObject([
      {
        name: 'fileConfidentialityCertification',
        audience: 'IMPORTER',
        client_key: 'filing-1',
        request_id: answer.requestId,
      },
    ]);
  });

  test('its broker has neither name nor addresses, and the number under which it files; agencies and itself have all', async () => {
    const query = 'query ($id: ID!) { importer(id: $id) { name number addresses { kind } } }';
    const asked = async (as: 'broker' | 'pga' | 'importer') =>
      house.ask({ as, query, variables: { id: AURORA_ID } });
    const toBroker = await asked('broker');
    expect(toBroker.data).toEqual({ importer: { name: null, number: '07-000000100', addresses: null } });
    expect(reasons(toBroker)).toEqual({
      'Importer.name': 'CONFIDENTIALITY',
      'Importer.addresses': 'CONFIDENTIALITY',
    });
    for (const as of ['pga', 'importer'] as const) {
      expect((await asked(as)).data).toMatchObject({
        importer: {
          name: 'AURORA KITCHENWARE LLC',
          addresses: expect.arrayContaining([{ kind: 'MAILING' }]),
        },
      });
    }
  });

  test('the same names the same day are the same certification', async () => {
    expect((await file(AURORA_NAMES)).data.fileConfidentialityCertification?.id).toBe(filed);
  });

  test.each([
    [[], 'names: expected 1 to 50 names, got 0'],
    [Array.from({ length: 51 }, (_, nth) => `Name ${nth}`), 'names: expected 1 to 50 names, got 51'],
    [
      ['AURORA KITCHENWARE LLC', ' '],
      'names: expected names of 1 to 200 characters with a letter or digit in each',
    ],
    [
      ['Some Other Name'],
      'names: expected the legal name of the importer among them, and every variant on manifests',
    ],
  ])('names that are none are refused: %#', async (names, message) => {
    const answer = await file(names);
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('reviewed by CBP it stays in force; upheld it is as before; the certifier reads why', async () => {
    const opened = await review(filed, 'REVIEW');
    expect(opened.data.reviewConfidentialityCertification).toMatchObject({
      state: 'UNDER_REVIEW',
      inForce: true,
      underReviewSince: TODAY.toString(),
      reviewDueOn: null,
    });
    expect((await nameTo()).data).toMatchObject({ importer: { name: null } });
    await review(filed, 'REVIEW', 'Once more changes nothing.');
    await review(filed, 'UPHOLD', 'All variants are on manifests (invented).');
    const mine = await ask(house, { as: 'importer' }, MyConfidentialityDocument, { importer: AURORA_ID });
    expect(mine.data.importer?.confidentiality).toMatchObject([
      {
        id: filed,
        state: 'ACTIVE',
        reviews: [
          { decision: 'UPHOLD', note: 'All variants are on manifests (invented).' },
          { decision: 'REVIEW', note: 'Looked at (invented).' },
        ],
      },
    ]);
  });

  test('withdrawn by CBP it uncovers the name at the next request, and is over', async () => {
    const withdrawn = await review(filed, 'WITHDRAW');
    expect(withdrawn.data.reviewConfidentialityCertification).toMatchObject({
      state: 'WITHDRAWN_BY_CBP',
      inForce: false,
      withdrawnOn: TODAY.toString(),
    });
    expect((await nameTo()).data).toMatchObject({ importer: { name: 'AURORA KITCHENWARE LLC' } });
    const again = await review(filed, 'WITHDRAW', 'Again.');
    expect(again.data.reviewConfidentialityCertification?.reviews).toHaveLength(3);
    expect((await review(filed, 'UPHOLD')).errors).toMatchObject([
      { message: 'decision: expected a certification that is not over, this one is WITHDRAWN_BY_CBP' },
    ]);
    expect((await review('cnf_00000000000000000000', 'UPHOLD')).data).toEqual({
      reviewConfidentialityCertification: null,
    });
  });

  test("taken back by its certifier it is over; another's is not there", async () => {
    const { data } = await file([...AURORA_NAMES, 'Aurora']);
    const id = data.fileConfidentialityCertification?.id ?? '';
    const withdraw = (of: string, which: string) =>
      ask(house, { as: 'importer', of }, WithdrawConfidentialityDocument, { id: which });
    const strange = await withdraw('borealis', id);
    const none = await withdraw('borealis', 'cnf_00000000000000000000');
    expect(strange.data).toEqual({ withdrawConfidentialityCertification: null });
    expect(strange.text.replaceAll(strange.requestId, '')).toBe(none.text.replaceAll(none.requestId, ''));
    expect((await nameTo()).data).toMatchObject({ importer: { name: null } });
    expect((await withdraw('aurora', id)).data.withdrawConfidentialityCertification).toMatchObject({
      state: 'WITHDRAWN',
      inForce: false,
    });
    expect((await nameTo()).data).toMatchObject({ importer: { name: 'AURORA KITCHENWARE LLC' } });
  });

  test('lapses after its second anniversary; a manifest of before stays as it was (CF-005)', async () => {
    await file(AURORA_NAMES);
    const query = `query ($id: ID!) { importer(id: $id) {
      before: manifestConfidentiality(on: "2026-11-01") { id }
      during: manifestConfidentiality(on: "2027-06-01") { state }
      after: manifestConfidentiality(on: "2028-11-03") { id }
    } }`;
    const CASES = [
      ['2028-09-02', null, { during: { state: 'ACTIVE' }, after: null }],
      ['2028-11-02', null, { during: { state: 'RENEWAL_DUE' }, after: null }],
      ['2028-11-03', 'AURORA KITCHENWARE LLC', { during: { state: 'EXPIRED' }, after: null }],
    ] as const;
    for (const [day, name, manifest] of CASES) {
      const later = await onAnotherDay(house, day);
      try {
        const publicly = await later.ask({ query: NAME, variables: { id: AURORA_ID } });
        expect([day, publicly.data]).toMatchObject([day, { importer: { name } }]);
        const toCbp = await later.ask({ as: 'cbp', query, variables: { id: AURORA_ID } });
        expect(toCbp.data).toEqual({ importer: { before: null, ...manifest } });
      } finally {
        await later.close();
      }
    }
  });

  test('filed while another is in force it renews it in time', async () => {
    const { data } = await file(['BOREALIS TOYS INC', 'BOREALIS PLAY', 'BOREALIS'], null, 'borealis');
    expect(data.fileConfidentialityCertification).toMatchObject({ state: 'ACTIVE', renewal: 'TIMELY' });
    const mine = await ask(house, { as: 'importer', of: 'borealis' }, MyConfidentialityDocument, {
      importer: BOREALIS_ID,
    });
    expect(mine.data.importer?.confidentiality?.map(({ state, inForce }) => [state, inForce])).toEqual([
      ['ACTIVE', true],
      ['RENEWED', true],
    ]);
  });
});

describe('a client mutation key', () => {
  const certificationsOf = async (id: string) =>
    (
      await house.admin.unsafe(
        'select id from importers.confidentiality_certification where importer_id = $1 and filed_at is not null',
        [id],
      )
    ).length;

  test('does once what is sent twenty times at once, and leaves one audit line', async () => {
    const before = await certificationsOf(DUNE_ID);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => file(['DUNE TRADING', 'DUNE'], 'twenty', 'dune')),
    );
    const [id = '', ...others] = new Set(
      answers.map(({ data }) => data.fileConfidentialityCertification?.id ?? ''),
    );
    expect([id.slice(0, 4), others]).toEqual(['cnf_', []]);
    expect(await certificationsOf(DUNE_ID)).toBe(before + 1);
    expect(await audited(id)).toHaveLength(1);
  });

  test('is refused for another input, and free for another organisation', async () => {
    const other = await file(['DUNE TRADING'], 'twenty', 'dune');
    expect(other.errors).toMatchObject([
      {
        message: 'clientMutationKey: this key was used for another input',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const ofAnother = await file(['BOREALIS TOYS INC'], 'twenty', 'borealis');
    expect(ofAnother.data.fileConfidentialityCertification?.names).toEqual(['BOREALIS TOYS INC']);
    const malformed = await file(['BOREALIS TOYS INC'], 'two words', 'borealis');
    expect(malformed.errors).toMatchObject([
      { message: 'clientMutationKey: expected 1 to 64 visible ASCII characters' },
    ]);
  });
});

describe('a consent, EO 14411 § 2(d)', () => {
  const grant = (until: string, { platform = BAZAAR_ID, of = 'aurora', ...rest }: Partial<Grant> = {}) =>
    ask(house, { as: 'importer', of }, GrantConsentDocument, { platform, until, ...rest });
  interface Grant {
    readonly platform: string;
    readonly of: string;
    readonly scopes: ('IMPORTER_NAME' | 'STANDING_STATUS')[];
    readonly clientMutationKey: string;
  }
  const revoke = (id: string, of: string) =>
    ask(house, { as: 'importer', of }, RevokeConsentDocument, { id });
  const seen = (of = 'bazaar', importer = EVERGLADE_ID) =>
    ask(house, { as: 'platform', of }, ConsentingImporterDocument, { importer });
  const without = ({ text, requestId }: { readonly text: string; readonly requestId: string }) =>
    text.replaceAll(requestId, '');

  /** Neither listed nor enrolled nor certified: no platform knows of it. */
  let EVERGLADE_ID: string;
  beforeAll(async () => {
    EVERGLADE_ID = ids.importer('264601-00005');
    await newcomer(house, { key: 'everglade', as: 'aurora', subject: EVERGLADE_ID });
  });

  const absent = async (of?: string) => {
    const none = await seen(of, 'imp_00000000000000000000');
    const answer = await seen(of);
    expect(answer.data).toEqual({ importer: null });
    expect(without(answer)).toBe(without(none));
    expect(await house.ledgerOf(answer.requestId)).toEqual([]);
  };

  let consent: string;

  test('the platforms that an importer may consent to are told to it', async () => {
    const { data } = await ask(house, { as: 'importer', of: 'everglade' }, MyConsentsDocument, {
      importer: EVERGLADE_ID,
    });
    expect(data).toEqual({
      importer: { consents: [] },
      platforms: [
        { id: BAZAAR_ID, name: 'Bazaar Marketplace (invented)' },
        { id: expect.stringMatching(/^org_/), name: 'mart (invented)' },
      ],
    });
  });

  test('before it the importer is not there', () => absent());

  test.each([
    [-1, 'until: expected a day from 2026-11-02 to 2026-12-02, at most 30 days ahead, got 2026-11-01'],
    [31, 'until: expected a day from 2026-11-02 to 2026-12-02, at most 30 days ahead, got 2026-12-03'],
  ])('of %i days it is refused', async (days, message) => {
    const refused = await grant(ahead(days), { of: 'everglade' });
    expect(refused.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    await absent();
  });

  test('for no organisation and with no scope it is refused', async () => {
    const nobody = await grant(ahead(1), { of: 'everglade', platform: 'bazaar' });
    expect(nobody.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const nothing = await grant(ahead(1), { of: 'everglade', scopes: [] });
    expect(nothing.errors).toMatchObject([{ message: 'scopes: expected at least one, got none' }]);
  });

  test('given, the platform reads name and status and nothing else, recorded as by consent', async () => {
    const given = await grant(ahead(30), { of: 'everglade', clientMutationKey: 'consent-1' });
    expect(given.data.grantStandingConsent).toEqual({
      id: expect.stringMatching(/^cns_/),
      platform: BAZAAR_ID,
      scopes: ['IMPORTER_NAME', 'STANDING_STATUS'],
      grantedOn: TODAY.toString(),
      until: ahead(30),
      revokedAt: null,
      inForce: true,
    });
    consent = given.data.grantStandingConsent?.id ?? '';
    expect(await audited(consent)).toMatchObject([{ name: 'grantStandingConsent', audience: 'IMPORTER' }]);
    const answer = await seen();
    expect(answer.data).toEqual({
      importer: { id: EVERGLADE_ID, name: 'EVERGLADE IMPORTS', registryStatus: 'ACTIVE' },
    });
    expect(answer.withheld).toEqual([]);
    expect(await house.ledgerOf(answer.requestId)).toMatchObject([
      {
        rule: 'IMPORTER_NAME',
        relation: 'CONSENT',
        coordinates: 'Importer.name',
        purpose: 'SELLER_SCREENING',
      },
      { rule: 'STANDING_STATUS', relation: 'CONSENT', coordinates: 'Importer.registryStatus' },
    ]);
  });

  test('all else of it does not exist for a platform, and no other platform knows of it', async () => {
    for (const field of [
      'number',
      'addresses { kind }',
      'bonds { amount }',
      'consents { id }',
      'lastUsedOn',
    ]) {
      const query = `query ($id: ID!) { importer(id: $id) { ${field} } }`;
      const refused = await house.ask({ as: 'platform', query, variables: { id: EVERGLADE_ID } });
      expect([field, refused.status, codes(refused)]).toEqual([field, 400, ['GRAPHQL_VALIDATION_FAILED']]);
    }
    await absent('mart');
  });

  test('lists and filters answer as the row itself does', async () => {
    const query =
      'query ($filter: ImporterFilter) { importers(first: 50, filter: $filter) { nodes { id } } }';
    const found = async (filter: object) => {
      const { data } = await house.ask({ as: 'platform', query, variables: { filter } });
      const { importers } = data as { importers: { nodes: { id: string }[] } };
      return importers.nodes.some(({ id }) => id === EVERGLADE_ID);
    };
    expect(await found({})).toBe(true);
    expect(await found({ name: 'everglade' })).toBe(true);
    expect(await found({ registryStatus: 'ACTIVE' })).toBe(true);
    expect(await found({ registryStatus: 'VOIDED' })).toBe(false);
  });

  test('the importer finds the platform among those that were shown its record', async () => {
    const query = `query ($record: ID!) { disclosures(record: $record) { nodes { recipientName relation coordinates } } }`;
    const { data } = await house.ask({
      as: 'importer',
      of: 'everglade',
      query,
      variables: { record: EVERGLADE_ID },
    });
    const { disclosures } = data as { disclosures: { nodes: object[] } };
    expect(disclosures.nodes).toContainEqual({
      recipientName: 'Bazaar Marketplace (invented)',
      relation: 'CONSENT',
      coordinates: ['Importer.name'],
    });
  });

  test('the same again changes nothing; another takes its place', async () => {
    const same = await grant(ahead(30), { of: 'everglade' });
    expect(same.data.grantStandingConsent?.id).toBe(consent);
    const narrower = await grant(ahead(5), { of: 'everglade', scopes: ['STANDING_STATUS'] });
    expect(narrower.data.grantStandingConsent?.id).not.toBe(consent);
    const answer = await seen();
    expect(answer.data).toEqual({
      importer: { id: EVERGLADE_ID, name: null, registryStatus: 'ACTIVE' },
    });
    expect(reasons(answer)).toEqual({ 'Importer.name': 'CONDITION' });
    const mine = await ask(house, { as: 'importer', of: 'everglade' }, MyConsentsDocument, {
      importer: EVERGLADE_ID,
    });
    expect(mine.data.importer?.consents?.filter(({ inForce }) => inForce)).toHaveLength(1);
    consent = narrower.data.grantStandingConsent?.id ?? '';
  });

  test('on the day after its last day it is as if it had not been', async () => {
    for (const [day, importer] of [
      [ahead(5), { id: EVERGLADE_ID }],
      [ahead(6), null],
    ] as const) {
      const later = await onAnotherDay(house, day);
      try {
        const query = 'query ($id: ID!) { importer(id: $id) { id } }';
        const { data } = await later.ask({ as: 'platform', query, variables: { id: EVERGLADE_ID } });
        expect([day, data]).toEqual([day, { importer }]);
      } finally {
        await later.close();
      }
    }
  });

  test('revoked by the importer alone, the next request finds an importer that is not there', async () => {
    expect((await revoke(consent, 'borealis')).data).toEqual({ revokeStandingConsent: null });
    expect((await seen()).data).toMatchObject({ importer: { id: EVERGLADE_ID } });
    const revoked = await revoke(consent, 'everglade');
    expect(revoked.data.revokeStandingConsent).toMatchObject({ id: consent, inForce: false });
    await absent();
    const again = await revoke(consent, 'everglade');
    expect(again.data).toEqual(revoked.data);
    expect(await audited(consent)).toMatchObject([
      { name: 'grantStandingConsent' },
      { name: 'revokeStandingConsent' },
      { name: 'revokeStandingConsent' },
    ]);
  });

  test('a certification of confidentiality withholds the name from a platform with consent', async () => {
    await grant(ahead(3), { of: 'borealis' });
    const answer = await seen('bazaar', BOREALIS_ID);
    expect(answer.data).toMatchObject({
      importer: { id: BOREALIS_ID, name: null, registryStatus: 'ACTIVE' },
    });
    expect(reasons(answer)).toEqual({ 'Importer.name': 'CONFIDENTIALITY' });
    expect((await house.ledgerOf(answer.requestId)).map(({ rule }) => rule)).toEqual(['STANDING_STATUS']);
  });
});

describe('nobody else has the mutations', () => {
  const OF_IMPORTERS = [
    'mutation { fileConfidentialityCertification(input: { names: ["x"] }) { id } }',
    'mutation { withdrawConfidentialityCertification(id: "cnf_1") { id } }',
    'mutation { grantStandingConsent(input: { platform: "org_1", until: "2026-11-03" }) { id } }',
    'mutation { revokeStandingConsent(id: "cns_1") { id } }',
  ];
  const OF_CBP = [
    'mutation { reviewConfidentialityCertification(id: "cnf_1", decision: WITHDRAW, note: "x") { id } }',
  ];
  const OTHERS = [
    'pga',
    'broker',
    'platform',
    'rights-holder',
    'carrier',
    'post',
    'usps',
    undefined,
  ] as const;

  test.each([
    ...OTHERS.map((as) => [as, [...OF_IMPORTERS, ...OF_CBP]] as const),
    ['cbp', OF_IMPORTERS] as const,
    ['importer', OF_CBP] as const,
  ])('%s', async (as, mutations) => {
    for (const query of mutations) {
      const { status, ...refused } = await house.ask({ ...(as === undefined ? {} : { as }), query });
      expect([query, status, codes(refused)]).toEqual([query, 400, ['GRAPHQL_VALIDATION_FAILED']]);
    }
  });
});
