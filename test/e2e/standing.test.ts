import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { AURORA, BEACON, CAST_SIZE, COMPASS, castNumber, DUNE } from '@good-standing/gateway/world/cast.ts';
import { julianDay } from '@good-standing/kernel/calendar/julian-day.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { ClientEligibilityDocument } from '@good-standing/schema/operations/broker/operations.generated.ts';
import {
  DecideExclusionLinkDocument,
  ImporterStandingDocument,
  NightDocument,
  type NightQuery,
  StandingHistoryDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  GrantConsentDocument,
  MyConsentsDocument,
  MyStandingDocument,
  RevokeConsentDocument,
} from '@good-standing/schema/operations/importer/operations.generated.ts';
import { AgencyImporterStandingDocument } from '@good-standing/schema/operations/pga/operations.generated.ts';
import { SellerStandingDocument } from '@good-standing/schema/operations/platform/operations.generated.ts';
import { StandingRulesetDocument } from '@good-standing/schema/operations/public/operations.generated.ts';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HouseOnAnotherDay, onAnotherDay } from '../world/another-day.ts';
import { eventsHouse, eventually } from '../world/events-house.ts';
import { type TestHouse, TODAY } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import {
  heardOn,
  type Listening,
  listening,
  type StandingListener,
  standingStream,
} from '../world/standing-listeners.ts';
import { ask } from '../world/typed.ts';
import { withheld } from '../world/withheld.ts';

/** AURORA discloses that it holds 60 percent of this importer, since long before. */
const AFFILIATE = castNumber(CAST_SIZE);

const on = (days: number) => TODAY.add({ days }).toString();
/** Days of the exclusion, both in. */
const EXCLUDED_ON = on(-10);
const TERMINATES_ON = on(30);

let house: TestHouse;
let events: Listening;
/** Those who may know of AURORA's standing, and those who may not. */
const told: Record<string, StandingListener> = {};
const untold: Record<string, StandingListener> = {};
const listener = (name: string): StandingListener => {
  const found = told[name];
  if (found === undefined) throw new Error(`nobody listens as ${name}`);
  return found;
};
/** How many events of AURORA each party has heard, by stream and by webhook. */
const counts = () =>
  Object.fromEntries(
    Object.entries({ ...told, ...untold }).map(([name, each]) => [
      name,
      [each.heard(aurora).length, each.received(aurora).length],
    ]),
  );
