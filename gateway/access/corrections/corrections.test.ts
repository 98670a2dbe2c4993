import { randomUUID } from 'node:crypto';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import type { Correction } from '@good-standing/kernel/findings/topics.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { accountingKey } from '@good-standing/kernel/ledger/accounting-key.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisposableAccess, disposableAccess } from '../access-under-test.ts';
import { hearCorrections, settleCorrections } from './hear.ts';

const secret = { ids: Buffer.alloc(32, 'ids'), cursors: Buffer.alloc(32, 'cursors') };

const organization = (id: string) => ({ id: `org_${id}`, name: `${id} (invented)`, address: '1 Sample Way' });
const fda: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'PGA',
  organization: organization('fda'),
  actor: 'analyst-7',
  rules: new Set(['IMPORTER_NAME', 'IMPORTER_CONTACT']),
  purpose: 'RISK_ASSESSMENT',
};
const usda: Viewer = { ...fda, organization: organization('usda') };
const cbp: Viewer = { ...fda, audience: 'CBP', organization: organization('cbp') };
const aurora: Viewer = {
  ...fda,
  audience: 'IMPORTER',
  organization: organization('aurora'),
  subject: 'imp_aurora',
};
const beacon: Viewer = {
  ...fda,
  audience: 'BROKER',
  organization: organization('beacon'),
  subject: 'brk_beacon',
};

const NAME = 'Importer.name Importer.otherNames';
const ADDRESSES = 'Importer.addresses';

let house: DisposableAccess;
beforeAll(async () => {
  house = await disposableAccess(secret);
});
afterAll(() => house.drop());

/** To whom, of which record, which fields; when in minutes before now. */
async function disclose(
  viewer: Viewer,
  record: string,
  coordinates: string,
  { minutes = 5, relation = 'JURISDICTION' }: { minutes?: number; relation?: string } = {},
): Promise<void> {
  const rule: DisclosureRule = coordinates === ADDRESSES ? 'IMPORTER_CONTACT' : 'IMPORTER_NAME';
  await house.ledger.record({
    requestId: randomUUID(),
    at: Temporal.Now.instant().subtract({ milliseconds: Math.round(minutes * 60_000) }),
    subgraph: 'gateway',
    viewer,
    policyVersion: 'p1',
    answer: '{}',
    disclosed: [
      { records: [record], rule, authority: '19 CFR 103.31(d)', coordinates, relation, stage: null },
    ],
  });
}

async function correct(...items: readonly Omit<Correction, 'correctedAt'>[]): Promise<void> {
  const correctedAt = Temporal.Now.instant().toString();
  await house.sql.begin((tx) =>
    hearCorrections(
      tx,
      items.map((item) => ({ ...item, correctedAt })),
    ),
  );
}

const FIELDS = `id record coordinates rules state recipientName recipientAddress deliveredAt acknowledgedAt`;

interface Notice {
  readonly id: string;
  readonly record: string;
  readonly coordinates: readonly string[];
  readonly rules: readonly string[];
  readonly state: string;
  readonly recipientName: string;
  readonly acknowledgedAt: string | null;
}

async function ask(viewer: Viewer, document: string, variables: Readonly<Record<string, unknown>> = {}) {
  const now = Temporal.Now.instant();
  return house.access.execute({
    document,
    variables,
    viewer,
    requestId: randomUUID(),
    now,
    notes: notes(true),
  });
}

async function noticesOf(viewer: Viewer, record?: string): Promise<readonly Notice[]> {
  const document = `query($record: ID) { correctionNotices(record: $record, first: 200) { nodes { ${FIELDS} } } }`;
  const { data, errors } = await ask(viewer, document, { record });
  expect(errors).toBeUndefined();
  return (data as { correctionNotices: { nodes: readonly Notice[] } }).correctionNotices.nodes;
}

const recipients = async (viewer: Viewer, record: string) =>
  (await noticesOf(viewer, record)).map((notice) => notice.recipientName).sort();

