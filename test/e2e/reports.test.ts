import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Question, type TestHouse, testHouse } from '../world/house.ts';
import { attached, FILES, REPORT, REPORTER } from '../world/violation-reports.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

interface Report {
  readonly id: string;
  readonly status: string;
  readonly followUps: readonly Record<string, unknown>[];
  readonly [field: string]: unknown;
}

/** The first root field of an answer that has no errors. */
async function told<Answer>(question: Question): Promise<Answer> {
  const { data, errors } = await house.ask(question);
  expect(errors).toEqual([]);
  return Object.values(data as Readonly<Record<string, Answer>>)[0] ?? expect.fail('nothing was answered');
}

async function submitted(input: object = REPORT, as: Pick<Question, 'as'> = {}) {
  const documentId = `${as.as === undefined ? 'public' : 'platform'}/submit-violation-report`;
  return told<{ id: string; receipt: string }>({ ...as, documentId, variables: { input } });
}

const read = (receipt: string) =>
  told<Report>({ documentId: 'public/violation-report', variables: { receipt } });
const whole = (id: string) =>
  told<Report>({ as: 'cbp', documentId: 'cbp/violation-report', variables: { id } });
const followedUp = (input: object) =>
  told<Report>({ documentId: 'public/follow-up-violation-report', variables: { input } });
const decided = (variables: object) =>
  told<Report>({
    as: 'cbp',
    documentId: 'cbp/decide-violation-report',
    variables: { note: 'Seen (invented).', ...variables },
  });

async function listed(as: 'cbp' | 'pga', of?: string) {
  const question = { as, ...(of === undefined ? {} : { of }), documentId: `${as}/violation-reports` };
  return (await told<{ nodes: readonly Report[] }>(question)).nodes;
}

