import { answerDigest } from '@good-standing/kernel/ledger/answer-digest.ts';
import { DIGEST_KEY } from '@good-standing/kernel/ledger/ledger-under-test.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post as postTo, type Sent } from './client-under-test.ts';
import { type ServedHouse, serveHouse } from './house-under-test.ts';

let house: ServedHouse;
let fda: string;
let cbp: string;

beforeAll(async () => {
  house = await serveHouse({ deadlineMs: 600 });
  fda = await house.tokenFor('PGA', 'fda');
  cbp = await house.tokenFor('CBP', 'cbp');
});

afterAll(async () => {
  await house.close();
});

function post(body: unknown, sent: Sent = {}) {
  return postTo(house.url, body, sent);
}

function ask(query: string, sent: Sent = {}, variables: Readonly<Record<string, unknown>> = {}) {
  return post({ query, variables }, sent);
}

async function ledgerLines(requestId: string) {
  return house.access.sql`
    select r.audience, r.recipient_name as recipient, r.purpose, r.digest, r.policy_version as policy, d.record_id as record, d.coordinates, d.relation
    from ledger.request r join ledger.entry d using (request_id)
    where request_id = ${requestId} order by d.record_id, d.coordinates`;
}

describe('an answer', () => {
  test('discloses, says what it withheld and why, and is in the ledger before it is here', async () => {
    const { status, headers, body } = await ask('{ importer(id: "imp_borealis") { id name violations } }', {
      token: fda,
    });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    const { requestId } = body.extensions.disclosure;
    expect(body).toEqual({
      data: { importer: { id: 'imp_borealis', name: 'Borealis Toys Inc', violations: 'none' } },
      extensions: { disclosure: { requestId: expect.any(String), withheld: [] } },
    });
    const digest = answerDigest(DIGEST_KEY, requestId, JSON.stringify(body.data));
    const line = {
      audience: 'PGA',
      recipient: 'Food and Drug Administration (invented)',
      purpose: 'RISK_ASSESSMENT',
      digest,
      policy: 'p1',
      record: 'imp_borealis',
      relation: 'JURISDICTION',
    };
    expect(await ledgerLines(requestId)).toEqual([
      { ...line, coordinates: 'Importer.name' },
      { ...line, coordinates: 'Importer.violations' },
    ]);
  });

  test('of public record is given to nobody in particular, the rest withheld with its reason', async () => {
    const { body } = await ask('{ importers(first: 2) { id name } }');
    expect(body).toEqual({
      data: {
        importers: [
          { id: 'imp_aurora', name: 'Aurora Kitchenware LLC' },
          { id: 'imp_borealis', name: null },
        ],
      },
      errors: [
        {
          message: expect.stringContaining('Importer.name is withheld'),
          path: ['importers', 1, 'name'],
          extensions: expect.objectContaining({
            code: 'FIELD_WITHHELD',
            rule: 'IMPORTER_NAME',
            reason: 'RELATION',
          }),
        },
      ],
      extensions: {
        disclosure: {
          requestId: expect.any(String),
          withheld: [
            {
              coordinate: 'Importer.name',
              rule: 'IMPORTER_NAME',
              reason: 'RELATION',
              authority: '19 CFR 103.31(d); 18 USC 1905',
              availableWhen: null,
              count: 1,
            },
          ],
        },
      },
    });
  });

  test('tells at most twenty withheld fields one by one, all of them by count', async () => {
    const { body } = await ask('{ importers(first: 25) { id name } }');
    expect(body.errors).toHaveLength(20);
    expect(body.extensions.disclosure.withheld).toMatchObject([{ count: 24 }]);
  });

  test('without disclosure leaves no line', async () => {
    const { body } = await ask('{ importer(id: "imp_aurora") { id } }', { token: cbp });
    expect(await ledgerLines(body.extensions.disclosure.requestId)).toEqual([]);
  });

  test('comes as the media type that the client reads', async () => {
    const type = async (accept: string) =>
      (await ask('{ echo }', { headers: { accept } })).headers.get('content-type');
    expect(await type('application/graphql-response+json, application/json;q=0.9')).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
    expect(await type('*/*')).toBe('application/json; charset=utf-8');
    expect((await ask('{ echo }', { headers: { accept: 'text/html' } })).status).toBe(406);
  });

  test('is not cut short by an alias, a fragment, a default or a variable', async () => {
    const { body } = await ask(
      'query A($w: String = "hello", $with: Boolean!) { a: echo(word: $w) ...F @include(if: $with) } fragment F on Query { b: echo }',
      {},
      { with: true },
    );
    expect(body.data).toEqual({ a: 'hello', b: 'nothing' });
  });

  test('of which a part failed says so without the reason', async () => {
    const { status, body } = await ask('{ echo broken }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ echo: 'nothing', broken: null });
    expect(body.errors).toEqual([
      {
        message: 'The answer could not be made.',
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
  });
});
