import type { Finding, ImporterIdentity } from '@good-standing/kernel/findings/topics.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type Asked,
  type DisposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  assessAllDue,
  aurora,
  BOREALIS,
  bazaar,
  beacon,
  borealis,
  cbp,
  EVERGLADE,
  fda,
  granted,
  hear,
  importersWithCast,
  lumen,
  sample,
  swift,
} from '../cast.ts';
import { findingConsumer } from '../consumers/finding.ts';
import { standingConsumers } from '../consumers/standing.ts';

let importers: DisposableSubgraph;
beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

async function told(topic: string, ...items: readonly object[]): Promise<void> {
  const consumer = [findingConsumer, ...standingConsumers].find((each) => each.topic === topic);
  if (consumer === undefined) throw new Error(`nobody hears ${topic}`);
  await hear(importers.sql, consumer, items);
  await assessAllDue(importers.sql);
}

const violation = (subject: string, validFrom: string, validUntil: string | null): Finding => ({
  key: `fnd_invented_${subject}`,
  rule: 'GS-003',
  ruleVersion: 1,
  subject,
  effect: 'FAIL_NOT_GOOD',
  validFrom,
  validUntil,
  evidence: [{ kind: 'VIOLATION', record: 'vio_invented', observedOn: validFrom }],
  state: 'OPEN',
  statedAt: new Date().toISOString(),
});

const APPLICATION = `id name mode state listedOn until vetting { check passed required } decisions { decision note }`;
const does = (viewer: Viewer, field: string, now?: string) =>
  importers.ask({
    viewer,
    document: `mutation { done: ${field} }`,
    ...(now === undefined ? {} : { now }),
  });
const done = <Row>(answer: Asked) => (answer.data as { done: Row | null } | null)?.done ?? null;
const idOf = (answer: Asked) => done<{ id: string }>(answer)?.id ?? '';
const message = (answer: Asked) => answer.errors?.[0]?.message;

const REGISTRY = `query ($filter: TrustedImporterFilter) { trustedImporters(filter: $filter) {
  nodes { name mode listedOn until } notListed words { notListed authority }
} }`;
interface Registry {
  readonly nodes: readonly { readonly name: string; readonly listedOn: string }[];
  readonly notListed: readonly string[];
  readonly words: { readonly notListed: string; readonly authority: string };
}
const registry = async (now?: string, filter: object = {}) => {
  const answer = await importers.ask({
    viewer: PUBLIC_VIEWER,
    document: REGISTRY,
    variables: { filter },
    ...(now === undefined ? {} : { now }),
  });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { trustedImporters: Registry }).trustedImporters;
};
const listedNames = async (now?: string, filter?: object) =>
  (await registry(now, filter)).nodes.map(({ name }) => name);

const apply = (viewer: Viewer, importer: string, more = '') =>
  does(viewer, `applyForTrustedListing(importer: "${importer}"${more}) { ${APPLICATION} }`);
const decide = (importer: string, listed: boolean, more = '') =>
  does(
    cbp,
    `decideTrustedListing(importer: "${importer}", listed: ${listed}, note: "invented"${more}) { ${APPLICATION} }`,
  );

