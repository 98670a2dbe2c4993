import { AURORA, BOREALIS, CASCADE, DUNE, EVERGLADE } from '@good-standing/gateway/world/cast.ts';
import { isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { type Answer, ASKER_NAMES, ASKERS, type Asker, askAs, CONTRACTS, each } from './askers.ts';
import { mayKnow } from './may-know.ts';
import { ABSENT, KINDS, type Kind, type Sampled, sampleIds } from './sample-ids.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
let sampled: Sampled;

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  for (const number of [AURORA, CASCADE]) {
    const id = ids.importer(number);
    await house.admin.unsafe(
      `insert into importers.confidentiality_certification (id, importer_id, received_on, last_in_force_on, names, run_id, line)
       select 'cnf_' || right($1, 20), $1, '2026-01-02', '2028-01-02', '{}', run_id, 1 from importers.importer where id = $1`,
      [id],
    );
  }
  sampled = await sampleIds(house);
});
afterAll(() => house?.close());

function ask(asker: Asker, query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return askAs(house, asker, { query, variables });
}

/** Everything a client can compare: status, headers and body. */
function bytes({ status, headers, text }: Answer): string {
  return JSON.stringify([status, headers, text]);
}

function byId(kind: Kind): string {
  return `query ($id: ID!) { ${kind}(id: $id) { __typename id } }`;
}

describe('A20, A22: what may not be known of is, byte for byte, not there', () => {
  test.each(ASKER_NAMES)('%s, every kind of record', async (asker) => {
    const seen: Record<string, readonly string[]> = {};
    for (const kind of KINDS) {
      const absent = bytes(await ask(asker, byId(kind), { id: ABSENT[kind] }));
      const found = await each(sampled[kind], async (id) => {
        const answer = await ask(asker, byId(kind), { id });
        const isThere = answer.data?.[kind] !== null;
        expect([id, isThere || bytes(answer) === absent]).toEqual([id, true]);
        return isThere ? [id] : [];
      });
      seen[kind] = found.flat();
    }
    expect(seen).toEqual(await mayKnow(house, sampled, asker));
  });

  test('the stages of the cast, to both owners of rights and their neighbours', async () => {
    const seenBy = async (asker: Asker) => {
      const found = await each(
        Array.from({ length: 10 }, (_, nth) => nth + 1),
        async (nth) => {
          const { data } = await ask(asker, byId('seizure'), { id: ids.seizure(castCase(nth)) });
          return data?.seizure === null ? [] : [nth];
        },
      );
      return found.flat();
    };
    const seen = Object.fromEntries(
      await each(ASKER_NAMES, async (asker) => [asker, await seenBy(asker)] as const),
    );
    const none: readonly number[] = [];
    expect(seen).toEqual({
      cbp: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      fda: [1, 2, 3, 5, 6, 8, 9, 10],
      aurora: [5],
      beacon: [1, 2, 4, 5, 6, 8, 9],
      lumen: [1, 2, 3, 4, 5, 6, 10],
      meridian: [7],
      ...Object.fromEntries(
        ['nobody', 'cpsc', 'expired', 'revoked', 'bazaar', 'swift', 'qumar', 'usps'].map((asker) => [
          asker,
          none,
        ]),
      ),
    });
  });
});