describe('5 USC 552a(c)(4): a correction reaches those who were disclosed what it corrects', () => {
  test('each recipient of a corrected field once, with the fields and rules that concern it', async () => {
    await disclose(fda, 'imp_one', NAME, { minutes: 60 });
    await disclose(fda, 'imp_one', NAME);
    await disclose(fda, 'imp_one', ADDRESSES);
    await disclose(usda, 'imp_one', ADDRESSES);
    await disclose(usda, 'imp_another', NAME);
    await correct({ record: 'imp_one', coordinates: ['Importer.name', 'Importer.addresses'] });
    expect(await noticesOf(fda, 'imp_one')).toMatchObject([
      {
        record: 'imp_one',
        coordinates: ['Importer.addresses', 'Importer.name'],
        rules: ['IMPORTER_CONTACT', 'IMPORTER_NAME'],
        state: 'DUE',
        recipientName: 'fda (invented)',
        recipientAddress: '1 Sample Way',
        deliveredAt: null,
      },
    ]);
    expect(await noticesOf(usda, 'imp_one')).toMatchObject([{ coordinates: ['Importer.addresses'] }]);
    expect(await noticesOf(usda, 'imp_another')).toEqual([]);
  });

  test('not CBP, not the subject for what is its own, not a request that nobody stands behind', async () => {
    await disclose(cbp, 'imp_two', NAME);
    await disclose(aurora, 'imp_two', NAME, { relation: 'SELF' });
    await disclose({ ...PUBLIC_VIEWER }, 'imp_two', NAME);
    await correct({ record: 'imp_two', coordinates: ['Importer.name'] });
    expect(await recipients(cbp, 'imp_two')).toEqual([]);
  });

  test('of what not everybody reads, those who read it: agencies and owners of rights by who they are', async () => {
    await house.feed([
      'lamps,LAMPS,1 Sample Way,RIGHTS_HOLDER,IPRR-1,,INV-1,19 CFR 133,SEIZURE_LIMITED,IPR_PROTECTION,2026-01-01,2026-12-31,',
      'shoes,SHOES,2 Sample Way,RIGHTS_HOLDER,IPRR-2,,INV-2,19 CFR 133,SEIZURE_LIMITED,IPR_PROTECTION,2026-01-01,2026-12-31,',
      'cpsc,CPSC,3 Sample Way,PGA,,CPS,INV-3,19 USC 1415,SEIZURE_LIMITED,RISK_ASSESSMENT,2026-01-01,2026-12-31,',
      'dea,DEA,4 Sample Way,PGA,,DEA,INV-4,19 USC 1415,SEIZURE_LIMITED,RISK_ASSESSMENT,2026-01-01,2026-12-31,',
    ]);
    const known = (key: string) => ({
      ...organization(key),
      id: recordId('org', secret.ids, key),
      name: key,
    });
    const owner = { audience: 'RIGHTS_HOLDER', purpose: 'IPR_PROTECTION' } as const;
    for (const key of ['lamps', 'shoes']) {
      await disclose({ ...fda, ...owner, organization: known(key) }, 'sez_one', NAME, {
        relation: 'RECORDATION',
      });
    }
    for (const key of ['cpsc', 'dea']) await disclose({ ...fda, organization: known(key) }, 'sez_one', NAME);
    await disclose(beacon, 'sez_one', NAME, { relation: 'OWN_CLIENT' });
    const readers = [recordId('own', secret.ids, 'IPRR-1'), 'CPS'];
    await correct({ record: 'sez_one', coordinates: ['Importer.name'], readers });
    expect(await recipients(cbp, 'sez_one')).toEqual(['cpsc', 'lamps']);
    await correct({ record: 'sez_one', coordinates: ['Importer.otherNames'], readers: ['OTHERS'] });
    expect(await recipients(cbp, 'sez_one')).toEqual(['beacon (invented)', 'cpsc', 'lamps']);
  });

  test('the importer that a record is about reads its notices by the key of the record', async () => {
    await disclose(fda, 'sez_two', NAME);
    await correct({ record: 'sez_two', coordinates: ['Importer.name'] });
    const on = Temporal.Now.instant().toZonedDateTimeISO('UTC').toPlainDate();
    const key = accountingKey(secret.ids, { record: 'sez_two', subject: 'imp_aurora', on });
    expect(await recipients(aurora, key)).toEqual(['fda (invented)']);
    expect(await recipients(aurora, 'sez_two')).toEqual([]);
    expect(await recipients({ ...aurora, subject: 'imp_other' }, key)).toEqual([]);
  });

  test('a field that was not corrected, and what is disclosed afterwards, make no notice', async () => {
    await disclose(fda, 'imp_three', ADDRESSES);
    await correct({ record: 'imp_three', coordinates: ['Importer.name'] });
    await disclose(usda, 'imp_three', NAME, { minutes: -1 });
    await settleCorrections(house.sql, 0);
    expect(await recipients(cbp, 'imp_three')).toEqual([]);
  });

  test('who was being answered in that moment is told once its entry is there', async () => {
    await correct({ record: 'imp_four', coordinates: ['Importer.name'] });
    await disclose(fda, 'imp_four', NAME, { minutes: 0.1 });
    await settleCorrections(house.sql);
    expect(await recipients(cbp, 'imp_four')).toEqual([]);
    await settleCorrections(house.sql, 0);
    expect(await recipients(cbp, 'imp_four')).toEqual(['fda (invented)']);
    await settleCorrections(house.sql, 0);
    expect(await recipients(cbp, 'imp_four')).toHaveLength(1);
  });

  test('one that concerns nobody is let go of, the others are kept', async () => {
    await correct({ record: 'imp_nobody', coordinates: ['Importer.name'] });
    await settleCorrections(house.sql, 0);
    const kept =
      await house.sql`select record_id as record from correction where record_id in ('imp_nobody', 'imp_one')`;
    expect(kept).toEqual([{ record: 'imp_one' }]);
  });

  test('corrected again, it is told again', async () => {
    await disclose(fda, 'imp_five', NAME);
    await correct({ record: 'imp_five', coordinates: ['Importer.name'] });
    await correct({ record: 'imp_five', coordinates: ['Importer.name'] });
    expect(await noticesOf(fda, 'imp_five')).toHaveLength(2);
  });
});