describe('CBP E-Commerce Strategy obj. 4.2: applied, vetted, decided', () => {
  test('who has not applied is not listed', async () => {
    expect(message(await decide(BOREALIS, true))).toContain('expected an importer that has applied');
    expect(done(await decide(recordId('imp', testSecret.ids, 'x'), true))).toBeNull();
  });

  test('an importer applies for itself, once, under a name of its own', async () => {
    expect(message(await apply(borealis, BOREALIS, ', name: "Somebody Else"'))).toBe(
      'name: expected a name of the importer in the registry of importers',
    );
    const first = await apply(borealis, BOREALIS, ', mode: "express"');
    expect(done(first)).toMatchObject({
      name: 'BOREALIS TOYS INC',
      mode: 'EXPRESS',
      state: 'APPLIED',
      listedOn: null,
      decisions: [],
    });
    expect(idOf(await apply(borealis, BOREALIS))).toBe(idOf(first));
    expect(done(await apply(aurora, BOREALIS))).toBeNull();
    expect(await listedNames()).not.toContain('BOREALIS TOYS INC');
  });

  test('what is not known is not good: nobody is listed before its standing is', async () => {
    expect(message(await decide(BOREALIS, true))).toBe(
      'listed: expected an importer that passes vetting, this one fails STANDING',
    );
    await told('rule-looked-at', { rule: 'GS-001' }, { rule: 'GS-003' }, { rule: 'GS-004' });
  });

  test('CBP’s worklist has it with its checks, which nobody else reads', async () => {
    const document = `{ trustedListingApplications(state: APPLIED) { nodes { importer { id } vetting { check passed } } } }`;
    const list = await importers.ask({ viewer: cbp, document });
    expect(list.data).toEqual({
      trustedListingApplications: {
        nodes: [
          {
            importer: { id: BOREALIS },
            vetting: ['STANDING', 'NUMBER', 'NAME', 'CLEAN_RECORD'].map((check) => ({ check, passed: true })),
          },
        ],
      },
    });
    for (const viewer of [borealis, fda, PUBLIC_VIEWER]) {
      expect((await importers.ask({ viewer, document })).data).toEqual({ trustedListingApplications: null });
    }
  });

  test('listed, it is public record from today to the last day, and told to the other owners', async () => {
    const listed = await decide(BOREALIS, true);
    expect(done(listed)).toMatchObject({
      state: 'LISTED',
      listedOn: '2026-11-22',
      until: '2027-11-22',
      vetting: [{ check: 'STANDING', passed: true }, {}, {}, {}],
      decisions: [{ decision: 'LIST', note: 'invented' }],
    });
    expect(idOf(await decide(BOREALIS, true))).toBe(idOf(listed));
    expect(await listedNames()).toContain('BOREALIS TOYS INC');
    const identities = (await importers.published('importer-identity')) as readonly ImporterIdentity[];
    expect(identities.at(-1)).toMatchObject({
      importerId: BOREALIS,
      trusted: { name: 'BOREALIS TOYS INC', from: '2026-11-22', until: '2027-11-22' },
    });
  });

  test('CBP’s own list, received again without it, does not end it', async () => {
    await importers.feed('trusted-listings', sample('trusted-listings'));
    expect(await listedNames()).toContain('BOREALIS TOYS INC');
  });

  test('a renewal takes the place of the listing; refused, the listing stays', async () => {
    await apply(borealis, BOREALIS);
    expect(done(await decide(BOREALIS, false))).toMatchObject({
      state: 'REFUSED',
      decisions: [{ decision: 'REFUSE' }],
    });
    expect(await listedNames()).toContain('BOREALIS TOYS INC');
    await apply(borealis, BOREALIS, ', mode: "mail"');
    await decide(BOREALIS, true, ', until: "2026-11-28"');
    expect(await listedNames('2026-11-28T12:00:00Z')).toContain('BOREALIS TOYS INC');
    expect(await listedNames('2026-11-29T12:00:00Z')).not.toContain('BOREALIS TOYS INC');
    const { nodes } = await registry(undefined, { word: 'toys' });
    expect(nodes).toMatchObject([{ name: 'BOREALIS TOYS INC', mode: 'MAIL', until: '2026-11-28' }]);
    const own = await importers.ask({
      viewer: borealis,
      document: `{ importer(id: "${BOREALIS}") { trustedListingApplications { state } } }`,
    });
    expect(own.data).toEqual({
      importer: {
        trustedListingApplications: [{ state: 'LISTED' }, { state: 'REFUSED' }, { state: 'ENDED' }],
      },
    });
    expect(own.disclosed).toContainEqual(expect.objectContaining({ rule: 'LISTING_RECORD' }));
  });

  test.each([
    [', until: "2028-01-01"', 'until: expected a day from 2026-11-22 to 2027-11-22, got 2028-01-01'],
    [', until: "2026-11-21"', 'until: expected a day from 2026-11-22 to 2027-11-22, got 2026-11-21'],
  ])('%s is refused', async (more, expected) => {
    expect(message(await decide(BOREALIS, false, more))).toBe(expected);
  });
});

