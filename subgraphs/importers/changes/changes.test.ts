import type { Finding } from '@good-standing/kernel/findings/topics.ts';
import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { Announcement } from '@good-standing/kernel/webhook/announcement.ts';
import { isAddressedTo } from '@good-standing/kernel/webhook/announcement.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  aurora,
  BAZAAR,
  BOREALIS,
  bazaar,
  beacon,
  borealis,
  cbp,
  compass,
  cpsc,
  fda,
  granted,
  hear,
  importerOf,
  importersWithCast,
  swift,
} from '../cast.ts';
import { findingConsumer } from '../consumers/finding.ts';
import { standingConsumers } from '../consumers/standing.ts';
import { reassessDue } from '../standing/reassess.ts';
import { announceTurned } from './announce-turned.ts';

let importers: DisposableSubgraph;
let heard = 0;

const NOBODY = importerOf('07-000000999');
const NOW = Temporal.Instant.from('2026-11-22T12:00:00Z');

beforeAll(async () => {
  importers = await importersWithCast();
  await assessAll();
  const lookedAt = standingConsumers.find(({ topic }) => topic === 'rule-looked-at');
  if (lookedAt === undefined) throw new Error('nobody hears rule-looked-at');
  await hear(
    importers.sql,
    lookedAt,
    ['GS-001', 'GS-003', 'GS-004'].map((rule) => ({ rule })),
  );
  await assessAll();
});
afterAll(() => importers?.drop());

async function assessAll(): Promise<void> {
  while ((await importers.sql.begin((tx) => reassessDue(tx, undefined, NOW))) > 0) {}
}

async function found(over: Partial<Finding>): Promise<void> {
  const finding: Finding = {
    key: 'fnd_invented',
    rule: 'GS-003',
    ruleVersion: 1,
    subject: AURORA,
    effect: 'FAIL_NOT_GOOD',
    validFrom: '2026-08-01',
    validUntil: null,
    evidence: [{ kind: 'VIOLATION', record: 'vio_1', observedOn: '2026-07-01' }],
    state: 'OPEN',
    ...over,
  };
  await hear(importers.sql, findingConsumer, [finding]);
  await assessAll();
}

/** What was announced of the standing of an importer since it was last asked; affiliates fall with one another. */
async function announced(of = AURORA): Promise<readonly Announcement[]> {
  const all = (await importers.published('announcement')) as readonly Announcement[];
  const fresh = all.slice(heard);
  heard = all.length;
  return fresh.filter(({ kind, record }) => kind === 'STANDING_CHANGED' && record === of);
}

const WHO: Readonly<Record<string, Viewer>> = {
  cbp,
  fda,
  cpsc,
  epa: granted({ audience: 'PGA', agency: 'EPA' }),
  'fda without the status': { ...fda, rules: new Set(['STANDING_REASONS']) },
  'fda without the reasons': { ...fda, rules: new Set(['STANDING_STATUS']) },
  aurora,
  borealis,
  beacon,
  compass,
  bazaar,
  'another platform': { ...bazaar, organization: { id: 'org_2', name: 'Another (invented)', address: '' } },
  swift,
};
const toldTo = (event: Announcement | undefined) =>
  event === undefined ? [] : Object.keys(WHO).filter((name) => isAddressedTo(event, WHO[name] ?? swift));

async function consents(scopes: string, over: { revoked?: boolean } = {}): Promise<void> {
  await importers.ask({
    viewer: aurora,
    now: NOW.toString(),
    document: `mutation { grantStandingConsent(input: { platform: "${BAZAAR}", until: "2026-12-01", scopes: [${scopes}] }) { id } }`,
  });
  if (over.revoked === true) {
    const { data } = await importers.ask({
      viewer: aurora,
      document: `{ importer(id: "${AURORA}") { consents { id inForce } } }`,
    });
    const held = (data?.importer as { consents: { id: string; inForce: boolean }[] }).consents;
    const id = held.find(({ inForce }) => inForce)?.id;
    await importers.ask({
      viewer: aurora,
      document: `mutation { revokeStandingConsent(id: "${id}") { id } }`,
    });
  }
}

