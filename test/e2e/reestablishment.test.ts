import type { PersonaName } from '@good-standing/gateway/authenticate/personas.ts';
import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { DUNE } from '@good-standing/gateway/world/cast.ts';
import {
  SubmitReestablishmentNoticeDocument as BrokersNoticeDocument,
  MyReestablishmentNoticesDocument as BrokersNoticesDocument,
} from '@good-standing/schema/operations/broker/operations.generated.ts';
import {
  ExclusionsRequiringVigilanceDocument,
  MyReestablishmentNoticesDocument,
  SubmitReestablishmentNoticeDocument,
} from '@good-standing/schema/operations/carrier/operations.generated.ts';
import {
  DecideReestablishmentLeadDocument,
  DecideReestablishmentNoticeDocument,
  PresentResponsibilityReferralsDocument,
  RecordReferralOutcomeDocument,
  ReestablishmentLeadsDocument,
  ReestablishmentNoticesDocument,
  ReferForPresentResponsibilityDocument,
  ScreenPartiesDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { ask } from '../world/typed.ts';

const cbp = { as: 'cbp' } as const;
const swift = { as: 'carrier' } as const;
const gull = { as: 'carrier', of: 'gull' } as const;
const beacon = { as: 'broker' } as const;

let house: TestHouse;
let excluded: { readonly id: string; readonly noticeDueBy: string | null };
let dune: string;
/** The importer as the registry has it. */
let registered: {
  readonly name: string;
  readonly lines: string[];
  readonly city: string;
  readonly postal: string;
};

beforeAll(async () => {
  house = await testHouse();
  await newcomer(house, { key: 'gull', as: 'swift' });
  dune = idsOf(house).importer(DUNE);
  const rows = await house.admin.unsafe<(typeof registered)[]>(
    `select name, mailing_lines as lines, mailing_city as city, mailing_postal_code as postal
     from importers.importer where id = $1`,
    [dune],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the world has no Dune');
  registered = row;
});
afterAll(() => house?.close());

describe('EO 13904 § 3(a): a carrier tells CBP that a debarred person is back', () => {
  let notice: string;
  let lead: string;

  test('it learns whom to watch for, gives notice, and has a receipt with the due day', async () => {
    const watched = await ask(house, swift, ExclusionsRequiringVigilanceDocument, { since: '2020-01-01' });
    const [first] = watched.data.exclusionsRequiringVigilance.nodes;
    if (first === undefined) throw new Error('the world has no exclusion by CBP');
    excluded = first;
    const { data, requestId } = await ask(house, swift, SubmitReestablishmentNoticeDocument, {
      input: {
        exclusionId: excluded.id,
        knowledge: 'REASON_TO_BELIEVE',
        newName: registered.name,
        newAddress: {
          lines: registered.lines,
          city: registered.city,
          postalCode: registered.postal,
          country: 'US',
        },
        association: 'Invented: the same person signs for parcels.',
        observedAt: '2026-11-01T09:00:00Z',
        clientMutationKey: 'swift-1',
      },
    });
    const due = Temporal.PlainDate.from(first.publishedOn).add({ days: 60 });
    expect(data.submitReestablishmentNotice).toMatchObject({
      samPublishedOn: first.publishedOn,
      dueBy: due.toString(),
      timely: true,
      status: 'RECEIVED',
    });
    expect(first.noticeDueBy).toBe(due.toString());
    notice = data.submitReestablishmentNotice?.id ?? '';
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });

  test('it reads its own notice, recorded as its own; another carrier and a broker read none of it', async () => {
    const { data, requestId } = await ask(house, swift, MyReestablishmentNoticesDocument, {});
    expect(data.myReestablishmentNotices.nodes).toMatchObject([
      { id: notice, newName: registered.name, exclusion: { id: excluded.id } },
    ]);
    const lines = await house.ledgerOf(requestId);
    expect(lines).toMatchObject([
      {
        record: notice,
        rule: 'REESTABLISHMENT',
        relation: 'SELF',
        audience: 'CARRIER',
        authority: expect.stringContaining('EO 13904'),
      },
    ]);
    const others = await ask(house, gull, MyReestablishmentNoticesDocument, {});
    expect(others.data.myReestablishmentNotices.nodes).toEqual([]);
    const brokers = await ask(house, beacon, BrokersNoticesDocument, {});
    expect(brokers.data.myReestablishmentNotices.nodes).toEqual([]);
    const query = 'query ($id: ID!) { reestablishmentNotice(id: $id) { id newName } }';
    const [one, none] = [
      await house.ask({ ...gull, query, variables: { id: notice } }),
      await house.ask({ ...gull, query, variables: { id: 'rsn_00000000000000000000' } }),
    ];
    const bare = ({ text, requestId }: typeof one) => text.replace(requestId, '');
    expect(bare(one)).toBe(bare(none));
  });

  test('a broker gives its own', async () => {
    const { data } = await ask(house, beacon, BrokersNoticeDocument, {
      input: {
        exclusionId: excluded.id,
        knowledge: 'KNOWS',
        newName: 'Tundra Gadgets (invented)',
        association: 'Invented: asked for a power of attorney.',
        observedAt: '2026-10-30T09:00:00Z',
      },
    });
    expect(data.submitReestablishmentNotice).toMatchObject({ status: 'RECEIVED' });
    const all = await ask(house, cbp, ReestablishmentNoticesDocument, {});
    expect(all.data.reestablishmentNotices.nodes.map(({ notifierType }) => notifierType)).toEqual([
      'BROKER',
      'CARRIER',
    ]);
  });

  test('CBP has a lead with both records, recorded; dismissed it is gone, confirmed it is a finding', async () => {
    const { data, requestId } = await ask(house, cbp, ReestablishmentLeadsDocument, { first: 200 });
    const found = data.reestablishmentLeads.nodes.find(({ importer }) => importer?.id === dune);
    expect(found).toMatchObject({
      exclusion: { id: excluded.id, name: expect.any(String) },
      importer: { id: dune, name: registered.name },
      evidence: expect.arrayContaining([
        expect.objectContaining({ kind: 'ADDRESS', source: 'NOTICE', sourceRecord: notice }),
        expect.objectContaining({ kind: 'NAME', source: 'NOTICE' }),
      ]),
    });
    lead = found?.id ?? '';
    expect((await house.ledgerOf(requestId)).map(({ record }) => record)).toContain(lead);
    const dismissed = await ask(house, cbp, DecideReestablishmentLeadDocument, {
      id: lead,
      decision: 'DISMISS',
      note: 'Invented',
    });
    expect(dismissed.data.decideReestablishmentLead?.status).toBe('DISMISSED');
    const left = await ask(house, cbp, ReestablishmentLeadsDocument, { first: 200 });
    expect(left.data.reestablishmentLeads.nodes.map(({ id }) => id)).not.toContain(lead);
    const confirmed = await ask(house, cbp, DecideReestablishmentNoticeDocument, {
      id: notice,
      decision: 'CONFIRM',
      importerId: dune,
      note: 'Invented',
    });
    expect(confirmed.data.decideReestablishmentNotice).toMatchObject({
      status: 'REVIEWED',
      importer: { id: dune },
    });
    await settleQueue(house.pools);
    const standing = await house.ask({
      ...cbp,
      query: 'query ($id: ID!) { importer(id: $id) { standing { reasons { rule } } } }',
      variables: { id: dune },
    });
    expect(standing.data).toMatchObject({
      importer: { standing: { reasons: expect.arrayContaining([{ rule: 'GS-006' }]) } },
    });
    const own = await ask(house, swift, MyReestablishmentNoticesDocument, {});
    expect(own.data.myReestablishmentNotices.nodes).toMatchObject([{ id: notice, status: 'REVIEWED' }]);
  });
});

describe('EO 13904 § 3(a): CBP looks for a party in the registry, by name and by address', () => {
  const parties = () => [
    { reference: 'name', name: registered.name },
    {
      reference: 'address',
      name: 'Heron Works (invented)',
      address: {
        lines: registered.lines,
        city: registered.city,
        postalCode: registered.postal,
        country: 'US',
      },
    },
    { reference: 'nobody', name: 'Nobody In Particular' },
  ];

  test('it finds the importer, told by its owner, and the finding is recorded', async () => {
    const { data, requestId } = await ask(house, cbp, ScreenPartiesDocument, { parties: parties() });
    const [named, placed, nobody] = data.screen.results;
    expect(named?.importers?.[0]).toMatchObject({
      importer: { id: dune, name: registered.name, addresses: expect.any(Array) },
      explanation: expect.arrayContaining([
        expect.objectContaining({ feature: 'NAME_WORD', candidate: 'DUNE', agrees: true }),
      ]),
    });
    const there = placed?.importers?.find(({ importer }) => importer?.id === dune);
    expect(there?.explanation?.map(({ feature }) => feature)).toContain('STREET');
    for (const { score, explanation } of [...(named?.importers ?? []), ...(placed?.importers ?? [])]) {
      const sum = explanation?.reduce((before, { contribution }) => before + contribution, 0);
      expect(sum).toBeCloseTo(score ?? Number.NaN, 10);
    }
    expect(nobody?.importers).toEqual([]);
    expect(new Set((await house.ledgerOf(requestId)).map(({ rule }) => rule))).toContain('REESTABLISHMENT');
  });

  test.each([['platform'], ['carrier'], ['broker'], ['pga'], ['importer'], [null]] as const)(
    'for %s there is no such field',
    async (as) => {
      const reply = await house.ask({
        ...(as === null ? {} : { as }),
        query:
          'query ($parties: [PartyInput!]!) { screen(parties: $parties) { results { importers { id } } } }',
        variables: { parties: parties() },
      });
      expect([reply.status, reply.data]).toEqual([400, undefined]);
    },
  );
});

test('EO 13904 § 1: CBP refers a person for present responsibility, and puts down what came of it', async () => {
  const { data } = await ask(house, cbp, ReferForPresentResponsibilityDocument, {
    input: {
      person: 'Jane Invented',
      personKind: 'PERSON',
      importerId: dune,
      conductLevel: 'KNOWING',
      basis: 'Invented: 19 USC 1592(a), entry by means of false statements.',
    },
  });
  const id = data.referForPresentResponsibility?.id ?? '';
  expect(data.referForPresentResponsibility).toMatchObject({ outcome: 'PENDING', conductLevel: 'KNOWING' });
  await ask(house, cbp, RecordReferralOutcomeDocument, {
    id,
    outcome: 'PROPOSED_FOR_DEBARMENT',
    note: 'Invented',
  });
  const list = await ask(house, cbp, PresentResponsibilityReferralsDocument, {
    outcome: 'PROPOSED_FOR_DEBARMENT',
  });
  expect(list.data.presentResponsibilityReferrals.nodes).toMatchObject([
    { id, person: 'Jane Invented', importer: { id: dune } },
  ]);
});

describe('for everybody else none of it exists', () => {
  const FIELDS = {
    reestablishmentNotices: '{ reestablishmentNotices { nodes { id } } }',
    reestablishmentLeads: '{ reestablishmentLeads { nodes { id } } }',
    presentResponsibilityReferrals: '{ presentResponsibilityReferrals { nodes { id } } }',
    myReestablishmentNotices: '{ myReestablishmentNotices { nodes { id } } }',
  };
  const viewers: readonly (readonly [PersonaName | null, readonly (keyof typeof FIELDS)[]])[] = [
    ['pga', Object.keys(FIELDS) as (keyof typeof FIELDS)[]],
    ['importer', Object.keys(FIELDS) as (keyof typeof FIELDS)[]],
    ['platform', Object.keys(FIELDS) as (keyof typeof FIELDS)[]],
    ['carrier', ['reestablishmentNotices', 'reestablishmentLeads', 'presentResponsibilityReferrals']],
    ['broker', ['reestablishmentNotices', 'reestablishmentLeads', 'presentResponsibilityReferrals']],
    ['cbp', ['myReestablishmentNotices']],
    [null, Object.keys(FIELDS) as (keyof typeof FIELDS)[]],
  ];

  test.each(viewers)('%s', async (as, fields) => {
    for (const field of fields) {
      const reply = await house.ask({ ...(as === null ? {} : { as }), query: FIELDS[field] });
      expect([field, reply.status, reply.data]).toEqual([field, 400, undefined]);
    }
  });
});
