import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AURORA, BOREALIS, bazaar, cbp, compass, DUNE, fda, importersWithCast, viewers } from './cast.ts';
import { reasons } from './told.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

const WHOLE = `query ($id: ID!) {
  importer(id: $id) {
    id name number otherNames kind registryStatus lastUsedOn
    numberHistory { number until }
    addresses { kind address { lines city region postalCode country } }
    profile { yearOrganized organizedIn naics businessDescription website entriesPerYear anticipatedValue uei cage duns lei }
    owners { name country percent controlling from until }
    assets { description country value from until }
    bonds { bondNumber bondType activity suretyCode amount effectiveOn terminatedOn inForce }
    confidentiality { receivedOn validUntil withdrawnOn inForce names }
    trustedListing { name mode listedOn until }
    knownShipper { enrolled modes }
    provenance { source line }
  }
}`;

describe('one importer, whole', () => {
  test('CBP has all of it, and all of it is noted', async () => {
    const answer = await importers.ask({ viewer: cbp, document: WHOLE, variables: { id: AURORA } });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      importer: {
        id: AURORA,
        name: 'AURORA KITCHENWARE LLC',
        number: '07-000000100',
        otherNames: ['Aurora Home', 'Aurora Café Supply'],
        kind: 'LLC',
        registryStatus: 'ACTIVE',
        lastUsedOn: '2026-10-30',
        numberHistory: [
          { number: '07-000009900', until: '2024-06-30' },
          { number: '000-98-7654', until: '2019-12-31' },
        ],
        addresses: [
          {
            kind: 'MAILING',
            address: {
              lines: ['1 Invented Way', 'Suite 100'],
              city: 'Springfield',
              region: 'IL',
              postalCode: '62701',
              country: 'US',
            },
          },
          {
            kind: 'PHYSICAL',
            address: {
              lines: ['9 Example Dock'],
              city: 'Joliet',
              region: 'IL',
              postalCode: '60431',
              country: 'US',
            },
          },
        ],
        profile: {
          yearOrganized: 2015,
          organizedIn: 'Illinois',
          naics: '423220',
          businessDescription: 'Invented importer of kitchenware',
          website: 'https://aurora.example',
          entriesPerYear: 'FROM_25',
          anticipatedValue: '2500000.00',
          uei: 'AURRAK7TCHN1',
          cage: '0AU01',
          duns: null,
          lei: null,
        },
        owners: [
          {
            name: 'Invented Person One',
            country: 'US',
            percent: 60,
            controlling: true,
            from: '2015-03-01',
            until: null,
          },
          {
            name: 'Invented Holdings',
            country: 'CN',
            percent: 40,
            controlling: false,
            from: '2020-01-01',
            until: null,
          },
        ],
        assets: [
          {
            description: 'Invented warehouse',
            country: 'US',
            value: '1500000.00',
            from: '2016-05-01',
            until: null,
          },
        ],
        bonds: [
          {
            bondNumber: '990000001',
            bondType: 'CONTINUOUS',
            activity: '1',
            suretyCode: '001',
            amount: '50000.00',
            effectiveOn: '2025-01-01',
            terminatedOn: null,
            inForce: true,
          },
          {
            bondNumber: '990000002',
            bondType: 'CONTINUOUS',
            activity: '1',
            suretyCode: '001',
            amount: '40000.00',
            effectiveOn: '2023-01-01',
            terminatedOn: '2025-01-01',
            inForce: false,
          },
        ],
        confidentiality: [],
        trustedListing: {
          name: 'Aurora Kitchenware LLC',
          mode: 'EXPRESS',
          listedOn: '2025-03-01',
          until: null,
        },
        knownShipper: { enrolled: false, modes: [] },
        provenance: [{ source: 'IMPORTER_REGISTRY', line: 2 }],
      },
    });
    expect(answer.withheld).toEqual([]);
    const rules = answer.disclosed.filter((note) => note.record === AURORA).map((note) => note.rule);
    expect(rules.sort()).toEqual([
      'CONFIDENTIALITY',
      'IMPORTER_CONTACT',
      'IMPORTER_NAME',
      'IMPORTER_NUMBER',
      'IMPORTER_OWNERSHIP',
      'IMPORTER_PROFILE',
      'IMPORTER_SECURITY',
      'KNOWN_SHIPPER',
      'PROVENANCE',
      'STANDING_STATUS',
    ]);
  });

  test.each<[string, string, Record<string, string>]>([
    ['fda', AURORA, { confidentiality: 'AUDIENCE' }],
    ['aurora', AURORA, {}],
    ['beacon', AURORA, { owners: 'AUDIENCE', assets: 'AUDIENCE', confidentiality: 'AUDIENCE' }],
    [
      'compass',
      BOREALIS,
      {
        name: 'CONFIDENTIALITY',
        otherNames: 'CONFIDENTIALITY',
        addresses: 'CONFIDENTIALITY',
        owners: 'AUDIENCE',
        assets: 'AUDIENCE',
        confidentiality: 'AUDIENCE',
      },
    ],
    ['cpsc', BOREALIS, { confidentiality: 'AUDIENCE' }],
    ['borealis', BOREALIS, {}],
    ['fda', DUNE, { number: 'PURPOSE', numberHistory: 'PURPOSE', confidentiality: 'AUDIENCE' }],
    ['fdaForIdentity', DUNE, { confidentiality: 'AUDIENCE' }],
  ])('%s on %s is refused only %j', async (viewer, id, refused) => {
    const answer = await importers.ask({
      viewer: viewers[viewer] ?? cbp,
      document: WHOLE,
      variables: { id },
    });
    expect(reasons(answer.withheld)).toEqual(refused);
    const importer = answer.data?.importer as Record<string, unknown>;
    for (const field of Object.keys(refused)) expect(importer[field]).toBeNull();
    expect(importer.id).toBe(id);
  });

  test('a platform has the name of a trusted importer; its standing wants a consent', async () => {
    const document = `query ($id: ID!) { importer(id: $id) { name number registryStatus knownShipper { enrolled } } }`;
    const answer = await importers.ask({ viewer: bazaar, document, variables: { id: AURORA } });
    expect(answer.data).toEqual({
      importer: {
        name: 'AURORA KITCHENWARE LLC',
        number: null,
        registryStatus: null,
        knownShipper: { enrolled: false },
      },
    });
    expect(reasons(answer.withheld)).toEqual({ number: 'AUDIENCE', registryStatus: 'CONDITION' });
  });

  test('the public has the name of a trusted importer without an agreement, and nothing else of it', async () => {
    const document = `query ($id: ID!) { importer(id: $id) { name number addresses { kind } trustedListing { name } } }`;
    const answer = await importers.ask({ viewer: PUBLIC_VIEWER, document, variables: { id: AURORA } });
    expect(answer.data).toEqual({
      importer: {
        name: 'AURORA KITCHENWARE LLC',
        number: null,
        addresses: null,
        trustedListing: { name: 'Aurora Kitchenware LLC' },
      },
    });
    expect(reasons(answer.withheld)).toEqual({ number: 'UNAUTHENTICATED', addresses: 'UNAUTHENTICATED' });
    expect(answer.disclosed).toMatchObject([{ record: AURORA, rule: 'IMPORTER_NAME' }]);
  });

  test('a Social Security number held before is withheld by itself', async () => {
    const document = 'query ($id: ID!) { importer(id: $id) { numberHistory { number until } } }';
    const answer = await importers.ask({ viewer: fda, document, variables: { id: AURORA } });
    expect(answer.data).toEqual({
      importer: {
        numberHistory: [
          { number: '07-000009900', until: '2024-06-30' },
          { number: null, until: '2019-12-31' },
        ],
      },
    });
    expect(answer.withheld).toMatchObject([
      { coordinate: 'ImporterNumberRecord.number', reason: 'PURPOSE', count: 1 },
    ]);
  });

  test('the certification is in force from the day of receipt to its second anniversary', async () => {
    const name = async (now: string) => {
      const document = 'query ($id: ID!) { importer(id: $id) { name } }';
      const answer = await importers.ask({ viewer: compass, document, variables: { id: BOREALIS }, now });
      return answer.data?.importer;
    };
    expect(await name('2025-05-31T23:59:59Z')).toEqual({ name: 'BOREALIS TOYS INC' });
    expect(await name('2025-06-01T00:00:00Z')).toEqual({ name: null });
    expect(await name('2027-06-01T23:59:59Z')).toEqual({ name: null });
    expect(await name('2027-06-02T00:00:00Z')).toEqual({ name: 'BOREALIS TOYS INC' });
  });
});

test('without a ledger the protected is withheld and the public record stands', async () => {
  const document = '{ trustedImporters { nodes { name } } importers { nodes { id name } } }';
  const answer = await importers.ask({ viewer: PUBLIC_VIEWER, document, ledgerAvailable: false });
  expect(answer.data).toEqual({
    trustedImporters: { nodes: [{ name: 'Aurora Kitchenware LLC' }] },
    importers: { nodes: [{ id: AURORA, name: null }] },
  });
  expect(reasons(answer.withheld)).toEqual({ name: 'LEDGER_UNAVAILABLE' });
});