describe('19 USC 4318(a)(3)-(4): anyone reports a violation, and hears what became of it', () => {
  test('from the report to its end, by the receipt alone', async () => {
    const { id, receipt } = await submitted({
      ...REPORT,
      reporter: REPORTER,
      attachments: [attached('PNG')],
    });
    expect(receipt).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){7}$/);
    expect(await read(receipt)).toEqual({
      status: 'RECEIVED',
      statusSince: '2026-11-02',
      submittedOn: '2026-11-02',
      followUps: [],
    });
    expect(await whole(id)).toMatchObject({
      ...REPORT,
      reporter: REPORTER,
      agencies: [],
      decisions: [],
      attachments: [{ type: 'PNG', bytes: FILES.PNG.length }],
    });

    await decided({ id, decision: 'ASK', message: 'Which mark is it?' });
    expect(await read(receipt)).toMatchObject({
      status: 'INFORMATION_ASKED',
      followUps: [{ number: 1, by: 'CBP', status: 'INFORMATION_ASKED', text: 'Which mark is it?' }],
    });
    const answer = { receipt: receipt.toUpperCase().replaceAll('-', ' '), text: 'LUMEN, <b>I think</b>.' };
    expect(await followedUp({ ...answer, attachments: [attached('JPEG')] })).toMatchObject({
      status: 'UNDER_REVIEW',
      followUps: [{}, { number: 2, by: 'REPORTER', text: 'LUMEN, <b>I think</b>.' }],
    });
    await decided({ id, decision: 'CIVIL_ACTION', message: 'The goods were seized.' });
    await decided({ id, decision: 'CLOSE' });
    const { followUps } = await read(receipt);
    expect(followUps.map(({ status, text }) => [status, text])).toEqual([
      ['INFORMATION_ASKED', 'Which mark is it?'],
      ['UNDER_REVIEW', 'LUMEN, <b>I think</b>.'],
      ['CIVIL_ACTION', 'The goods were seized.'],
      ['CLOSED', null],
    ]);
    const after = await house.ask({
      documentId: 'public/follow-up-violation-report',
      variables: { input: { receipt, text: 'And another thing.' } },
    });
    expect(after.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await whole(id)).decisions).toMatchObject([
      { number: 1, decision: 'ASK', note: 'Seen (invented).', decidedOn: '2026-11-02' },
      { decision: 'CIVIL_ACTION' },
      { number: 3, decision: 'CLOSE' },
    ]);
  });

  test('an attachment is given back byte for byte, to CBP', async () => {
    const files = [attached('PDF'), attached('JPEG')];
    const { id } = await submitted({ ...REPORT, attachments: files });
    const { attachments } = await told<{ attachments: readonly { content: string }[] }>({
      as: 'cbp',
      query: 'query ($id: ID!) { violationReportById(id: $id) { attachments { type content } } }',
      variables: { id },
    });
    expect(attachments).toEqual(files);
  });

  test('an agency reads what CBP flagged to it, and not who reported', async () => {
    const { id } = await submitted({ ...REPORT, reporter: REPORTER });
    expect(await listed('pga')).toEqual([]);
    await decided({ id, decision: 'REFER', agencies: ['FDA'] });
    expect(await listed('pga')).toMatchObject([{ id, status: 'REFERRED', ...REPORT }]);
    expect(await listed('pga', 'cpsc')).toEqual([]);
    const { data, withheld, text } = await house.ask({
      as: 'pga',
      query: `query ($id: ID!) { violationReportById(id: $id) {
        id about reporter { name } agencies decisions { note } } }`,
      variables: { id },
    });
    expect(data).toEqual({
      violationReportById: { id, about: REPORT.about, reporter: null, agencies: null, decisions: null },
    });
    expect(withheld.map(({ coordinate, reason }) => `${coordinate} ${reason}`).sort()).toEqual([
      'ViolationReport.agencies RELATION',
      'ViolationReport.decisions RELATION',
      'ViolationReport.reporter RELATION',
    ]);
    expect(text).not.toContain(REPORTER.name);
  });

  test('the list is in pages, latest first, and each report stands in it once', async () => {
    for (let nth = 0; nth < 3; nth += 1) await submitted();
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: { nodes: Report[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = await told({
        as: 'cbp',
        documentId: 'cbp/violation-reports',
        variables: { first: 2, after, status: 'RECEIVED' },
      });
      ids.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const [counted] = await house.admin.unsafe<{ held: number }[]>(
      `select count(*)::int as held from entries.violation_report where status = 'RECEIVED'`,
    );
    expect(ids).toHaveLength(counted?.held ?? 0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a platform reads its own submission; without its token the receipt opens the status alone', async () => {
    const { receipt } = await submitted(REPORT, { as: 'platform' });
    const query = 'query ($receipt: String!) { violationReport(receipt: $receipt) { status about } }';
    const own = await house.ask({ as: 'platform', query, variables: { receipt } });
    expect(own.data).toEqual({ violationReport: { status: 'RECEIVED', about: REPORT.about } });
    const found = await house.ask({ query, variables: { receipt } });
    expect(found.data).toEqual({ violationReport: { status: 'RECEIVED', about: null } });
    expect(found.withheld).toMatchObject([{ coordinate: 'ViolationReport.about', reason: 'RELATION' }]);
    const { receipt: anothers } = await submitted();
    const stranger = await house.ask({ as: 'platform', query, variables: { receipt: anothers } });
    expect(stranger.data).toEqual({ violationReport: null });
  });

  test('sent again under its key it is one report with one receipt; another report under the key is refused', async () => {
    const clientMutationKey = randomBytes(18).toString('base64url');
    const first = await submitted({ ...REPORT, clientMutationKey });
    expect(await submitted({ ...REPORT, clientMutationKey })).toEqual(first);
    expect((await submitted()).receipt).not.toBe(first.receipt);
    const other = { ...REPORT, goods: 'Watches', clientMutationKey };
    const refused = await house.ask({
      documentId: 'public/submit-violation-report',
      variables: { input: other },
    });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('a decision that stands already is not written again', async () => {
    const { id } = await submitted();
    await decided({ id, decision: 'REVIEW' });
    await decided({ id, decision: 'REVIEW', note: 'Once more.' });
    const { decisions, followUps } = await whole(id);
    expect([decisions, followUps]).toMatchObject([[{ number: 1 }], [{ number: 1 }]]);
  });

  test('no report is a finding: nothing is published, and nobody’s record changes', async () => {
    const jobs = async () =>
      house.admin.unsafe('select count(*)::int as jobs from graphile_worker._private_jobs');
    const before = await jobs();
    const { id } = await submitted({ ...REPORT, about: 'AURORA KITCHENWARE LLC, 07-000000100' });
    await decided({ id, decision: 'CRIMINAL_ACTION', message: 'Thank you.' });
    expect(await jobs()).toEqual(before);
    const { text } = await house.ask({ as: 'importer', documentId: 'importer/my-record' });
    expect(text).not.toContain(id);
  });

  test('what was disclosed of it stands in the ledger, and the receipt nowhere', async () => {
    const { id, receipt } = await submitted();
    const { requestId } = await house.ask({
      documentId: 'public/violation-report',
      variables: { receipt },
    });
    const lines = await house.ledgerOf(requestId);
    for (const line of lines)
      expect(line).toMatchObject({ record: id, rule: 'VIOLATION_REPORT', relation: 'SELF' });
    const dump = await house.admin.unsafe<{ text: string }[]>(
      `select r::text as text from entries.violation_report r union all select m::text from entries.mutation m`,
    );
    const plain = receipt.replaceAll('-', '');
    for (const { text } of dump) {
      expect(text).not.toContain(receipt);
      expect(text).not.toContain(plain);
    }
    expect(lines).toHaveLength(1);
  });
});