describe('suspended the moment standing is lost, and back when it returns', () => {
  const AURORA_LISTED = 'Aurora Kitchenware LLC';
  const suspensions = async (viewer: Viewer, id: string) => {
    const answer = await importers.ask({
      viewer,
      document: `{ importer(id: "${id}") { listingSuspensions { from until } } }`,
    });
    return (answer.data as { importer: { listingSuspensions: unknown } | null }).importer?.listingSuspensions;
  };

  test('also of what CBP’s own list brought, on the days of the failure and no others', async () => {
    await told('finding', violation(AURORA, '2026-11-20', '2026-11-25'));
    expect(await listedNames('2026-11-19T12:00:00Z')).toContain(AURORA_LISTED);
    for (const day of ['2026-11-20', '2026-11-22', '2026-11-25'])
      expect(await listedNames(`${day}T12:00:00Z`)).not.toContain(AURORA_LISTED);
    expect(await listedNames('2026-11-26T12:00:00Z')).toContain(AURORA_LISTED);
    expect(await suspensions(aurora, AURORA)).toEqual([{ from: '2026-11-20', until: '2026-11-25' }]);
    expect(await suspensions(cbp, AURORA)).toEqual([{ from: '2026-11-20', until: '2026-11-25' }]);
    expect(await suspensions(fda, AURORA)).toBeNull();
    const identities = (await importers.published('importer-identity')) as readonly ImporterIdentity[];
    expect(identities.at(-1)?.trusted?.suspended).toEqual([{ from: '2026-11-20', until: '2026-11-25' }]);
  });

  test('while suspended the importer is as one that is not listed: to a stranger it is not there', async () => {
    const document = `{ importer(id: "${AURORA}") { id trustedListing { name } } }`;
    expect((await importers.ask({ viewer: lumen, document })).data).toEqual({ importer: null });
    expect((await importers.ask({ viewer: beacon, document })).data).toEqual({
      importer: { id: AURORA, trustedListing: null },
    });
    const again = await importers.ask({ viewer: lumen, document, now: '2026-11-26T12:00:00Z' });
    expect(again.data).toEqual({ importer: { id: AURORA, trustedListing: { name: AURORA_LISTED } } });
  });

  test('it is back at once when the finding is withdrawn', async () => {
    await told('finding', { ...violation(AURORA, '2026-11-20', '2026-11-25'), state: 'WITHDRAWN' });
    expect(await listedNames()).toContain(AURORA_LISTED);
    expect(await suspensions(aurora, AURORA)).toEqual([]);
  });

  test('two failures one after the other are one suspension, as long as the listing', async () => {
    await told('finding', violation(BOREALIS, '2026-11-20', '2026-11-25'), {
      ...violation(BOREALIS, '2026-11-24', null),
      key: 'fnd_invented_second',
    });
    expect(await suspensions(borealis, BOREALIS)).toEqual([{ from: '2026-11-22', until: '2026-11-28' }]);
    const own = await importers.ask({
      viewer: borealis,
      document: `{ importer(id: "${BOREALIS}") { trustedListing { name } trustedListingApplications { state } } }`,
    });
    expect(own.data).toMatchObject({
      importer: { trustedListing: null, trustedListingApplications: [{ state: 'SUSPENDED' }, {}, {}] },
    });
  });
});

describe('an importer leaves, and CBP takes off', () => {
  test('who leaves is not listed from today, whoever listed it, and stays off CBP’s own list', async () => {
    const left = await does(aurora, `withdrawTrustedListing(importer: "${AURORA}") { ${APPLICATION} }`);
    expect(done(left)).toMatchObject({
      state: 'WITHDRAWN',
      decisions: [{ decision: 'WITHDRAW', note: null }],
    });
    expect(idOf(await does(aurora, `withdrawTrustedListing(importer: "${AURORA}") { id }`))).toBe(idOf(left));
    await importers.feed('trusted-listings', sample('trusted-listings'));
    expect(await listedNames()).toEqual([]);
    const identities = (await importers.published('importer-identity')) as readonly ImporterIdentity[];
    expect(identities.findLast(({ importerId }) => importerId === AURORA)?.trusted).toBeNull();
  });

  test('CBP takes off one that is suspended, so that it does not come back', async () => {
    expect(done(await decide(BOREALIS, false))).toMatchObject({
      state: 'ENDED',
      decisions: [{ decision: 'DELIST' }, {}],
    });
    await told(
      'finding',
      { ...violation(BOREALIS, '2026-11-20', '2026-11-25'), state: 'WITHDRAWN' },
      { ...violation(BOREALIS, '2026-11-24', null), key: 'fnd_invented_second', state: 'WITHDRAWN' },
    );
    expect(await listedNames()).toEqual([]);
  });
});

describe('absence is never adverse, and the answer says so', () => {
  test('names that are not listed come back as that, beside what it means', async () => {
    await apply(aurora, AURORA);
    await decide(AURORA, true);
    const answer = await registry(undefined, { names: ['Nobody At All', 'aurora kitchenware, l.l.c.'] });
    expect(answer.nodes).toHaveLength(1);
    expect(answer.notListed).toEqual(['Nobody At All']);
    expect(answer.words.notListed).toContain('says nothing against it');
    expect(answer.words.authority).toBe('CBP E-Commerce Strategy obj. 4.2');
  });

  test.each<[object, number]>([
    [{ word: 'kitch' }, 1],
    [{ word: 'itchen' }, 0],
    [{ listedSince: '2026-11-22' }, 1],
    [{ listedSince: '2026-11-23' }, 0],
  ])('%j finds %i', async (filter, count) => {
    expect(await listedNames(undefined, filter)).toHaveLength(count);
  });
});

