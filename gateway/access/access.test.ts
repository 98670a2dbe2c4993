import { randomUUID } from 'node:crypto';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { accountingKey } from '@good-standing/kernel/ledger/accounting-key.ts';
import { countStatements } from '@good-standing/kernel/postgres/statement.ts';
import { PUBLIC_VIEWER, type Purpose, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisposableAccess, disposableAccess } from './access-under-test.ts';
import { agreements } from './agreements.ts';

const secret = { ids: Buffer.alloc(32, 'ids'), cursors: Buffer.alloc(32, 'cursors') };

const FDA =
  'fda,Food and Drug Administration (invented),"1 Sample Way, Exampleton",PGA,,FDA,AGR-1,19 USC 1411(d),IMPORTER_NAME;VIOLATIONS,RISK_ASSESSMENT;IDENTITY,2026-01-01,2027-12-31,';
const AURORA =
  'aurora,Aurora Kitchenware LLC (invented),2 Sample Way,IMPORTER,07-0000001,,AGR-2,5 USC 552a(d),IMPORTER_NAME,OWN_RECORD,2026-01-01,2027-12-31,';
const BEACON =
  'beacon,Beacon Customs Brokerage (invented),3 Sample Way,BROKER,07001,,AGR-3,19 CFR 111.24,,CLIENT_SERVICE,2026-01-01,2027-12-31,';
const LUMEN =
  'lumen,Lumen Optics (invented),4 Sample Way,RIGHTS_HOLDER,iprr-07001,,AGR-4,19 CFR 133.21,,IPR_PROTECTION,2026-01-01,2027-12-31,';
const QUMAR =
  'qumar,Invented Post of Qumar,5 Sample Way,POST,qma,,AGR-5,EO 13904,,POSTAL_COOPERATION,2026-01-01,2027-12-31,';

let house: DisposableAccess;

beforeAll(async () => {
  house = await disposableAccess(secret);
  await house.feed([FDA, AURORA, BEACON, LUMEN, QUMAR]);
});

afterAll(async () => {
  await house.drop();
});

async function ask(viewer: Viewer, document: string, variables: Readonly<Record<string, unknown>> = {}) {
  const now = Temporal.Instant.from('2026-11-22T12:00:00Z');
  return house.access.execute({
    document,
    variables,
    viewer,
    requestId: randomUUID(),
    now,
    notes: notes(true),
  });
}

const importer = recordId('imp', secret.ids, '07-000000100');

describe('the feed agreements', () => {
  test('an organisation is found by its key and by its id, with the ids its owners derive', async () => {
    const known = agreements(house.sql);
    const byKey = await known.of('aurora');
    expect(byKey).toEqual(await known.of(recordId('org', secret.ids, 'aurora')));
    expect(byKey).toMatchObject([{ audience: 'IMPORTER', subject: importer, purposes: ['OWN_RECORD'] }]);
    expect(await known.of('beacon')).toMatchObject([{ subject: recordId('brk', secret.ids, '07001') }]);
    expect(await known.of('lumen')).toMatchObject([{ subject: recordId('own', secret.ids, 'IPRR-07001') }]);
    expect(await known.of('qumar')).toMatchObject([{ subject: recordId('pst', secret.ids, 'QMA') }]);
    expect(await known.of('nobody')).toEqual([]);
  });

  test('the importer number is stored nowhere', async () => {
    const [row] = await house.sql`
      select count(*) as found from agreement, organization
      where agreement::text like '%07-0000001%' or organization::text like '%07-0000001%'`;
    expect(row).toEqual({ found: 0 });
  });

  test('a row with a wrong field is quarantined under that field, and the rest goes on', async () => {
    const wrong = [
      ['organization', FDA.replace('fda,', 'f d a,')],
      ['audience', FDA.replace(',PGA,', ',PUBLIC,')],
      ['agency', FDA.replace(',FDA,', ',,')],
      ['agency', AURORA.replace(',,AGR', ',FDA,AGR')],
      ['subject', AURORA.replace('07-0000001', '07-1')],
      ['subject', AURORA.replace('07-0000001', '')],
      ['subject', FDA.replace(',PGA,,', ',PGA,x,')],
      ['rules', FDA.replace('VIOLATIONS', 'EVERYTHING')],
      ['purposes', FDA.replace('RISK_ASSESSMENT;IDENTITY', '')],
      ['expires_on', FDA.replace('2027-12-31', '2025-12-31')],
      ['effective_on', FDA.replace('2026-01-01', '2026-02-30')],
    ] as const;
    const other = await disposableAccess(secret);
    try {
      const counts = await other.feed([...wrong.map(([, row]) => row), BEACON]);
      expect(counts).toMatchObject({ read: 12, accepted: 1, rejected: 11 });
      const rows = await other.sql<
        { field: string; got: string }[]
      >`select field, got from quarantine order by line`;
      expect(rows.map(({ field }) => field)).toEqual(wrong.map(([field]) => field));
      expect(JSON.stringify(rows)).not.toContain('07-');
    } finally {
      await other.drop();
    }
  });

  test('twice is once; a revocation is seen within two seconds; what is no longer listed is revoked', async () => {
    const other = await disposableAccess(secret);
    let clock = 0;
    const known = agreements(other.sql, () => clock);
    const revocations = async () =>
      (await known.of('fda')).map(({ revokedOn }) => revokedOn?.toString() ?? null);
    try {
      await other.feed([FDA, AURORA]);
      expect(await other.feed([FDA, AURORA])).toMatchObject({ alreadyDone: true });
      expect(await revocations()).toEqual([null]);
      await other.feed([`${FDA}2026-06-01`, AURORA]);
      clock = 1_999;
      expect(await revocations()).toEqual([null]);
      clock = 2_000;
      expect(await revocations()).toEqual(['2026-06-01']);
      expect(await other.feed([AURORA.replace('2 Sample', '22 Sample')])).toMatchObject({ closed: 0 });
      expect(await other.feed([FDA.replace('1 Sample', '11 Sample')])).toMatchObject({ closed: 1 });
      clock = 4_000;
      expect(await revocations()).toEqual([null]);
      expect((await known.of('aurora'))[0]?.revokedOn).not.toBeNull();
    } finally {
      await other.drop();
    }
  });

  test('a database that does not answer is an error, never an old answer', async () => {
    const other = await disposableAccess(secret);
    let clock = 0;
    const known = agreements(other.sql, () => clock);
    await other.feed([FDA]);
    expect(await known.of('fda')).toHaveLength(1);
    await other.drop();
    clock = 2_000;
    await expect(known.of('fda')).rejects.toThrow();
  });

  test('many at once are one statement', async () => {
    const known = agreements(house.sql);
    const { statements } = await countStatements(() =>
      Promise.all([known.of('fda'), known.of('fda'), known.of('fda')]),
    );
    expect(statements).toHaveLength(1);
  });
});