describe('A14, A19: a filter finds by what the viewer may read of a record, and by nothing else', () => {
  interface Read {
    readonly id: string;
    readonly kind: string | null;
    readonly name: string | null;
    readonly otherNames: readonly string[] | null;
    readonly registryStatus?: string | null;
    readonly addresses?: readonly { readonly address: { readonly country: string } }[] | null;
  }

  const has = (asker: Asker, type: string, field: string) => {
    const found = CONTRACTS[ASKERS[asker].audience].getType(type);
    return (isObjectType(found) || isInputObjectType(found)) && field in found.getFields();
  };

  const page = `query ($filter: ImporterFilter, $after: String) {
    importers(first: 25, filter: $filter, after: $after) { nodes { FIELDS } pageInfo { hasNextPage endCursor } } }`;

  async function importers(asker: Asker, fields: string, filter: object): Promise<readonly Read[]> {
    const found: Read[] = [];
    for (let after: string | null = null; ; ) {
      const { data, errors } = await ask(asker, page.replace('FIELDS', fields), { filter, after });
      if (data === null || data === undefined) throw new Error(errors[0]?.message);
      const { nodes, pageInfo } = data.importers as {
        nodes: Read[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      found.push(...nodes);
      if (!pageInfo.hasNextPage) return found;
      after = pageInfo.endCursor;
    }
  }

  const key = (name: string) => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

  test.each(ASKER_NAMES)('%s: importers', async (asker) => {
    const hasStatus = has(asker, 'Importer', 'registryStatus');
    const hasAddresses = has(asker, 'Importer', 'addresses');
    const fields = `id kind name otherNames ${hasStatus ? 'registryStatus' : ''} ${hasAddresses ? 'addresses { address { country } }' : ''}`;
    const readable = await importers(asker, fields, {});
    const found = async (filter: object) => (await importers(asker, 'id', filter)).map(({ id }) => id);
    const idsWhere = (holds: (read: Read) => boolean) => readable.filter(holds).map(({ id }) => id);

    for (const kind of ['LLC', 'CORPORATION', 'INDIVIDUAL', 'SOLE_PROPRIETOR']) {
      expect([kind, await found({ kind })]).toEqual([kind, idsWhere((read) => read.kind === kind)]);
    }
    for (const registryStatus of hasStatus ? ['ACTIVE', 'INACTIVE', 'VOIDED'] : []) {
      expect(await found({ registryStatus })).toEqual(
        idsWhere((read) => read.registryStatus === registryStatus),
      );
    }
    for (const country of hasAddresses ? ['US', 'CA'] : []) {
      expect(await found({ country })).toEqual(
        idsWhere((read) => read.addresses?.some(({ address }) => address.country === country) ?? false),
      );
    }
    const names = await house.admin.unsafe<{ name: string }[]>(
      `select name from importers.importer order by number limit 8`,
    );
    for (const { name } of names) {
      const prefix = name.slice(0, 9);
      const isNamed = (read: Read) =>
        [read.name, ...(read.otherNames ?? [])].some((each) => key(each ?? '').startsWith(key(prefix)));
      expect([prefix, await found({ name: prefix })]).toEqual([prefix, idsWhere(isNamed)]);
    }
  });

  test('a certification of confidentiality hides a name from the filter as from the cell', async () => {
    const named = (asker: Asker) => importers(asker, 'id name', { name: 'CASCADE' });
    expect(await named('beacon')).toEqual([]);
    expect(await named('fda')).toMatchObject([{ name: 'CASCADE NUTRITION LLC' }]);
    for (const asker of ['bazaar', 'swift', 'lumen', 'qumar', 'usps'] as const) {
      expect(await importers(asker, 'id name', { name: 'AURORA' })).toEqual([]);
    }
  });

  const NUMBERED = ASKER_NAMES.filter((asker) => has(asker, 'Query', 'importerByNumber'));

  test.each(NUMBERED)('%s: an importer is found by a number that may be read of it', async (asker) => {
    for (const purpose of asker === 'fda' || asker === 'cbp'
      ? ['RISK_ASSESSMENT', 'IDENTITY']
      : [undefined]) {
      const said = purpose === undefined ? {} : { purpose };
      for (const number of [AURORA, BOREALIS, CASCADE, DUNE, EVERGLADE]) {
        const id = ids.importer(number);
        const cell = await askAs(house, asker, {
          query: 'query ($id: ID!) { importer(id: $id) { number } }',
          variables: { id },
          ...said,
        });
        const found = await askAs(house, asker, {
          query: 'query ($number: ImporterNumber!) { importerByNumber(number: $number) { id } }',
          variables: { number },
          ...said,
        });
        const isRead = (cell.data?.importer as { number: string | null } | null)?.number === number;
        expect([number.slice(0, 2), purpose, found.data]).toEqual([
          number.slice(0, 2),
          purpose,
          { importerByNumber: isRead ? { id } : null },
        ]);
      }
    }
  });

  test.each(ASKER_NAMES.filter((asker) => has(asker, 'Query', 'entryByNumber')))(
    '%s: an entry by its number is the entry by its id, or none',
    async (asker) => {
      const entries = await house.admin.unsafe<{ id: string; number: string }[]>(
        'select id, number from entries.entry where id = any($1)',
        [sampled.entry as string[]],
      );
      for (const { id, number } of entries) {
        const byNumber = 'query ($number: EntryNumber!) { entryByNumber(number: $number) { __typename id } }';
        const one = await ask(asker, byId('entry'), { id });
        const other = await ask(asker, byNumber, { number });
        expect(other.data?.entryByNumber).toEqual(one.data?.entry);
      }
    },
  );

  test('A38: seizures of a recordation, by stage, ground and environment', async () => {
    const query = `query ($filter: SeizureFilter) { myRecordations { nodes {
      seizures(first: 100, filter: $filter) { nodes { id stage grounds environment } } } } }`;
    interface Seen {
      readonly id: string;
      /** Null where it is held, as are the others. */
      readonly stage: string | null;
      readonly grounds: readonly string[] | null;
      readonly environment: string | null;
    }
    const found = async (asker: Asker, filter: object) => {
      const { data } = await ask(asker, query, { filter });
      const { nodes } = data?.myRecordations as { nodes: { seizures: { nodes: Seen[] } | null }[] };
      return nodes.flatMap(({ seizures }) => seizures?.nodes ?? []);
    };
    for (const asker of ['lumen', 'meridian'] as const) {
      const all = await found(asker, {});
      for (const stage of [
        'PRESENTED',
        'DETAINED',
        'SEIZED',
        'FORFEITED',
        'ABANDONED',
        'EXCLUDED',
        'RELEASED',
      ]) {
        expect(await found(asker, { stage })).toEqual(all.filter((seen) => seen.stage === stage));
      }
      for (const ground of ['IPR_TRADEMARK', 'IPR_COPYRIGHT', 'GRAY_MARKET', 'FOOD_SAFETY']) {
        expect(await found(asker, { ground })).toEqual(
          all.filter(({ grounds }) => grounds?.includes(ground)),
        );
      }
      for (const environment of ['MAIL', 'EXPRESS', 'CARGO']) {
        expect(await found(asker, { environment })).toEqual(
          all.filter((seen) => seen.environment === environment),
        );
      }
    }
  });
});

describe('A15: a cursor opens for the viewer, list and arguments that it was given for', () => {
  const list =
    'query ($after: String, $filter: ImporterFilter) { importers(first: 2, after: $after, filter: $filter) { nodes { id } pageInfo { endCursor } } }';
  const nested =
    'query ($id: ID!, $after: String) { importer(id: $id) { entries(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } } }';

  async function cursorOf(asker: Asker, variables: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { data } = await ask(asker, list, variables);
    return (data?.importers as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
  }

  test('nobody else opens it', async () => {
    const cursor = await cursorOf('fda');
    expect((await ask('fda', list, { after: cursor })).errors).toEqual([]);
    for (const asker of ASKER_NAMES.filter((name) => name !== 'fda')) {
      expect([asker, bytes(await ask(asker, list, { after: cursor }))]).toEqual([
        asker,
        bytes(await ask(asker, list, { after: 'x' })),
      ]);
    }
  });

  test('nor does another list, another filter, or another parent', async () => {
    const cursor = await cursorOf('fda');
    const junk = bytes(await ask('fda', list, { after: 'x', filter: { kind: 'LLC' } }));
    expect(bytes(await ask('fda', list, { after: cursor, filter: { kind: 'LLC' } }))).toBe(junk);
    const brokers = 'query ($after: String) { brokers(after: $after) { nodes { id } } }';
    expect(bytes(await ask('fda', brokers, { after: cursor }))).toBe(
      bytes(await ask('fda', brokers, { after: 'x' })),
    );
    const first = await ask('fda', nested, { id: ids.importer(CASCADE) });
    const { endCursor } = (
      first.data as never as { importer: { entries: { pageInfo: { endCursor: string } } } }
    ).importer.entries.pageInfo;
    const other = { id: ids.importer(AURORA) };
    expect(bytes(await ask('fda', nested, { ...other, after: endCursor }))).toBe(
      bytes(await ask('fda', nested, { ...other, after: 'x' })),
    );
  });

  test('it says nothing of the keys within, and no bit of it can be changed', async () => {
    const cursor = await cursorOf('cbp');
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/imp_|\d{4}-\d\d-\d\d|07-/);
    const junk = bytes(await ask('cbp', list, { after: 'x' }));
    const sealed = Buffer.from(cursor, 'base64url');
    for (const at of [0, 11, 12, sealed.length >> 1, sealed.length - 1]) {
      const tampered = Buffer.from(sealed);
      tampered[at] = (tampered[at] ?? 0) ^ 1;
      expect(bytes(await ask('cbp', list, { after: tampered.toString('base64url') }))).toBe(junk);
    }
  });
});

describe('A16, A17, A18: nothing is counted, ordered or grouped over what is hidden', () => {
  test('no contract has a count, an order, a group or a predicate over a relation', () => {
    const fields = Object.values(CONTRACTS).flatMap((contract) =>
      Object.values(contract.getTypeMap()).flatMap((type) =>
        isObjectType(type) && !type.name.startsWith('__')
          ? Object.values(type.getFields()).map((field) => ({ type: type.name, field }))
          : [],
      ),
    );
    const counted = fields.filter(
      ({ type, field }) =>
        /Connection$|^PageInfo$/.test(type) &&
        !/^(edges|nodes|pageInfo|hasNextPage|endCursor|receivedAt|listAsOf|notListed|words)$/.test(
          field.name,
        ),
    );
    expect([...new Set(counted.map(({ type, field }) => `${type}.${field.name}`))]).toEqual([]);
    // Statistics group what is published: small cells and what tells them are hidden before (statistics).
    const given = fields.flatMap(({ field }) =>
      field.name === 'seizureStatistics' ? [] : field.args.map(({ name }) => name),
    );
    expect(given.filter((name) => /order|sort|group|distinct|having|where/i.test(name))).toEqual([]);
  });

  test('what every filter ranges over is known here: another needs its own row above', () => {
    const filters = Object.values(CONTRACTS.CBP.getTypeMap()).filter(
      (type) => isInputObjectType(type) && type.name.endsWith('Filter'),
    );
    expect(
      Object.fromEntries(
        filters.map((type) => [type.name, isInputObjectType(type) ? Object.keys(type.getFields()) : []]),
      ),
    ).toEqual({
      ImporterFilter: ['country', 'kind', 'name', 'registryStatus'],
      EntryFilter: ['environment', 'filedFrom', 'filedUntil', 'port', 'type'],
      SeizureFilter: ['environment', 'ground', 'stage'],
      // Over rows that are public as a whole.
      PublishedSeizureFilter: ['class', 'country', 'environment', 'priorityTradeIssue'],
      TrustedImporterFilter: ['listedSince', 'mode', 'names', 'word'],
      ExclusionFilter: [
        'asOf',
        'byCbp',
        'cage',
        'classification',
        'country',
        'excludingAgency',
        'name',
        'namePrefix',
        'program',
        'samNumber',
        'status',
        'uei',
      ],
      BrokerFilter: ['filerCode', 'licenseStatus', 'namePrefix', 'port'],
      PostFilter: ['country', 'designatedOperator', 'namePrefix'],
    });
  });

  test.each(ASKER_NAMES)('%s: one by one there are as many as at once', async (asker) => {
    const query =
      'query ($first: Int!, $after: String) { importers(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    interface Page {
      readonly nodes: readonly { readonly id: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    }
    const pageOf = async (first: number, after: string | null) =>
      (await ask(asker, query, { first, after })).data?.importers as Page;
    const whole = await pageOf(8, null);
    const found: string[] = [];
    let after: string | null = null;
    for (let turn = 0; turn < 8; turn += 1) {
      const { nodes, pageInfo }: Page = await pageOf(1, after);
      found.push(...nodes.map(({ id }) => id));
      expect(pageInfo.hasNextPage).toBe(found.length < whole.nodes.length || whole.pageInfo.hasNextPage);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(found).toEqual(whole.nodes.map(({ id }) => id));
  });
});

describe('A24, A26: nothing beside the data tells more', () => {
  test.each(ASKER_NAMES)('%s: headers and extensions', async (asker) => {
    const answer = await ask(asker, '{ importers(first: 1) { nodes { id } } }');
    const { 'content-length': _length, ...headers } = answer.headers;
    expect(headers).toEqual({
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'content-type': 'application/json; charset=utf-8',
      'keep-alive': expect.any(String),
      'x-content-type-options': 'nosniff',
    });
    const { extensions } = JSON.parse(answer.text) as { extensions: { disclosure: object } };
    expect(Object.keys(extensions)).toEqual(['disclosure']);
    expect(Object.keys(extensions.disclosure).filter((name) => name !== 'viewer')).toEqual([
      'requestId',
      'withheld',
    ]);
  });

  test('a conditional request is answered whole', async () => {
    const query = '{ importers(first: 1) { nodes { id } } }';
    for (const name of ['if-none-match', 'if-modified-since']) {
      const { status } = await askAs(house, 'nobody', { query, headers: { [name]: '*' } });
      expect(status).toBe(200);
    }
  });
});
