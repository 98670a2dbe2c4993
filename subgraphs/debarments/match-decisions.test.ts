import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InventedRow, inventedList } from './ingest/sample/invented-list.ts';
import { definition } from './subgraph.ts';

const now = Temporal.Now.instant();

const platform = (id: string): Viewer => ({
  ...PUBLIC_VIEWER,
  audience: 'PLATFORM',
  organization: { id, name: `Invented ${id}`, address: 'Testerton' },
  actor: 'officer of invention',
  agreementId: `agr_${id}`,
  purposes: ['SELLER_SCREENING'],
  purpose: 'SELLER_SCREENING',
});
const BAZAAR = platform('org_bazaar');
const RIVAL = platform('org_rival');

/** More namesakes than an answer holds, so that one that is cleared could crowd out another. */
const NAMESAKES = Array.from(
  { length: 70 },
  (_, nth): InventedRow => ({
    Name: 'HALLOWED ORCHARD TRADERS, INC.',
    'Address 1': `${nth + 1} Example Road`,
    City: `TESTERTON ${nth}`,
    'SAM Number': `S4INV1${String(nth).padStart(3, '0')}`,
  }),
);
const LONE: InventedRow = { Name: 'NORTHWIND TRADERS, INC.', 'SAM Number': 'S4INV0002' };

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
  await debarments.feed('sam-exclusions', inventedList(LONE, ...NAMESAKES));
});
afterAll(() => debarments?.drop());

const SCREEN = `query ($parties: [PartyInput!]!) {
  screen(parties: $parties) {
    results {
      verdict moreCandidates candidates { exclusion { id } }
      cleared { candidate { score exclusion { id } } decision { note decidedBy holds } }
    }
  }
}`;
const DECIDE = `mutation ($reference: String!, $exclusion: ID!, $decision: MatchDecisionKind!, $note: String!, $key: String) {
  decideMatch(
    reference: $reference, exclusion: $exclusion, decision: $decision, note: $note, clientMutationKey: $key
  ) { id reference decision note decidedBy holds exclusion { name } }
}`;

interface Result {
  readonly verdict: string;
  readonly moreCandidates: boolean;
  readonly candidates: readonly { readonly exclusion: { readonly id: string } }[];
  readonly cleared: readonly unknown[];
}

const ask = (viewer: Viewer, document: string, variables: Record<string, unknown>) =>
  debarments.ask({ viewer, document, variables, now: now.toString() });

async function screened(viewer: Viewer, party: object): Promise<Result> {
  const { data } = await ask(viewer, SCREEN, { parties: [party] });
  return (data?.screen as { readonly results: readonly Result[] }).results[0] as Result;
}

async function decide(viewer: Viewer, asked: Record<string, unknown>) {
  const variables = { reference: 'seller 7', decision: 'CLEAR', note: 'Another firm: we spoke.', ...asked };
  const { data, errors } = await ask(viewer, DECIDE, variables);
  return { decided: data?.decideMatch as { readonly id: string } | null | undefined, errors };
}

const decisionsKept = async () =>
  (await debarments.sql.unsafe('select count(*)::int as count from match_decision'))[0]?.count as number;