const fda: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'PGA',
  organization: {
    id: 'org_fda',
    name: 'Food and Drug Administration (invented)',
    address: '1 Sample Way, Exampleton',
  },
  actor: 'analyst-7',
  agency: 'FDA',
  agreementId: recordId('agr', secret.ids, 'AGR-1'),
  rules: new Set(['IMPORTER_NAME', 'VIOLATIONS', 'CONFIDENTIALITY']),
  purposes: ['RISK_ASSESSMENT', 'IDENTITY'],
  purpose: 'RISK_ASSESSMENT',
};
const cbp: Viewer = { ...fda, audience: 'CBP', agency: null, purpose: 'ADMISSIBILITY' };
const aurora: Viewer = {
  ...fda,
  audience: 'IMPORTER',
  agency: null,
  subject: importer,
  purpose: 'OWN_RECORD',
};

describe('Query.viewer', () => {
  const document = `{ viewer { audience organization { name } purposes purpose scopes demoted
    agreement { number authority rules purposes effectiveOn expiresOn revokedOn } } }`;

  test('says who is asking, under what, for what', async () => {
    expect(await ask(fda, document)).toEqual({
      data: {
        viewer: {
          audience: 'PGA',
          organization: { name: 'Food and Drug Administration (invented)' },
          purposes: ['RISK_ASSESSMENT', 'IDENTITY'],
          purpose: 'RISK_ASSESSMENT',
          scopes: ['IMPORTER_NAME', 'VIOLATIONS'],
          demoted: null,
          agreement: {
            number: 'AGR-1',
            authority: '19 USC 1411(d)',
            rules: ['IMPORTER_NAME', 'VIOLATIONS'],
            purposes: ['RISK_ASSESSMENT', 'IDENTITY'],
            effectiveOn: '2026-01-01',
            expiresOn: '2027-12-31',
            revokedOn: null,
          },
        },
      },
    });
  });

  test('of nobody in particular, and of someone demoted', async () => {
    const { data } = await ask({ ...PUBLIC_VIEWER, demoted: 'AGREEMENT_EXPIRED' }, document);
    expect(data?.viewer).toMatchObject({
      audience: 'PUBLIC',
      organization: null,
      agreement: null,
      scopes: [],
      demoted: 'AGREEMENT_EXPIRED',
    });
  });
});

test('Query.disclosureRules is the matrix, CBP in every row', async () => {
  const { data } = await ask(PUBLIC_VIEWER, '{ disclosureRules { rule authority audiences says } }');
  const rows = data?.disclosureRules as { rule: string; authority: string; audiences: string[] }[];
  expect(rows.find(({ rule }) => rule === 'PENALTY')).toMatchObject({
    authority: '19 CFR 103.32',
    audiences: ['CBP', 'PGA', 'IMPORTER', 'BROKER'],
  });
});