const NOBODY_ELSE = { 'another importer': [0, 0], 'another broker': [0, 0], 'another platform': [0, 0] };
let ids: ReturnType<typeof idsOf>;
let folder: string;
let aurora: string;
let affiliate: string;
/** Instants of the real clock, which is what knowledge goes by. */
const known: Record<string, string> = {};
beforeAll(async () => {
  house = await eventsHouse();
  ids = idsOf(house);
  folder = mkdtempSync(join(tmpdir(), 'gs-standing-'));
  aurora = ids.importer(AURORA);
  affiliate = ids.importer(AFFILIATE);
  await newcomer(house, { key: 'mart', as: 'bazaar' });
  await newcomer(house, { key: 'dune', as: 'aurora', subject: ids.importer(DUNE) });
  await newcomer(house, { key: 'compass', as: 'beacon', subject: ids.broker(COMPASS) });
  events = await listening(house);
  told.cbp = await events.listen({ as: 'cbp' });
  told.agency = await events.listen({ as: 'pga' });
  told.importer = await events.listen({ as: 'importer' });
  told.broker = await events.listen({ as: 'broker' });
  told.platform = await events.listen({ as: 'platform' });
  untold['another importer'] = await events.listen({ as: 'importer', of: 'dune' });
  untold['another broker'] = await events.listen({ as: 'broker', of: 'compass' });
  untold['another platform'] = await events.listen({ as: 'platform', of: 'mart' });
});
afterAll(async () => {
  await events?.close();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function now(): Promise<string> {
  const [row] = await house.admin.unsafe<{ at: string }[]>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  );
  return row?.at ?? '';
}

/** The list of exclusions of a day, as SAM would publish it: the affiliate is on it, or nobody we know. */
async function samFile(listedOn: string, excluded: { readonly until: string } | null): Promise<void> {
  const [importer] = await house.admin.unsafe<{ name: string; postal_code: string }[]>(
    'select name, mailing_postal_code as postal_code from importers.importer where id = $1',
    [affiliate],
  );
  const american = (day: string) => day.replace(/^(\d+)-(\d+)-(\d+)$/, '$2/$3/$1');
  const columns = [
    'Classification',
    'Name',
    'First',
    'Last',
    'Country',
    'Zip Code',
    'Exclusion Program',
    'Excluding Agency',
    'Exclusion Type',
    'Additional Comments',
    'Active Date',
    'Termination Date',
    'SAM Number',
    'Creation_Date',
  ];
  const row = (name: string, zip: string, agency: string, until: string) => [
    'Firm',
    name,
    '',
    '',
    'USA',
    zip,
    'Reciprocal',
    agency,
    'Ineligible (Proceedings Completed)',
    'INVENTED RECORD. Debarred for importing contraband.',
    american(EXCLUDED_ON),
    until,
    'S4INV7001',
    EXCLUDED_ON,
  ];
  const rows = [
    row('NOBODY AT ALL INC', '00000', 'ARMY', 'Indefinite'),
    ...(excluded === null
      ? []
      : [row(importer?.name ?? '', importer?.postal_code ?? '', 'DHS-CBP', american(excluded.until))]),
  ];
  const day = julianDay(Temporal.PlainDate.from(listedOn));
  const file = join(folder, `INVENTED_SAM_Exclusions_Public_Extract_V2_${day}.CSV`);
  const line = (texts: readonly string[]) => texts.map((text) => `"${text}"`).join(',');
  writeFileSync(file, `${[columns, ...rows].map(line).join('\n')}\n`);
  expect(await house.feed('sam-exclusions', file)).toMatchObject({ rejected: 0 });
}

const cbp = async (variables: { importer?: string; asOf?: string; knownAt?: string } = {}) => {
  const answer = await ask(house, { as: 'cbp' }, ImporterStandingDocument, {
    importer: aurora,
    ...variables,
  });
  expect(answer.errors).toEqual([]);
  return answer.data.importer;
};
const statusToCbp = async (variables: { importer?: string; asOf?: string; knownAt?: string } = {}) => {
  const { status, since } = (await cbp(variables))?.standing ?? {};
  return [status, since];
};

describe('before', () => {
  test('AURORA is in good standing, trusted, and may enter goods', async () => {
    expect(await cbp()).toMatchObject({
      standing: { status: 'GOOD', since: '2020-01-31', until: null, reasons: [] },
      riskTier: { tier: 'T1' },
      coveredImporter: { isCovered: false },
      bondSufficiency: { sufficient: true },
      importerNumberEligibility: { allowed: true, deniedBy: [] },
    });
    known.before = await now();
  });
});

describe('a file of SAM names who may be its affiliate', () => {
  test('nobody knows yet that they are one: the affiliate is watched, AURORA stays good', async () => {
    await samFile(on(0), { until: TERMINATES_ON });
    expect(await cbp({ importer: affiliate })).toMatchObject({
      standing: { status: 'WATCH', since: EXCLUDED_ON, reasons: [{ rule: 'GS-006', effect: 'WATCH' }] },
    });
    expect(await statusToCbp()).toEqual(['GOOD', '2020-01-31']);
    await listener('cbp').until(affiliate, 1);
    expect(listener('cbp').heard(affiliate)).toMatchObject([
      { importer: { id: affiliate, standing: { status: 'WATCH', since: EXCLUDED_ON } } },
    ]);
    expect(counts()).toEqual({
      cbp: [0, 0],
      agency: [0, 0],
      importer: [0, 0],
      broker: [0, 0],
      platform: [0, 0],
      ...NOBODY_ELSE,
    });
  });

  test('an officer confirms: the affiliate is ineligible, and AURORA falls with it', async () => {
    const links = await house.ask({
      as: 'cbp',
      query: 'query ($id: ID!) { importer(id: $id) { exclusionLinks { id status } } }',
      variables: { id: affiliate },
    });
    const { importer } = links.data as { importer: { exclusionLinks: { id: string; status: string }[] } };
    expect(importer.exclusionLinks).toMatchObject([{ status: 'PROPOSED' }]);
    const id = importer.exclusionLinks[0]?.id ?? '';
    const decided = await ask(house, { as: 'cbp' }, DecideExclusionLinkDocument, {
      id,
      decision: 'CONFIRM',
      note: 'The same invented firm.',
    });
    expect(decided.data.decideExclusionLink).toMatchObject({ status: 'CONFIRMED' });
    await settleQueue(house.pools);
    expect(await statusToCbp({ importer: affiliate })).toEqual(['INELIGIBLE', EXCLUDED_ON]);
    expect(await statusToCbp()).toEqual(['NOT_GOOD', EXCLUDED_ON]);
    known.fallen = await now();
  });

  test('whoever may know hears at once, as an answer to itself and by webhook; the others hear nothing', async () => {
    for (const name of ['cbp', 'agency', 'importer', 'broker']) await listener(name).until(aurora, 1);
    expect(counts()).toEqual({
      cbp: [1, 1],
      agency: [1, 1],
      importer: [1, 1],
      broker: [1, 1],
      platform: [0, 0],
      ...NOBODY_ELSE,
    });
    const standing = { status: 'NOT_GOOD', since: EXCLUDED_ON };
    const days = { from: EXCLUDED_ON, until: TERMINATES_ON };
    const whole = { ...standing, ...days, reasons: [{ rule: 'GS-005' }] };
    for (const [name, expected] of [
      ['cbp', whole],
      ['agency', whole],
      ['importer', { ...whole, reasons: [{ rule: 'GS-005', cure: expect.stringContaining('affiliate') }] }],
      ['broker', standing],
    ] as const) {
      const [event] = listener(name).heard(aurora);
      expect(event).toMatchObject({ importerId: aurora, importer: { id: aurora, standing: expected } });
      expect(listener(name).received(aurora)).toEqual([event?.event]);
    }
    expect(listener('broker').stream.text()).not.toContain('GS-005');
    for (const { body } of events.there.received) {
      expect(Object.keys(JSON.parse(body).data as object)).toEqual(['event', 'record']);
      expect(body).not.toMatch(/NOT_GOOD|GS-|WATCH/);
    }
  });

  test.each([
    ['cbp', 'CBP', ['STANDING_REASONS', 'STANDING_STATUS']],
    ['agency', 'JURISDICTION', ['STANDING_REASONS', 'STANDING_STATUS']],
    ['importer', 'SELF', ['STANDING_REASONS', 'STANDING_STATUS']],
    ['broker', 'OWN_CLIENT', ['STANDING_STATUS']],
  ] as const)('what %s heard is in the ledger as what it asks', async (name, relation, rules) => {
    const [event] = listener(name).heard(aurora);
    const lines = await house.ledgerOf(listener(name).requestOf(event?.event ?? ''));
    expect(lines.map((line) => [line.record, line.rule, line.relation])).toEqual(
      rules.map((rule) => [aurora, rule, relation]),
    );
  });
});

describe('while the exclusion lasts', () => {
  const reason = {
    rule: 'GS-005',
    effect: 'FAIL_NOT_GOOD',
    cause: 'GS-001',
    since: EXCLUDED_ON,
    until: TERMINATES_ON,
  };
  const exclusion = { kind: 'EXCLUSION', record: expect.stringMatching(/^exc_/), observedOn: EXCLUDED_ON };

  test('CBP is told why, through whom, and what follows', async () => {
    expect(await cbp()).toMatchObject({
      standing: {
        status: 'NOT_GOOD',
        from: EXCLUDED_ON,
        until: TERMINATES_ON,
        reasons: [{ ...reason, legalStatus: 'PROPOSED', via: { id: affiliate }, evidence: [exclusion] }],
      },
      riskTier: { tier: 'T4', because: 'Not in good standing.' },
      importerNumberEligibility: { allowed: true, conditions: ['It may not be used to import (GS-900).'] },
    });
  });

  test('AURORA is told why not, and what cures it; of its affiliate no more than is public', async () => {
    const answer = await ask(house, { as: 'importer' }, MyStandingDocument, { importer: aurora });
    expect(answer.errors).toEqual([]);
    expect(answer.data.importer).toMatchObject({
      standing: {
        status: 'NOT_GOOD',
        since: EXCLUDED_ON,
        disclaimer: expect.stringMatching(/^PROPOSED_POLICY/),
      },
      whyNot: [
        {
          rule: 'GS-005',
          cause: 'GS-001',
          cure: 'The affiliate cures its own finding, or is no affiliate any more.',
          evidence: [exclusion],
        },
      ],
    });
    const { withheld: told, data } = await house.ask({
      as: 'importer',
      query: `query ($id: ID!) { importer(id: $id) { riskTier { tier } standing { reasons { via { id } } } } }`,
      variables: { id: aurora },
    });
    expect(data).toBeUndefined();
    expect(told).toEqual([]);
  });

  test('its broker is told the status and the gate, and no reason', async () => {
    const asked = { importer: aurora, entryType: '01', broker: ids.broker(BEACON), value: '5000.00' };
    const answer = await ask(house, { as: 'broker' }, ClientEligibilityDocument, asked);
    expect(answer.data.importer).toMatchObject({
      standing: { status: 'NOT_GOOD', since: EXCLUDED_ON },
      entryEligibility: { allowed: false, alternatives: [], on: on(0) },
    });
    const denied = answer.data.importer?.entryEligibility?.deniedBy.map(({ rule }) => rule);
    expect(denied?.[0]).toBe('EF-000');
    const why = await house.ask({
      as: 'broker',
      query: 'query ($id: ID!) { importer(id: $id) { whyNot { rule } } }',
      variables: { id: aurora },
    });
    expect(why.errors.map(({ extensions }) => extensions?.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('an agency with jurisdiction is told the reasons and the tier, and it is recorded', async () => {
    const answer = await ask(house, { as: 'pga' }, AgencyImporterStandingDocument, { importer: aurora });
    expect(answer.data.importer).toMatchObject({
      standing: { status: 'NOT_GOOD', reasons: [{ ...reason, evidence: [exclusion] }] },
      riskTier: { tier: 'T4' },
    });
    const lines = await house.ledgerOf(answer.requestId);
    expect(lines.map(({ record, rule, coordinates }) => [record === aurora, rule, coordinates])).toEqual([
      [true, 'RISK_TIER', 'Importer.riskTier'],
      [true, 'STANDING_REASONS', 'Standing.reasons'],
      [true, 'STANDING_STATUS', 'Importer.standing'],
    ]);
  });

  test('a platform is told the status with the consent of AURORA, and not before', async () => {
    const seller = () => ask(house, { as: 'platform' }, SellerStandingDocument, { importer: aurora });
    const before = await seller();
    expect(before.data.importer).toEqual({ id: aurora, standing: null });
    expect(before.withheld).toEqual([withheld('Importer.standing', 'STANDING_STATUS', 'CONDITION', 1)]);
    await ask(house, { as: 'importer' }, GrantConsentDocument, {
      platform: recordId('org', house.database.keys.ids, 'bazaar'),
      until: on(20),
      scopes: ['STANDING_STATUS'],
    });
    expect((await seller()).data.importer).toMatchObject({
      standing: { status: 'NOT_GOOD', since: EXCLUDED_ON },
    });
  });

  test('an agency without jurisdiction, and who has no token, are told nothing', async () => {
    const query = print(AgencyImporterStandingDocument);
    const dune = { importer: ids.importer(DUNE) };
    const cpsc = await house.ask({ as: 'pga', of: 'cpsc', query, variables: dune });
    expect(cpsc.data).toEqual({ importer: null });
    const anyone = await house.ask({ query, variables: { importer: aurora } });
    expect(anyone.data).toBeUndefined();
  });
});

describe('day by day, and as it was known', () => {
  test.each([
    ['the day before the exclusion', on(-11), 'GOOD'],
    ['its first day', EXCLUDED_ON, 'NOT_GOOD'],
    ['its last day', TERMINATES_ON, 'NOT_GOOD'],
    ['the day after: with no file and nobody looking', on(31), 'GOOD'],
  ])('%s', async (_case, asOf, status) => {
    expect((await statusToCbp({ asOf }))[0]).toBe(status);
  });

  test('before the file came AURORA was known to be good, on the very same day', async () => {
    expect((await statusToCbp({ asOf: on(0), knownAt: known.before ?? '' }))[0]).toBe('GOOD');
    expect((await statusToCbp({ asOf: on(0), knownAt: known.fallen ?? '' }))[0]).toBe('NOT_GOOD');
    expect(await statusToCbp({ asOf: on(0), knownAt: '2020-01-01T00:00:00Z' })).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('there is no standing before the first order', async () => {
    expect(await statusToCbp({ asOf: '2020-01-30' })).toEqual([undefined, undefined]);
  });

  test('entries know the standing on the day of their filing', async () => {
    const answer = await house.ask({
      as: 'cbp',
      query: `query ($id: ID!) { importer(id: $id) { entries(first: 200) { nodes { filedOn importerStandingAtFiling } } } }`,
      variables: { id: aurora },
    });
    const { importer } = answer.data as {
      importer: { entries: { nodes: { filedOn: string; importerStandingAtFiling: string }[] } };
    };
    const { nodes } = importer.entries;
    expect(nodes.length).toBeGreaterThan(3);
    expect(
      nodes.filter(
        ({ filedOn, importerStandingAtFiling }) =>
          importerStandingAtFiling !== (filedOn >= EXCLUDED_ON ? 'NOT_GOOD' : 'GOOD'),
      ),
    ).toEqual([]);
  });

  test('and as it was known: before the file came, when it was filed in good standing', async () => {
    const asked = async (knownAt: string) => {
      const answer = await house.ask({
        as: 'cbp',
        query: `query ($id: ID!, $knownAt: DateTime) {
          importer(id: $id) { entries(first: 200) { nodes { filedOn importerStandingAtFiling(knownAt: $knownAt) } } }
        }`,
        variables: { id: aurora, knownAt },
      });
      const { importer } = answer.data as {
        importer: { entries: { nodes: { filedOn: string; importerStandingAtFiling: string | null }[] } };
      };
      const since = importer.entries.nodes.filter(({ filedOn }) => filedOn >= EXCLUDED_ON);
      return new Set(since.map(({ importerStandingAtFiling }) => importerStandingAtFiling));
    };
    expect(await asked(known.before ?? '')).toEqual(new Set(['GOOD']));
    expect(await asked(known.fallen ?? '')).toEqual(new Set(['NOT_GOOD']));
    expect(await asked('2020-01-01T00:00:00Z')).toEqual(new Set([null]));
  });

  test('the history, latest first', async () => {
    const answer = await ask(house, { as: 'cbp' }, StandingHistoryDocument, { importer: aurora, first: 2 });
    const { nodes, pageInfo } = answer.data.importer?.standingHistory ?? {};
    expect(nodes).toMatchObject([
      { status: 'GOOD', from: on(31), until: null },
      {
        status: 'NOT_GOOD',
        from: EXCLUDED_ON,
        until: TERMINATES_ON,
        reasons: [{ rule: 'GS-005', cause: 'GS-001' }],
      },
    ]);
    const rest = await ask(house, { as: 'cbp' }, StandingHistoryDocument, {
      importer: aurora,
      after: pageInfo?.endCursor ?? null,
    });
    expect(rest.data.importer?.standingHistory?.nodes).toMatchObject([
      { status: 'GOOD', from: '2020-01-31' },
    ]);
  });

  test('on the day after its termination everyone is told that AURORA is back, by the day alone', async () => {
    const later = await onAnotherDay(house, on(31));
    const streams = await Promise.all(
      (['importer', 'broker', 'platform'] as const).map((as) => standingStream(later, { as })),
    );
    try {
      await later.sweep();
      await eventually(async () =>
        streams.slice(0, 2).every((stream) => heardOn(stream, aurora).length === 1),
      );
      expect(streams.map((stream) => heardOn(stream, aurora))).toMatchObject([
        [{ importer: { standing: { status: 'GOOD', since: on(31), from: on(31), reasons: [] } } }],
        [{ importer: { standing: { status: 'GOOD', since: on(31) } } }],
        // Its consent ended eleven days before.
        [],
      ]);
      for (const name of ['cbp', 'agency', 'importer', 'broker'])
        await eventually(async () => listener(name).received(aurora).length === 2);
      await later.sweep();
      const variables = { importer: aurora };
      const mine = await later.ask({ as: 'importer', query: print(MyStandingDocument), variables });
      expect(mine.data).toMatchObject({
        importer: { standing: { status: 'GOOD', since: on(31) }, whyNot: [] },
      });
      const agency = await later.ask({ as: 'pga', query: print(AgencyImporterStandingDocument), variables });
      expect(agency.data).toMatchObject({ importer: { standing: { status: 'GOOD' } } });
      const broker = await later.ask({
        as: 'broker',
        query: print(ClientEligibilityDocument),
        variables: { ...variables, entryType: '01', broker: ids.broker(BEACON) },
      });
      expect(broker.data).toMatchObject({ importer: { standing: { status: 'GOOD', since: on(31) } } });
      await theNightNoted(later);
    } finally {
      for (const stream of streams) stream.leave();
      await later.close();
    }
    expect(counts().platform).toEqual([0, 0]);
  });
});

/** CBP reads what passed although nobody filed anything; nobody else may ask. */
async function theNightNoted(later: HouseOnAnotherDay): Promise<void> {
  await later.night();
  const query = print(NightDocument);
  const variables = { swept: on(31), kind: 'STANDING_CHANGED', first: 200 };
  const { data, errors } = await later.ask({ as: 'cbp', query, variables });
  expect(errors).toEqual([]);
  const { night, passings } = data as NightQuery;
  expect(night).toMatchObject({ on: on(31), since: on(30), importers: expect.any(Number) });
  expect(night?.finishedAt).not.toBeNull();
  expect(passings?.nodes.filter(({ record }) => record === aurora)).toMatchObject([
    { on: on(31), was: 'NOT_GOOD', becomes: 'GOOD', importer: { id: aurora } },
  ]);
  expect(passings?.nodes.filter(({ record }) => record === affiliate)).toMatchObject([
    { was: 'INELIGIBLE', becomes: 'GOOD' },
  ]);
  for (const as of ['pga', 'importer', undefined] as const) {
    const refused = await later.ask({ ...(as === undefined ? {} : { as }), query, variables });
    expect(refused.errors.map(({ extensions }) => extensions?.code)).toContain('GRAPHQL_VALIDATION_FAILED');
  }
}

describe('the exclusion ends early', () => {
  test('the next list has it terminated: AURORA is back from the day after, and it is known when this was learned', async () => {
    await samFile(on(1), { until: on(-1) });
    expect(await statusToCbp()).toEqual(['GOOD', on(0)]);
    expect(await statusToCbp({ asOf: on(-1) })).toEqual(['NOT_GOOD', EXCLUDED_ON]);
    for (const name of ['cbp', 'agency', 'importer', 'broker']) await listener(name).until(aurora, 3);
    await listener('platform').until(aurora, 1);
    const heard = listener('platform').heard(aurora);
    expect(heard).toMatchObject([{ importer: { id: aurora, standing: { status: 'GOOD', since: on(0) } } }]);
    const lines = await house.ledgerOf(listener('platform').requestOf(heard[0]?.event ?? ''));
    expect(lines).toMatchObject([{ record: aurora, rule: 'STANDING_STATUS', relation: 'CONSENT' }]);
    expect(counts()).toMatchObject(NOBODY_ELSE);
    expect((await statusToCbp({ asOf: on(0), knownAt: known.fallen ?? '' }))[0]).toBe('NOT_GOOD');
  });

  test('and leaves the list', async () => {
    await samFile(on(2), null);
    expect(await statusToCbp({ asOf: on(2) })).toEqual(['GOOD', on(0)]);
  });
});

describe('the platform may know no more', () => {
  test('AURORA takes its consent back, and falls again: the platform hears nothing, whoever may hears', async () => {
    const before = counts();
    const mine = await ask(house, { as: 'importer' }, MyConsentsDocument, { importer: aurora });
    const consent = mine.data.importer?.consents?.find(({ inForce }) => inForce);
    await ask(house, { as: 'importer' }, RevokeConsentDocument, { id: consent?.id ?? '' });
    await samFile(on(3), { until: TERMINATES_ON });
    expect((await statusToCbp())[0]).toBe('NOT_GOOD');
    for (const name of ['cbp', 'agency', 'importer', 'broker']) {
      await listener(name).until(aurora, (before[name]?.[1] ?? 0) + 1);
    }
    const deliveries = await house.admin.unsafe(
      `select from access.webhook_delivery where webhook_id = $1 and record_id = $2`,
      [listener('platform').hook, aurora],
    );
    expect(deliveries).toHaveLength(1);
    expect([counts().platform, counts()]).toMatchObject([before.platform, NOBODY_ELSE]);
  });

  test('once it consents again, the next change is the first that the platform hears', async () => {
    await ask(house, { as: 'importer' }, GrantConsentDocument, {
      platform: recordId('org', house.database.keys.ids, 'bazaar'),
      until: on(5),
      scopes: ['STANDING_STATUS'],
    });
    await samFile(on(4), { until: on(-1) });
    await listener('platform').until(aurora, 2);
    expect(listener('platform').heard(aurora).at(-1)).toMatchObject({
      importer: { standing: { status: 'GOOD' } },
    });
    expect(counts()).toMatchObject(NOBODY_ELSE);
  });

  test('an agreement that does not grant the rule any more: nothing, though the consent is in force', async () => {
    const before = counts();
    await house.admin.unsafe(
      `update access.agreement set rules = array_remove(rules, 'STANDING_STATUS')
       where audience = 'PLATFORM' and organization_id = $1`,
      [recordId('org', house.database.keys.ids, 'bazaar')],
    );
    // An agreement is known anew within two seconds.
    await new Promise((later) => setTimeout(later, 2_000));
    await samFile(on(5), { until: TERMINATES_ON });
    await listener('cbp').until(aurora, (before.cbp?.[1] ?? 0) + 1);
    await listener('broker').until(aurora, (before.broker?.[1] ?? 0) + 1);
    expect([counts().platform, counts()]).toMatchObject([before.platform, NOBODY_ELSE]);
  });
});

test('the ruleset is public: what is law, what is proposed, and since when a number has its value', async () => {
  const answer = await house.ask({ query: print(StandingRulesetDocument), variables: { on: on(0) } });
  const { standingRuleset } = answer.data as {
    standingRuleset: { version: string; rules: { id: string }[]; parameters: { name: string }[] };
  };
  expect(answer.errors).toEqual([]);
  const { standing } = (await cbp()) ?? {};
  expect(standingRuleset.version).toBe(standing?.rulesetVersion);
  const rule = (id: string) => standingRuleset.rules.find((each) => each.id === id);
  expect(rule('GS-001')).toMatchObject({ legalStatus: 'IN_FORCE', required: true, notApplied: null });
  expect(rule('GS-005')).toMatchObject({ legalStatus: 'PROPOSED', counts: true });
  expect(rule('GS-009')).toMatchObject({ effectiveOn: '2026-11-30', counts: false });
  expect(rule('GS-019')).toMatchObject({ notApplied: expect.stringContaining('No feed') });
  expect(standingRuleset.parameters.find(({ name }) => name === 'liabilityGraceDays')).toMatchObject({
    value: 30,
    status: 'POLICY',
    legalStatus: 'PROPOSED',
    effectiveOn: '2026-06-03',
  });
  expect(house.failures).toEqual([]);
});