describe('Query.correctionNotices', () => {
  beforeAll(async () => {
    await disclose(fda, 'imp_aurora', NAME);
    await disclose({ ...usda, purpose: 'ENFORCEMENT' }, 'imp_aurora', NAME);
    await disclose(beacon, 'imp_aurora', NAME, { relation: 'OWN_CLIENT' });
    await correct({ record: 'imp_aurora', coordinates: ['Importer.name'] });
  });

  test('CBP reads who is told, the subject too but for enforcement, a recipient its own', async () => {
    expect(await recipients(cbp, 'imp_aurora')).toEqual([
      'beacon (invented)',
      'fda (invented)',
      'usda (invented)',
    ]);
    expect(await recipients(aurora, 'imp_aurora')).toEqual(['beacon (invented)', 'fda (invented)']);
    expect(await recipients(usda, 'imp_aurora')).toEqual(['usda (invented)']);
    expect(await recipients(beacon, 'imp_aurora')).toEqual(['beacon (invented)']);
  });

  test.each([
    ['nobody in particular', PUBLIC_VIEWER],
    ['an importer, of another', { ...aurora, subject: 'imp_borealis' }],
    ['an importer without a record', { ...aurora, subject: null }],
    ['an organisation that was told nothing', { ...fda, organization: organization('epa') }],
    ['a bearer without an organisation', { ...fda, organization: null }],
  ] as const)('%s reads nothing', async (_who, viewer) => {
    expect(await noticesOf(viewer, 'imp_aurora')).toEqual([]);
  });

  test('is delivered by being read by its recipient, and by nobody else', async () => {
    await disclose(fda, 'imp_six', NAME);
    await correct({ record: 'imp_six', coordinates: ['Importer.name'] });
    const states = async (viewer: Viewer) => (await noticesOf(viewer, 'imp_six')).map(({ state }) => state);
    expect(await states(cbp)).toEqual(['DUE']);
    expect(await states({ ...aurora, subject: 'imp_six' })).toEqual(['DUE']);
    expect(await states(fda)).toEqual(['DUE']);
    expect(await states(fda)).toEqual(['DELIVERED']);
    expect(await states(cbp)).toEqual(['DELIVERED']);
  });

  test('says the same in every part of one answer', async () => {
    await disclose(fda, 'imp_seven', NAME);
    await correct({ record: 'imp_seven', coordinates: ['Importer.name'] });
    const part = 'correctionNotices(record: "imp_seven") { nodes { state deliveredAt } }';
    const { data } = await ask(fda, `{ ${['a', 'b', 'c'].map((alias) => `${alias}: ${part}`).join(' ')} }`);
    const due = { nodes: [{ state: 'DUE', deliveredAt: null }] };
    expect(data).toEqual({ a: due, b: due, c: due });
  });

  test('pages follow one another without gap or repeat', async () => {
    const document = `query($after: String) {
      correctionNotices(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
    }`;
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await ask(cbp, document, { after });
      const { nodes, pageInfo } = (
        data as {
          correctionNotices: {
            nodes: { id: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
          };
        }
      ).correctionNotices;
      seen.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual((await noticesOf(cbp)).map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('Mutation.acknowledgeCorrection', () => {
  const document = `mutation($id: ID!, $key: String) {
    acknowledgeCorrection(id: $id, clientMutationKey: $key) { id state acknowledgedAt }
  }`;
  async function acknowledge(viewer: Viewer, id: string, key?: string) {
    const { data, errors } = await ask(viewer, document, { id, key });
    expect(errors).toBeUndefined();
    return (data as { acknowledgeCorrection: Pick<Notice, 'id' | 'state' | 'acknowledgedAt'> | null })
      .acknowledgeCorrection;
  }

  test('by the recipient alone; again it stays as it was; both are on the audit line', async () => {
    await disclose(fda, 'imp_eight', NAME);
    await correct({ record: 'imp_eight', coordinates: ['Importer.name'] });
    const [notice] = await noticesOf(cbp, 'imp_eight');
    const id = notice?.id ?? expect.fail('no notice');
    expect(id).toMatch(/^ntc_[0-9a-f]{20}$/);
    for (const stranger of [usda, cbp, PUBLIC_VIEWER, { ...aurora, subject: 'imp_eight' }]) {
      expect(await acknowledge(stranger, id)).toBeNull();
    }
    expect((await noticesOf(cbp, 'imp_eight'))[0]?.state).toBe('DUE');
    const first = await acknowledge(fda, id, 'once');
    expect(first).toMatchObject({ id, state: 'ACKNOWLEDGED', acknowledgedAt: expect.any(String) });
    expect(await acknowledge(fda, id, 'once')).toEqual(first);
    expect(await acknowledge({ ...fda, actor: 'analyst-8' }, id)).toEqual(first);
    expect((await noticesOf({ ...aurora, subject: 'imp_eight' }, 'imp_eight'))[0]?.state).toBe(
      'ACKNOWLEDGED',
    );
    const lines = await house.sql`select actor from mutation where record_id = ${id} order by mutation_id`;
    expect(lines).toEqual([{ actor: 'analyst-7' }, { actor: 'analyst-8' }]);
    const [kept] = await house.sql`select acknowledged_by as by from correction_notice where id = ${id}`;
    expect(kept).toEqual({ by: 'analyst-7' });
    expect(await acknowledge(fda, 'ntc_none')).toBeNull();
  });
});