describe('Query.disclosures, 5 USC 552a(c): the accounting of disclosures', () => {
  const document = `query($record: ID!, $first: Int, $after: String) {
    disclosures(record: $record, first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { disclosedAt requestId record coordinates rule authority stage relation purpose audience recipientName recipientAddress }
    }
  }`;

  async function disclosedTo(
    viewer: Viewer,
    minute: number,
    record: string,
    purpose: Purpose | null = viewer.purpose,
  ) {
    const requestId = randomUUID();
    await house.ledger.record({
      requestId,
      at: Temporal.Now.instant().round('second').subtract({ minutes: minute }),
      subgraph: 'gateway',
      viewer: { ...viewer, purpose },
      policyVersion: 'p1',
      answer: '{}',
      disclosed: [
        {
          records: [record],
          rule: 'IMPORTER_NAME',
          authority: '19 CFR 103.31(d)',
          coordinates: 'Importer.name Importer.otherNames',
          relation: 'JURISDICTION',
          stage: null,
        },
      ],
    });
    return requestId;
  }

  let toFda: string;
  let toCbp: string;
  let toEnforcement: string;

  beforeAll(async () => {
    toFda = await disclosedTo(fda, 5, importer);
    toCbp = await disclosedTo(cbp, 4, importer);
    toEnforcement = await disclosedTo(fda, 3, importer, 'ENFORCEMENT');
    await disclosedTo(fda, 2, 'imp_another');
  });

  async function told(viewer: Viewer, record: string) {
    const { data, errors } = await ask(viewer, document, { record, first: 50 });
    expect(errors).toBeUndefined();
    const page = data?.disclosures as { nodes: { requestId: string }[] } | undefined;
    return page?.nodes;
  }

  test('date, nature, purpose, recipient as it was then', async () => {
    expect(await told(aurora, importer)).toEqual([
      {
        disclosedAt: expect.any(String),
        requestId: toFda,
        record: importer,
        coordinates: ['Importer.name', 'Importer.otherNames'],
        rule: 'IMPORTER_NAME',
        authority: '19 CFR 103.31(d)',
        stage: null,
        relation: 'JURISDICTION',
        purpose: 'RISK_ASSESSMENT',
        audience: 'PGA',
        recipientName: 'Food and Drug Administration (invented)',
        recipientAddress: '1 Sample Way, Exampleton',
      },
    ]);
  });

  test('CBP reads all of any record, latest first', async () => {
    expect((await told(cbp, importer))?.map(({ requestId }) => requestId)).toEqual([
      toEnforcement,
      toCbp,
      toFda,
    ]);
    expect(await told(cbp, 'imp_another')).toHaveLength(1);
  });

  test.each([
    ["an importer, of another's record", aurora, 'imp_another'],
    ['an agency', fda, importer],
    ['a rights holder', { ...fda, audience: 'RIGHTS_HOLDER', subject: importer }, importer],
    ['nobody in particular', PUBLIC_VIEWER, importer],
    ['an importer without a record', { ...aurora, subject: null }, importer],
  ] as const)('%s reads nothing', async (_case, viewer, record) => {
    expect(await told(viewer, record)).toEqual([]);
  });

  test('an importer reads that of a record of its own by the key which the owner gave it, with the same exemptions', async () => {
    const seizure = 'sez_00000000000000000000';
    const expected = await disclosedTo(fda, 5, seizure);
    await disclosedTo(cbp, 4, seizure);
    await disclosedTo(fda, 3, seizure, 'ENFORCEMENT');
    const on = Temporal.PlainDate.from('2026-11-22');
    const key = accountingKey(secret.ids, { record: seizure, subject: importer, on });
    expect((await told(aurora, key))?.map(({ requestId }) => requestId)).toEqual([expected]);
    expect(await told(aurora, seizure)).toEqual([]);
    for (const viewer of [
      { ...aurora, subject: 'imp_another' },
      { ...aurora, audience: 'BROKER' },
      { ...aurora, audience: 'RIGHTS_HOLDER' },
      fda,
      PUBLIC_VIEWER,
    ] as const) {
      expect(await told(viewer, key)).toEqual([]);
    }
  });

  test("pages follow one another without gap or repeat, and a cursor is its viewer's alone", async () => {
    const first = await ask(cbp, document, { record: importer, first: 2 });
    const page = first.data?.disclosures as {
      nodes: { requestId: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    expect(page.nodes.map(({ requestId }) => requestId)).toEqual([toEnforcement, toCbp]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const after = page.pageInfo.endCursor;
    const second = await ask(cbp, document, { record: importer, first: 2, after });
    expect(second.data?.disclosures).toMatchObject({
      nodes: [{ requestId: toFda }],
      pageInfo: { hasNextPage: false },
    });
    const stolen = await ask(aurora, document, { record: importer, first: 2, after });
    expect(stolen.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('is one statement, whatever the page', async () => {
    for (const first of [1, 50]) {
      const { statements } = await countStatements(() => ask(cbp, document, { record: importer, first }));
      expect(statements).toHaveLength(1);
    }
  });

  test('the access role may not change the ledger', async () => {
    await expect(house.sql.unsafe("update ledger.request set purpose = 'X'")).rejects.toMatchObject({
      code: '42501',
    });
    await expect(house.sql.unsafe('delete from ledger.disclosure')).rejects.toMatchObject({ code: '42501' });
  });
});
