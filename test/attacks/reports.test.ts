import { randomBytes } from 'node:crypto';
import { type OpenHouse, openHouse } from '@good-standing/gateway/house/house.ts';
import { type HttpServer, listen } from '@good-standing/gateway/http/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { attached, FILES, REPORT, REPORTER, UNKNOWN_RECEIPT } from '../world/violation-reports.ts';
import { type Answer, ASKER_NAMES, ASKERS, type Asker, askAs, exchange } from './askers.ts';
import { NOW } from './served.ts';

const SUBMIT = `mutation ($input: ViolationReportInput!) {
  submitViolationReport(input: $input) { id receipt submittedOn } }`;
const FOLLOW_UP = `mutation ($input: ReportFollowUpInput!) { followUpViolationReport(input: $input) { id status } }`;
const READ =
  'query ($receipt: String!) { violationReport(receipt: $receipt) { id status followUps { text } } }';
const BY_ID = 'query ($id: ID!) { violationReportById(id: $id) { id status about } }';

let house: TestHouse;
let own: Submitted;
beforeAll(async () => {
  house = await testHouse();
  own = await submitted({ ...REPORT, reporter: REPORTER });
});
afterAll(() => house?.close());

interface Submitted {
  readonly id: string;
  readonly receipt: string;
}

async function submitted(input: object, asker: Asker = 'nobody'): Promise<Submitted> {
  const { data, text } = await askAs(house, asker, { query: SUBMIT, variables: { input } });
  return (data?.submitViolationReport as Submitted | null) ?? expect.fail(text);
}

const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions?.code);
const read = (receipt: string, asker: Asker = 'nobody') =>
  askAs(house, asker, { query: READ, variables: { receipt } });
const submit = (input: object) => askAs(house, 'nobody', { query: SUBMIT, variables: { input } });

async function reportsHeld(): Promise<number> {
  const rows = await house.admin.unsafe('select from entries.violation_report');
  return rows.length;
}

describe('A20, A22: a receipt is the only way', () => {
  const plain = () => own.receipt.replaceAll('-', '');
  test('what is not the receipt is answered alike, byte for byte, whatever it looks like', async () => {
    const last = plain().slice(-1) === '0' ? '1' : '0';
    const tried = [
      UNKNOWN_RECEIPT,
      `${plain().slice(0, -1)}${last}`,
      plain().slice(0, -1),
      `${plain()}0`,
      own.id,
      '%',
      `' or true --`,
      '',
    ];
    const answers = await Promise.all(tried.map((receipt) => read(receipt)));
    expect(answers[0]).toMatchObject({ status: 200, data: { violationReport: null }, errors: [] });
    expect(answers.map(({ text }) => text)).toEqual(tried.map(() => answers[0]?.text));
    expect(answers.map(({ headers }) => headers)).toEqual(tried.map(() => answers[0]?.headers));
    expect((await read(own.receipt)).data).toMatchObject({ violationReport: { id: own.id } });
  });

  test('who says more of a report that is not its own hears what who guesses does', async () => {
    const say = (receipt: string, asker: Asker = 'nobody') =>
      askAs(house, asker, { query: FOLLOW_UP, variables: { input: { receipt, text: 'More.' } } });
    const [unknown, malformed] = [await say(UNKNOWN_RECEIPT), await say('nothing')];
    expect(unknown).toMatchObject({ status: 200, data: { followUpViolationReport: null }, errors: [] });
    expect(malformed.text).toBe(unknown.text);
    expect((await say(own.receipt, 'bazaar')).text).toBe(unknown.text);
  });

  test('with a token nobody else comes to it, by receipt or by id', async () => {
    for (const asker of ASKER_NAMES) {
      const { audience } = ASKERS[asker];
      const byReceipt = await read(own.receipt, asker);
      if (audience === 'PUBLIC') expect(byReceipt.data?.violationReport).toMatchObject({ id: own.id });
      else expect(byReceipt.data?.violationReport ?? null).toBeNull();
      const byId = await askAs(house, asker, { query: BY_ID, variables: { id: own.id } });
      if (audience === 'CBP') expect(byId.data?.violationReportById).toMatchObject({ id: own.id });
      else expect(byId.data?.violationReportById ?? null).toBeNull();
    }
  });

  test('an agency cannot tell a report that is not flagged to it from none', async () => {
    const asked = (id: string) => askAs(house, 'fda', { query: BY_ID, variables: { id } });
    expect((await asked(own.id)).text).toBe((await asked('rpt_00000000000000000000')).text);
  });

  test('written out in a document it is refused, unread and unquoted', async () => {
    for (const query of [
      `{ violationReport(receipt: "${own.receipt}") { id } }`,
      `mutation { followUpViolationReport(input: { receipt: "${own.receipt}", text: "More." }) { id } }`,
      `query ($receipt: String = "${own.receipt}") { violationReport(receipt: $receipt) { id } }`,
    ]) {
      const refused = await askAs(house, 'nobody', { query });
      expect([refused.status, codesOf(refused)]).toEqual([400, ['BAD_USER_INPUT']]);
      expect(refused.text).not.toContain(own.receipt);
    }
  });

  test('receipts differ in every place, and are kept nowhere', async () => {
    const receipts = new Set<string>();
    for (let nth = 0; nth < 5; nth += 1) receipts.add((await submitted(REPORT)).receipt);
    expect(receipts.size).toBe(5);
    const kept = await house.admin.unsafe<{ text: string }[]>(`
      select r::text as text from entries.violation_report r
      union all select m::text from entries.mutation m
      union all select f::text from entries.violation_report_follow_up f`);
    const all = kept.map(({ text }) => text).join('\n');
    for (const receipt of receipts) expect(all).not.toContain(receipt.replaceAll('-', ''));
    expect(JSON.stringify(house.failures)).not.toContain(own.receipt);
  });
});

