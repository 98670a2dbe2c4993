import { randomUUID } from 'node:crypto';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { ledger } from '@good-standing/kernel/ledger/ledger.ts';
import {
  accountingOf,
  DIGEST_KEY,
  type LedgerUnderTest,
  ledgerUnderTest,
} from '@good-standing/kernel/ledger/ledger-under-test.ts';
import { subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definition } from './subgraph.ts';

const secret = { ids: Buffer.alloc(32, 'ids'), cursors: Buffer.alloc(32, 'cursors') };
const RECORD = 'imp_read_often';
const REQUESTS = 160;
const CHAINED_EACH = 50;

const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP' };
const owner: Viewer = { ...PUBLIC_VIEWER, audience: 'IMPORTER', subject: RECORD };
const RECIPIENTS: readonly Viewer[] = [
  { ...PUBLIC_VIEWER, audience: 'PGA', purpose: 'RISK_ASSESSMENT' },
  { ...PUBLIC_VIEWER, audience: 'PGA', purpose: 'ENFORCEMENT' },
  cbp,
  { ...PUBLIC_VIEWER, audience: 'BROKER', purpose: null },
];

let under: LedgerUnderTest;

/** A busy record: many entries of one second, some of one microsecond, in several batches, the last ones in none. */
beforeAll(async () => {
  under = await ledgerUnderTest();
  const book = ledger(under.writer, DIGEST_KEY);
  const begun = Temporal.Now.instant().round('second').subtract({ minutes: 1 });
  for (let nth = 0; nth < REQUESTS; nth += 1) {
    const one = accountingOf(randomUUID(), ['imp_before', ...(nth % 10 === 9 ? [] : [RECORD]), 'imp_after']);
    const also = {
      rule: 'STANDING_STATUS',
      coordinates: 'Importer.registryStatus',
      stage: nth % 2 ? 'SEIZED' : null,
    };
    await book.record({
      ...one,
      at: begun.add({ milliseconds: ((nth * 37) % 80) * 50 }),
      viewer: RECIPIENTS[nth % RECIPIENTS.length] ?? cbp,
      disclosed: one.disclosed.flatMap((each) => (nth % 3 === 0 ? [each, { ...each, ...also }] : [each])),
    });
    if (nth % CHAINED_EACH === CHAINED_EACH - 1) await under.chainAll();
  }
});

afterAll(() => under.drop());

interface Line {
  readonly requestId: string;
  readonly rule: string;
  readonly stage: string | null;
}

async function pages(viewer: Viewer, first: number): Promise<readonly Line[]> {
  const access = subgraph(definition, under.reader, secret);
  const document = `query($first: Int!, $after: String) {
    disclosures(record: "${RECORD}", first: $first, after: $after) {
      pageInfo { hasNextPage endCursor } nodes { requestId rule stage }
    }
  }`;
  const lines: Line[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await access.execute({
      document,
      variables: { first, after },
      viewer,
      requestId: randomUUID(),
      now: Temporal.Now.instant(),
      notes: notes(true),
    });
    expect(errors).toBeUndefined();
    const page = data?.disclosures as {
      readonly nodes: readonly Line[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
    expect(page.nodes.length).toBeLessThanOrEqual(first);
    lines.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return lines;
    after = page.pageInfo.endCursor;
  }
}

test.each([
  ['CBP', cbp, 'true'],
  ['its subject', owner, `audience <> 'CBP' and purpose is distinct from 'ENFORCEMENT'`],
] as const)(
  'pages of any size are all that %s is told, latest first, each entry once',
  async (_who, viewer, told) => {
    const expected = await under.admin.unsafe<{ requestId: string; rule: string; stage: string | null }[]>(
      `select request_id::text as "requestId", rule, stage from ledger.entry
     where record_id = $1 and ${told}
     order by disclosed_at desc, request_id desc, rule desc`,
      [RECORD],
    );
    expect(expected.length).toBeGreaterThan(50);
    for (const first of [1, 7, 25, 200]) {
      const found = await pages(viewer, first);
      expect(found.map(({ requestId, rule, stage }) => ({ requestId, rule, stage }))).toEqual([...expected]);
    }
  },
);