describe('a match that the caller has cleared', () => {
  const SELLER = { reference: 'seller 7', name: 'Northwind Traders' };

  test('is left out of its answers on that party and shown where asked for; of nobody else’s', async () => {
    const before = await screened(BAZAAR, SELLER);
    expect(before).toMatchObject({ verdict: 'AMBIGUOUS', cleared: [] });
    const exclusion = before.candidates[0]?.exclusion.id;
    const { decided } = await decide(BAZAAR, { exclusion });
    expect(decided).toMatchObject({
      reference: 'seller 7',
      decision: 'CLEAR',
      decidedBy: 'officer of invention',
      holds: true,
      exclusion: { name: 'NORTHWIND TRADERS, INC.' },
    });
    expect(await screened(BAZAAR, SELLER)).toEqual({
      verdict: 'NO_PUBLIC_ADVERSE_RECORD',
      moreCandidates: false,
      candidates: [],
      cleared: [
        {
          candidate: { score: 1, exclusion: { id: exclusion } },
          decision: { note: 'Another firm: we spoke.', decidedBy: 'officer of invention', holds: true },
        },
      ],
    });
    for (const [viewer, party] of [
      [RIVAL, SELLER],
      [BAZAAR, { ...SELLER, reference: 'seller 8' }],
      [BAZAAR, { name: SELLER.name }],
    ] as const) {
      expect(await screened(viewer, party)).toEqual(before);
    }
    const demoted = { ...PUBLIC_VIEWER, organization: BAZAAR.organization };
    const publicAnswer = await ask(
      demoted,
      'query ($parties: [PartyInput!]!) { screen(parties: $parties) { results { verdict } } }',
      { parties: [SELLER] },
    );
    expect(publicAnswer.data?.screen).toEqual({ results: [{ verdict: 'AMBIGUOUS' }] });
  });

  test('again is once; under a key the first answer; reopened it is back', async () => {
    const [row] = (await debarments.sql.unsafe(
      `select exclusion_id as id from exclusion where sam_number = 'S4INV0002'`,
    )) as unknown as readonly { readonly id: string }[];
    const exclusion = row?.id;
    const first = await decide(BAZAAR, { exclusion, key: 'k-1' });
    const kept = await decisionsKept();
    expect(await decide(BAZAAR, { exclusion, note: 'In other words.' })).toEqual(first);
    expect(await decide(BAZAAR, { exclusion, key: 'k-1' })).toEqual(first);
    expect((await decide(BAZAAR, { exclusion, note: 'x', key: 'k-1' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(await decisionsKept()).toBe(kept);
    const reopened = await decide(BAZAAR, { exclusion, decision: 'REOPEN', note: 'We were wrong.' });
    expect(reopened.decided).toMatchObject({ decision: 'REOPEN', holds: true });
    expect((await screened(BAZAAR, SELLER)).verdict).toBe('AMBIGUOUS');
    expect((await decide(BAZAAR, { exclusion })).decided?.id).not.toBe(first.decided?.id);
    const [audited] = await debarments.sql.unsafe(
      `select organization, actor from mutation where name = 'decideMatch' and record_id = '${first.decided?.id}' limit 1`,
    );
    expect(audited).toMatchObject({ organization: 'org_bazaar', actor: 'officer of invention' });
  });

  test('is back when the entry changes, and cleared again stays cleared', async () => {
    await debarments.feed(
      'sam-exclusions',
      inventedList({ ...LONE, 'Additional Comments': 'PARTNERS ADDED' }, ...NAMESAKES),
    );
    const back = await screened(BAZAAR, SELLER);
    expect(back).toMatchObject({ verdict: 'AMBIGUOUS', cleared: [] });
    await decide(BAZAAR, { exclusion: back.candidates[0]?.exclusion.id });
    expect((await screened(BAZAAR, SELLER)).verdict).toBe('NO_PUBLIC_ADVERSE_RECORD');
  });

  test('never crowds out another: of seventy namesakes each is seen once the others are cleared', async () => {
    const party = { reference: 'orchard', name: 'Hallowed Orchad Traders' };
    const seen = new Set<string>();
    for (;;) {
      const { candidates } = await screened(BAZAAR, party);
      if (candidates.length === 0) break;
      for (const { exclusion } of candidates) {
        expect(seen).not.toContain(exclusion.id);
        seen.add(exclusion.id);
        await decide(BAZAAR, { reference: 'orchard', exclusion: exclusion.id });
      }
    }
    expect(seen.size).toBe(70);
    expect((await screened(RIVAL, party)).candidates).toHaveLength(25);
  });

  test.each([
    ['a reference that is none', { reference: ' ' }, 'reference: expected 1 to 200 characters, got 0'],
    ['no reason', { note: '' }, 'note: expected 1 to 2000 characters, got 0'],
    ['an endless reason', { note: 'n'.repeat(2_001) }, 'note: expected 1 to 2000 characters, got 2001'],
  ])('%s is told', async (_case, asked, message) => {
    const { errors } = await decide(BAZAAR, { exclusion: 'exc_00000000000000000000', ...asked });
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('nothing of what is not there, and nothing to reopen', async () => {
    const before = await decisionsKept();
    expect((await decide(BAZAAR, { exclusion: 'exc_00000000000000000000' })).decided).toBeNull();
    const [row] = (await debarments.sql.unsafe(
      `select exclusion_id as id from exclusion where sam_number = 'S4INV0002'`,
    )) as unknown as readonly { readonly id: string }[];
    expect((await decide(RIVAL, { exclusion: row?.id, decision: 'REOPEN' })).decided).toBeNull();
    expect(await decisionsKept()).toBe(before);
  });
});
