import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type Asked,
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Announcement, isAddressedTo } from '@good-standing/kernel/webhook/announcement.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';

const broker = (license: string) => recordId('brk', testSecret.ids, license);
const [BEACON, COMPASS] = [broker('07001'), broker('07002')];
const AURORA = recordId('imp', testSecret.ids, '07-000000100');
const BOREALIS = recordId('imp', testSecret.ids, '07-000000200');

const rules = new Set(['BROKER_RECORD', 'BROKER_CLIENTS']);
const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP', actor: 'officer-1' };
const fda: Viewer = { ...PUBLIC_VIEWER, audience: 'PGA', agency: 'FDA', rules };
const beacon: Viewer = { ...PUBLIC_VIEWER, audience: 'BROKER', subject: BEACON, rules };
const aurora: Viewer = { ...PUBLIC_VIEWER, audience: 'IMPORTER', subject: AURORA, rules };
const WHO: Readonly<Record<string, Viewer>> = {
  cbp,
  fda,
  'another agency': { ...fda, agency: 'CPS' },
  beacon,
  'beacon without the rules': { ...beacon, rules: new Set<string>() },
  'another broker': { ...beacon, subject: COMPASS },
  aurora,
  'another importer': { ...aurora, subject: BOREALIS },
  'a platform': { ...PUBLIC_VIEWER, audience: 'PLATFORM', rules },
  nobody: PUBLIC_VIEWER,
};

let brokers: DisposableSubgraph;
let heard = 0;

beforeAll(async () => {
  brokers = await disposableSubgraph(definition);
  await brokers.feed('brokers', [
    'license_number,name,filer_codes,ctpat_consent',
    '07001,BEACON CUSTOMS BROKERAGE,B7Q,N',
  ]);
  await brokers.feed('broker-statuses', [
    'license_number,programme,status,from_on,until_on',
    '07001,LICENSE,ACTIVE,2015-03-01,',
  ]);
  await brokers.feed('broker-clients', [
    'license_number,importer_number,from_on,until_on',
    '07001,07-000000100,2020-01-01,',
  ]);
  await brokers.sql`
    insert into jurisdiction (importer_id, agency, first_on, last_on)
    values (${AURORA}, 'FDA', '2025-01-01', '2026-01-01')`;
});
afterAll(() => brokers?.drop());

async function announced(): Promise<readonly Announcement[]> {
  const all = (await brokers.published('announcement')) as readonly Announcement[];
  const fresh = all.slice(heard);
  heard = all.length;
  return fresh;
}

const toldTo = (event: Announcement | undefined) =>
  event === undefined
    ? []
    : Object.keys(WHO).filter((name) => isAddressedTo(event, WHO[name] ?? PUBLIC_VIEWER));

const does = async (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  (((await brokers.ask({ viewer, document, variables })).data ?? {}) as { done?: { id: string } }).done?.id ??
  '';

/** A subscription as it answers one event to one viewer: null is silence. */
const tells = async (
  viewer: Viewer,
  event: Announcement | undefined,
  selection: string,
): Promise<Asked['data']> =>
  (await brokers.ask({ viewer, document: `subscription { ${selection} }`, event: event ?? null })).data;

describe('EO 14411 § 4(a): each step of a finding is announced to CBP and the broker it is on', () => {
  let id: string;
  const OPEN = 'mutation ($input: BrokerFindingInput!) { done: openBrokerFinding(input: $input) { id } }';
  const input = { broker: BEACON, kind: 'DUE_DILIGENCE', foundOn: '2026-11-20', basis: 'Invented.' };

  test('opened, once', async () => {
    id = await does(cbp, OPEN, { input });
    expect(await does(cbp, OPEN, { input })).toBe(id);
    const [event, ...more] = await announced();
    expect([event?.kind, event?.record, more]).toEqual(['BROKER_FINDING_CHANGED', id, []]);
    expect(toldTo(event)).toEqual(['cbp', 'beacon']);
    expect(JSON.stringify(event)).not.toContain('Invented');
  });

  test('answered and decided', async () => {
    await does(beacon, `mutation { done: appealBrokerFinding(id: "${id}", note: "We did.") { id } }`);
    await does(
      cbp,
      `mutation { done: closeBrokerFinding(id: "${id}", outcome: NO_ACTION, note: "It did.") { id } }`,
    );
    await does(
      cbp,
      `mutation { done: closeBrokerFinding(id: "${id}", outcome: NO_ACTION, note: "It did.") { id } }`,
    );
    const events = await announced();
    expect(events.map(({ record }) => record)).toEqual([id, id]);
    const [event] = events;
    const selection = 'brokerFindingChanged { event finding { id state } }';
    const told = { brokerFindingChanged: { event: event?.id, finding: { id, state: 'CLOSED' } } };
    expect(await tells(cbp, event, selection)).toEqual(told);
    expect(await tells(beacon, event, selection)).toEqual(told);
    expect(await tells({ ...beacon, subject: COMPASS }, event, selection)).toEqual({
      brokerFindingChanged: null,
    });
    expect(await tells(cbp, event, 'designationChanged { event }')).toEqual({ designationChanged: null });
  });

  test('fetched back by its id, by those alone', async () => {
    const fetched = (viewer: Viewer) =>
      brokers.ask({ viewer, document: `{ brokerFinding(id: "${id}") { id } }` }).then(({ data }) => data);
    expect(await fetched(cbp)).toEqual({ brokerFinding: { id } });
    expect(await fetched(beacon)).toEqual({ brokerFinding: { id } });
    for (const viewer of [WHO['another broker'] ?? cbp, aurora, fda, PUBLIC_VIEWER])
      expect(await fetched(viewer)).toEqual({ brokerFinding: null });
  });
});

describe('a designation that is made or taken back is announced to whoever reads it', () => {
  let id: string;
  const MAKE =
    'mutation ($broker: ID!) { done: designateBrokerAsImporterOfRecord(input: { broker: $broker }) { id } }';
  const END = 'mutation ($id: ID!) { done: endBrokerDesignation(id: $id) { id } }';

  test('made, once', async () => {
    id = await does(aurora, MAKE, { broker: BEACON });
    await does(aurora, MAKE, { broker: BEACON });
    const [event, ...more] = await announced();
    expect([event?.kind, event?.record, more]).toEqual(['DESIGNATION_CHANGED', id, []]);
    expect(toldTo(event)).toEqual(['cbp', 'fda', 'beacon', 'aurora']);
    const selection = 'designationChanged { event designation { id state } }';
    const told = { designationChanged: { event: event?.id, designation: { id, state: 'IN_FORCE' } } };
    for (const viewer of [cbp, fda, beacon, aurora])
      expect(await tells(viewer, event, selection)).toEqual(told);
    for (const name of ['another agency', 'another broker', 'another importer'])
      expect(await tells(WHO[name] ?? cbp, event, selection)).toEqual({ designationChanged: null });
  });

  test('taken back, once', async () => {
    await does(aurora, END, { id });
    await does(aurora, END, { id });
    const [event, ...more] = await announced();
    expect([event?.record, more]).toEqual([id, []]);
    const fetched = await brokers.ask({
      viewer: beacon,
      document: `{ brokerDesignation(id: "${id}") { state } }`,
    });
    expect(fetched.data).toEqual({ brokerDesignation: { state: 'ENDED' } });
  });
});
