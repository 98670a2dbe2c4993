import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { EVERGLADE } from '@good-standing/gateway/world/cast.ts';
import {
  DecideListingDocument,
  EndKnownShipperDocument,
  EnrollKnownShipperDocument,
  ListingApplicationsDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  ApplyForListingDocument,
  LeaveKnownShippersDocument,
  MyListingsDocument,
  WithdrawListingDocument,
} from '@good-standing/schema/operations/importer/operations.generated.ts';
import { CheckSellersDocument } from '@good-standing/schema/operations/platform/operations.generated.ts';
import { TrustedImportersDocument } from '@good-standing/schema/operations/public/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { ask } from '../world/typed.ts';

const cbp = { as: 'cbp' } as const;
const bazaar = { as: 'platform' } as const;
const everglade = { as: 'importer', of: 'everglade' } as const;
const aurora = { as: 'importer' } as const;

let house: TestHouse;
let folder: string;
let importer: string;
let name: string;
beforeAll(async () => {
  house = await testHouse();
  folder = mkdtempSync(join(tmpdir(), 'gs-listings-'));
  importer = idsOf(house).importer(EVERGLADE);
  await newcomer(house, { key: 'everglade', as: 'aurora', subject: importer });
  const rows = await house.admin.unsafe<{ name: string }[]>(
    'select name from importers.importer where id = $1',
    [importer],
  );
  name = rows[0]?.name ?? '';
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const registry = async () => {
  const { data } = await ask(house, {}, TrustedImportersDocument, { filter: { names: [name] } });
  return data.trustedImporters;
};
const verdict = async () => {
  const { data } = await ask(house, bazaar, CheckSellersDocument, { sellers: [{ name }] });
  return data.screen.results[0]?.verdict;
};
const own = async () => (await ask(house, everglade, MyListingsDocument, { importer })).data.importer;

/** CBP's list of findings, with this one alone: contraband, final. */
async function finding(status: string): Promise<void> {
  const file = join(folder, `invented-violations-${status}.csv`);
  writeFileSync(
    file,
    [
      'finding_number,importer_number,entry_number,kind,culpability,statute,found_on,final_on,status,agencies',
      `INV-F-9001,${EVERGLADE},,CONTRABAND,FRAUD,19 USC 1592,2026-09-01,2026-10-20,${status},`,
      '',
    ].join('\n'),
  );
  expect(await house.feed('violations', file)).toMatchObject({ rejected: 0 });
}

describe('CBP E-Commerce Strategy obj. 4.2: the way into the registry, out of it, and back', () => {
  test('not listed: the answer says that it says nothing', async () => {
    const { nodes, notListed, words } = await registry();
    expect([nodes, notListed]).toEqual([[], [name]]);
    expect(words.notListed).toContain('says nothing against it');
    expect(await verdict()).toBe('NO_PUBLIC_ADVERSE_RECORD');
  });

  test('the importer applies, CBP reads its vetting and lists it; nobody else knows of the application', async () => {
    const applied = await ask(house, everglade, ApplyForListingDocument, { importer, mode: 'EXPRESS' });
    expect(applied.data.applyForTrustedListing).toMatchObject({ name, state: 'APPLIED' });
    const others = await ask(house, aurora, MyListingsDocument, { importer });
    expect(others.data.importer).toBeNull();
    const { data, requestId } = await ask(house, cbp, ListingApplicationsDocument, { state: 'APPLIED' });
    expect(data.trustedListingApplications?.nodes).toMatchObject([{ name, importer: { id: importer } }]);
    const lines = await house.ledgerOf(requestId);
    expect(lines.filter(({ rule }) => rule === 'LISTING_RECORD')).toMatchObject([{ audience: 'CBP' }]);
    const decided = await ask(house, cbp, DecideListingDocument, { importer, listed: true, note: 'Vetted.' });
    expect(decided.errors).toEqual([]);
    expect(decided.data.decideTrustedListing).toMatchObject({ state: 'LISTED', until: '2027-11-02' });
    await settleQueue(house.pools);
    expect((await registry()).nodes).toMatchObject([{ name, listedOn: '2026-11-02' }]);
    expect(await verdict()).toBe('LISTED_TRUSTED');
  });

  test('it is found by anyone as an importer while it is listed', async () => {
    const query = 'query ($id: ID!) { importer(id: $id) { name trustedListing { name } } }';
    const { data } = await house.ask({ query, variables: { id: importer } });
    expect(data).toEqual({ importer: { name, trustedListing: { name } } });
  });

  test('EO 14411 § 2(d): standing lost, it is suspended at once, wherever the listing is read', async () => {
    await finding('FINAL');
    expect((await registry()).notListed).toEqual([name]);
    expect(await verdict()).toBe('NO_PUBLIC_ADVERSE_RECORD');
    const query = 'query ($id: ID!) { importer(id: $id) { id } }';
    expect((await house.ask({ query, variables: { id: importer } })).data).toEqual({ importer: null });
    expect(await own()).toMatchObject({
      trustedListing: null,
      trustedListingApplications: [{ state: 'SUSPENDED' }],
      listingSuspensions: [{ until: '2027-11-02' }], // as long as the listing
    });
  });

  test('overturned, it is back with no decision anew', async () => {
    await finding('OVERTURNED');
    expect((await registry()).nodes).toMatchObject([{ name }]);
    expect(await verdict()).toBe('LISTED_TRUSTED');
    expect(await own()).toMatchObject({
      trustedListingApplications: [{ state: 'LISTED' }],
      listingSuspensions: [],
    });
  });

  test('the importer leaves, and is as one that never was listed', async () => {
    const left = await ask(house, everglade, WithdrawListingDocument, { importer });
    expect(left.data.withdrawTrustedListing).toMatchObject({ state: 'WITHDRAWN' });
    await settleQueue(house.pools);
    expect((await registry()).notListed).toEqual([name]);
    expect(await verdict()).toBe('NO_PUBLIC_ADVERSE_RECORD');
  });
});

describe('CBP E-Commerce Strategy obj. 3.2: known shippers, yes or no', () => {
  const query = 'query ($id: ID!) { importer(id: $id) { knownShipper { enrolled modes } } }';
  const member = async (as: 'carrier' | 'platform' | 'rights-holder') =>
    house.ask({ as, query, variables: { id: importer } });

  test('enrolled by CBP, a carrier reads membership and no more; a rights holder has no such field', async () => {
    const { data } = await ask(house, cbp, EnrollKnownShipperDocument, {
      input: { importer, mode: 'EXPRESS', note: 'Invented.' },
    });
    expect(data.enrollKnownShipper).toMatchObject({ from: '2026-11-02', until: '2028-11-02', inForce: true });
    const yes = { importer: { knownShipper: { enrolled: true, modes: ['EXPRESS'] } } };
    expect((await member('carrier')).data).toEqual(yes);
    expect((await member('platform')).data).toEqual(yes);
    expect((await member('rights-holder')).status).toBe(400);
    const record = query.replace('knownShipper { enrolled modes }', 'knownShipperRecord { from }');
    expect((await house.ask({ as: 'carrier', query: record, variables: { id: importer } })).status).toBe(400);
  });

  test('the importer leaves; what is over stays so for CBP', async () => {
    const id = (await own())?.knownShipperRecord?.[0]?.id ?? '';
    const left = await ask(house, everglade, LeaveKnownShippersDocument, { id, note: 'Invented.' });
    expect(left.data.endKnownShipperEnrollment).toMatchObject({ inForce: false, endedOn: '2026-11-02' });
    const again = await ask(house, cbp, EndKnownShipperDocument, { id, note: 'Invented.' });
    expect(again.data.endKnownShipperEnrollment).toMatchObject({ inForce: false, endedOn: '2026-11-02' });
    expect((await member('carrier')).data).toEqual({ importer: null });
  });
});