describe('A27: a client key of who has no account', () => {
  test('is refused where it could be guessed', async () => {
    const refused = await submit({ ...REPORT, clientMutationKey: 'report-1' });
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
  });

  test('gives its receipt for the whole report alone, and tells another nothing of the first', async () => {
    const clientMutationKey = randomBytes(18).toString('base64url');
    const first = await submitted({ ...REPORT, clientMutationKey });
    const other = await submit({ ...REPORT, kind: 'OTHER', clientMutationKey });
    expect(codesOf(other)).toEqual(['BAD_USER_INPUT']);
    expect(other.text).not.toContain(first.receipt);
    const byPlatform = await submitted({ ...REPORT, clientMutationKey }, 'bazaar');
    expect(byPlatform.receipt).not.toBe(first.receipt);
  });
});

describe('what a reporter writes is text and nothing else', () => {
  test('markup is kept and given as it was written, as JSON that no browser sniffs', async () => {
    const about = `<script>alert(1)</script> & "quotes' {{x}}`;
    const { id } = await submitted({ ...REPORT, about });
    const answer = await askAs(house, 'cbp', { query: BY_ID, variables: { id } });
    expect(answer.data?.violationReportById).toMatchObject({ about });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    ['a NUL', 'a\u0000b'],
    ['an escape', 'a\u001b[31mb'],
    ['a line break in a line', 'a\nb'],
    ['a direction', 'a\u202eb'],
    ['an invisible blank', 'a\u200bb'],
    ['half a character', 'a\ud800b'],
    ['nothing but blanks', '   '],
  ])('%s is refused', async (_what, about) => {
    const before = await reportsHeld();
    expect(codesOf(await submit({ ...REPORT, about }))).toEqual(['BAD_USER_INPUT']);
    expect(await reportsHeld()).toBe(before);
  });

  test('a refusal never repeats what is personal', async () => {
    const reporter = { email: 'robin at reporter.example', name: 'Robin' };
    const refused = await submit({ ...REPORT, reporter });
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
    expect(refused.text).not.toMatch(/robin/i);
  });
});

describe('oversize', () => {
  test.each([
    ['whom it is about', { about: 'x'.repeat(501) }, 400, 'LIMIT_CHARACTERS'],
    ['the description', { description: 'x'.repeat(4_001) }, 400, 'LIMIT_CHARACTERS'],
    ['too short a description', { description: 'Bad.' }, 200, 'BAD_USER_INPUT'],
    ['files', { attachments: Array.from({ length: 4 }, () => attached('PNG')) }, 200, 'BAD_USER_INPUT'],
    ['the body', { attachments: [attached('PNG', Buffer.alloc(400_000))] }, 413, 'LIMIT_BODY_BYTES'],
  ])('%s', async (_what, over, status, code) => {
    const refused = await submit({ ...REPORT, ...over });
    expect([refused.status, codesOf(refused)]).toEqual([status, [code]]);
  });

  test('the largest file is taken, one byte more is not', async () => {
    const file = (bytes: number) =>
      attached('PDF', Buffer.concat([FILES.PDF, Buffer.alloc(bytes - FILES.PDF.length)]));
    await submitted({ ...REPORT, attachments: [file(262_144)] });
    const refused = await submit({ ...REPORT, attachments: [file(262_145)] });
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
  });

  test('a large body is for reports alone', async () => {
    const padded = (query: string, variables: object) =>
      JSON.stringify({ query, variables }).padEnd(20_000, ' ');
    const viewer = await exchange(house, {}, padded('{ viewer { audience } }', {}));
    expect([viewer.status, codesOf(viewer)]).toEqual([413, ['LIMIT_BODY_BYTES']]);
    const receipt = await exchange(house, {}, padded(READ, { receipt: own.receipt }));
    expect(receipt.status).toBe(413);
    expect((await exchange(house, {}, padded(SUBMIT, { input: REPORT }))).status).toBe(200);
  });

  test.each([
    ['a page of a browser', 'PDF', Buffer.from('<html><script>')],
    ['an image of another kind', 'PNG', FILES.JPEG],
    ['an archive', 'JPEG', Buffer.from('PK\u0003\u0004')],
    ['nothing', 'PNG', Buffer.alloc(0)],
  ] as const)('%s is no %s', async (_what, type, bytes) => {
    const refused = await submit({ ...REPORT, attachments: [attached(type, bytes)] });
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
  });

  test('a report takes ten files and no more', async () => {
    const { receipt } = await submitted({ ...REPORT, attachments: [attached('PNG')] });
    const say = (count: number) => {
      const attachments = Array.from({ length: count }, () => attached('JPEG'));
      const input = { receipt, text: 'More.', attachments };
      return askAs(house, 'nobody', { query: FOLLOW_UP, variables: { input } });
    };
    for (let nth = 0; nth < 3; nth += 1) expect(codesOf(await say(3))).toEqual([]);
    expect(codesOf(await say(1))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await say(0))).toEqual([]);
  });
});