describe('EO 14411 § 2(d): a standing that is another is announced to whoever may read it', () => {
  test('a first assessment is no change; that the owners have looked is one', async () => {
    const events = await announced();
    expect(events.map(({ under }) => under)).toEqual(['STANDING_STATUS']);
  });

  test('another status: those in a relation, and no platform without a consent', async () => {
    await found({});
    const [event, ...more] = await announced();
    expect([event?.record, event?.occurredAt, more]).toEqual([AURORA, '2026-11-22T12:00:00Z', []]);
    expect(toldTo(event)).toEqual(['cbp', 'fda', 'cpsc', 'fda without the reasons', 'aurora', 'beacon']);
    expect(JSON.stringify(event)).not.toContain('GS-003');
  });

  test('other reasons: those who may read them', async () => {
    await found({ validUntil: '2027-03-01', evidence: [] });
    const [status] = await announced();
    expect(status?.under).toBe('STANDING_STATUS');
    await found({ validUntil: '2027-03-01' });
    const [event, ...more] = await announced();
    expect(more).toEqual([]);
    expect(toldTo(event)).toEqual(['cbp', 'fda', 'cpsc', 'fda without the status', 'aurora']);
  });

  test('evidence under a law-enforcement hold: CBP alone', async () => {
    await found({
      validUntil: '2027-03-01',
      evidence: [
        { kind: 'VIOLATION', record: 'vio_1', observedOn: '2026-07-01' },
        { kind: 'VIOLATION', record: 'vio_2', observedOn: '2026-07-01', isHeld: true },
      ],
    });
    expect((await announced()).map(toldTo)).toEqual([['cbp']]);
  });

  test('said again nothing is announced', async () => {
    await found({
      validUntil: '2027-03-01',
      evidence: [
        { kind: 'VIOLATION', record: 'vio_1', observedOn: '2026-07-01' },
        { kind: 'VIOLATION', record: 'vio_2', observedOn: '2026-07-01', isHeld: true },
      ],
    });
    expect(await announced()).toEqual([]);
  });

  test.each([
    ['to the status', 'STANDING_STATUS', {}, true],
    ['to the name alone', 'IMPORTER_NAME', {}, false],
    ['taken back', 'STANDING_STATUS', { revoked: true }, false],
  ] as const)('a platform with a consent %s', async (_case, scopes, over, isTold) => {
    await consents(scopes, over);
    await announced();
    await found({ state: 'WITHDRAWN' });
    const [gone] = await announced();
    await found({});
    const [back] = await announced();
    expect([gone, back].map((event) => toldTo(event).includes('bazaar'))).toEqual([isTold, isTold]);
    expect([gone, back].map((event) => toldTo(event).includes('another platform'))).toEqual([false, false]);
  });

  test('of an importer that the registry does not have nothing is announced', async () => {
    await found({ key: 'fnd_nobody', subject: NOBODY });
    await found({ key: 'fnd_nobody', subject: NOBODY, state: 'WITHDRAWN' });
    expect(await announced(NOBODY)).toEqual([]);
  });
});

test('a consent that does not open the standing any more retracts what was to be told of it', async () => {
  const retracted = async () => {
    const all = (await importers.published('announcement')) as readonly Announcement[];
    return all.filter(({ kind }) => kind === 'CONSENT_CHANGED').map(({ retracts }) => retracts ?? null);
  };
  const before = (await retracted()).length;
  await consents('STANDING_STATUS');
  await consents('IMPORTER_NAME');
  await consents('IMPORTER_NAME, STANDING_STATUS', { revoked: true });
  expect((await retracted()).slice(before)).toEqual([null, ['STANDING_CHANGED'], null, ['STANDING_CHANGED']]);
});

describe('a day that brings another standing by itself', () => {
  const sweep = (at: string) =>
    announceTurned.run({ sql: importers.sql, now: Temporal.Instant.from(`${at}T00:05:00Z`) });

  test('is announced once, on the day, to those who stand in a relation then', async () => {
    await found({
      key: 'fnd_term',
      subject: BOREALIS,
      rule: 'GS-001',
      effect: 'FAIL_INELIGIBLE',
      validUntil: '2026-11-30',
    });
    await announced();
    const days = ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-01', '2026-12-02'];
    const told: (readonly (readonly string[])[])[] = [];
    for (const day of days) {
      await sweep(day);
      told.push((await announced(BOREALIS)).map(toldTo));
    }
    // GS-009 and GS-010 count from 30 November, and it is ineligible already: reasons alone.
    const reasons = [['cbp', 'cpsc', 'borealis']];
    expect(told).toEqual([[], reasons, [['cbp', 'cpsc', 'borealis', 'compass']], [], []]);
  });

  test('days on which nobody looked are made up for, and a day that is over is not told again', async () => {
    await found({
      key: 'fnd_later',
      subject: BOREALIS,
      rule: 'GS-001',
      effect: 'FAIL_INELIGIBLE',
      validFrom: '2026-12-10',
      validUntil: '2026-12-20',
    });
    await announced();
    await sweep('2027-01-05');
    const events = await announced(BOREALIS);
    expect(events).toHaveLength(2);
    expect(await sweep('2026-12-15')).toBe(false);
    expect(await announced()).toEqual([]);
  });

  test('of two at once one does it', async () => {
    await found({
      key: 'fnd_twice',
      subject: BOREALIS,
      rule: 'GS-001',
      effect: 'FAIL_INELIGIBLE',
      validFrom: '2027-02-01',
      validUntil: null,
    });
    await sweep('2027-01-31');
    await announced();
    await Promise.all([sweep('2027-02-01'), sweep('2027-02-01')]);
    expect(await announced(BOREALIS)).toHaveLength(1);
  });
});