describe('CBP E-Commerce Strategy obj. 3.2: known shippers', () => {
  const enroll = (importer: string, more = '') =>
    does(
      cbp,
      `enrollKnownShipper(input: { importer: "${importer}", note: "invented"${more} }) {
        id mode from until endedOn inForce decisions { decision }
      }`,
    );
  const member = async (viewer: Viewer) => {
    const answer = await importers.ask({
      viewer,
      document: `{ importer(id: "${AURORA}") { knownShipper { enrolled modes } } }`,
    });
    return (answer.data as { importer: { knownShipper: object | null } | null }).importer?.knownShipper;
  };
  let id: string;

  test('CBP enrols; membership, yes or no, for those who read the programme', async () => {
    const enrolled = await enroll(AURORA, ', mode: "express"');
    id = idOf(enrolled);
    expect(done(enrolled)).toMatchObject({
      mode: 'EXPRESS',
      from: '2026-11-22',
      until: '2028-11-22',
      inForce: true,
      decisions: [{ decision: 'ENROLL' }],
    });
    expect(idOf(await enroll(AURORA, ', mode: "express"'))).toBe(id);
    const yes = { enrolled: true, modes: ['EXPRESS'] };
    for (const viewer of [cbp, fda, aurora, beacon, swift, bazaar]) expect(await member(viewer)).toEqual(yes);
    expect(await member(lumen)).toBeNull();
    expect(await member(granted({ audience: 'CARRIER', rules: new Set() }))).toBeNull();
  });

  test('its record is the importer’s and CBP’s', async () => {
    const document = `{ importer(id: "${AURORA}") { knownShipperRecord { id inForce decisions { note } } } }`;
    for (const viewer of [cbp, aurora]) {
      const answer = await importers.ask({ viewer, document });
      expect(answer.data).toEqual({
        importer: { knownShipperRecord: [{ id, inForce: true, decisions: [{ note: 'invented' }] }] },
      });
    }
    for (const viewer of [swift, beacon, bazaar, borealis]) {
      const answer = await importers.ask({ viewer, document });
      expect(answer.data).toEqual({ importer: { knownShipperRecord: null } });
    }
  });

  test('who is not in good standing is not enrolled; membership that is does not tell of standing', async () => {
    await told('finding', violation(BOREALIS, '2026-11-01', null), violation(AURORA, '2026-11-01', null));
    expect(message(await enroll(BOREALIS))).toBe(
      'importer: expected one that passes vetting, this one fails STANDING',
    );
    expect(await member(bazaar)).toEqual({ enrolled: true, modes: ['EXPRESS'] });
  });

  test('ended by the importer itself or CBP, and by nobody else', async () => {
    const end = (viewer: Viewer, enrolment: string) =>
      does(viewer, `endKnownShipperEnrollment(id: "${enrolment}", note: "invented") { inForce endedOn }`);
    expect(done(await end(borealis, id))).toBeNull();
    const over = { inForce: false, endedOn: '2026-11-22' };
    expect(done(await end(aurora, id))).toEqual(over);
    expect(done(await end(cbp, id))).toEqual(over);
    expect(await member(cbp)).toEqual({ enrolled: false, modes: [] });
    const listed = await importers.ask({
      viewer: cbp,
      document: `{ importer(id: "${EVERGLADE}") { knownShipperRecord { id } } }`,
    });
    const [brought] = (listed.data as { importer: { knownShipperRecord: { id: string }[] } }).importer
      .knownShipperRecord;
    expect(done(await end(cbp, brought?.id ?? ''))).toEqual(over);
  });
});

test('each statement once, whatever the importers and their applications', async () => {
  const all = await importers.ask({
    viewer: cbp,
    document: `{ importers(first: 200) { nodes {
      trustedListing { name } trustedListingApplications { state vetting { check } decisions { decision } importer { id } }
      listingSuspensions { from } knownShipper { enrolled } knownShipperRecord { inForce decisions { decision } }
    } } }`,
  });
  expect(all.errors).toBeUndefined();
  expect(all.statements.length).toBeLessThanOrEqual(10);
  // Decisions of applications, and those of enrolments a tick later.
  expect(all.statements.length - new Set(all.statements).size).toBeLessThanOrEqual(1);
});