describe('A48, A55: flooding', () => {
  /** A house of its own, so that nothing was counted before, with one proxy of ours in front. */
  async function counting(work: (url: string) => Promise<void>): Promise<void> {
    const { database } = house;
    let opened: OpenHouse | undefined;
    let server: HttpServer | undefined;
    try {
      opened = await openHouse({
        config: {
          isProduction: false,
          host: '127.0.0.1',
          keys: database.keys,
          oidc: null,
          deadlineMs: 20_000,
        },
        database,
        metering: { trustedProxies: 1 },
        clock: () => NOW,
        logFailure: () => undefined,
      });
      server = await listen(opened.handler, { port: 0, host: '127.0.0.1' });
      await work(`${server.url}/graphql`);
    } finally {
      await server?.close();
      await opened?.close();
    }
  }

  test('one address reports five times at once; what it writes into X-Forwarded-For does not help it', async () => {
    const before = await reportsHeld();
    await counting(async (url) => {
      const from = (hop: string, nth: number) =>
        exchange(
          { url },
          { 'x-forwarded-for': `192.0.2.${nth}, ${hop}` },
          { query: SUBMIT, variables: { input: REPORT } },
        );
      for (let nth = 0; nth < 5; nth += 1) expect((await from('198.51.100.1', nth)).status).toBe(200);
      const refused = await from('198.51.100.1', 5);
      expect(refused).toMatchObject({ status: 429, data: undefined });
      expect(codesOf(refused)).toEqual(['FIELD_RATE_LIMITED']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(360);
      expect((await from('198.51.100.2', 6)).status).toBe(200);
    });
    expect(await reportsHeld()).toBe(before + 6);
  });

  test('aliases count one by one, and nothing of what is refused is done', async () => {
    const before = await reportsHeld();
    await counting(async (url) => {
      const thrice = `mutation ($input: ViolationReportInput!) {
        a: submitViolationReport(input: $input) { id } b: submitViolationReport(input: $input) { id }
        c: submitViolationReport(input: $input) { id } }`;
      const ask = () =>
        exchange(
          { url },
          { 'x-forwarded-for': '198.51.100.1' },
          { query: thrice, variables: { input: REPORT } },
        );
      expect((await ask()).status).toBe(200);
      expect((await ask()).status).toBe(429);
    });
    expect(await reportsHeld()).toBe(before + 3);
  });

  test('receipts are not guessed: the twenty-first at once is refused, from whatever hop', async () => {
    await counting(async (url) => {
      const guess = (nth: number) =>
        exchange(
          { url },
          { 'x-forwarded-for': `192.0.2.${nth}, 198.51.100.1` },
          { query: READ, variables: { receipt: randomBytes(20).toString('hex') } },
        );
      const statuses: number[] = [];
      for (let nth = 0; nth < 21; nth += 1) statuses.push((await guess(nth)).status);
      expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    });
  });

  test('a large body is points, before it is read as anything', async () => {
    await counting(async (url) => {
      const statuses = new Set<number>();
      for (let nth = 0; nth < 4; nth += 1) {
        const headers = { 'x-forwarded-for': '198.51.100.1' };
        statuses.add((await exchange({ url }, headers, 'x'.repeat(500_000))).status);
      }
      expect([...statuses]).toEqual([413, 429]);
    });
  });
});
