import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cascade, cbp, entriesWithCast, FILES, fda, idOf, lumen, seizureFile, seizureRow } from './cast.ts';

/** The importer's window ends on 2026-11-17. */
const DETAINED = { detained_on: '2026-11-04', detention_notice_on: '2026-11-05' };
const RELEASED = { ...DETAINED, images_released_on: '2026-11-18' };
const CASE = {
  detained: '2026-INV-000201-01',
  unwarned: '2026-INV-000202-01',
  presented: '2026-INV-000203-01',
  answered: '2026-INV-000204-01',
  held: '2026-INV-000205-01',
} as const;
const SEIZURES = seizureFile([
  seizureRow(CASE.detained, { ...RELEASED, disclosure_warnings: 'Y', importer_notified_on: '2026-11-18' }),
  seizureRow(CASE.unwarned, { ...RELEASED, disclosure_warnings: 'N' }),
  seizureRow(CASE.presented),
  seizureRow(CASE.answered, {
    ...RELEASED,
    importer_response: 'SUFFICIENT',
    importer_responded_on: '2026-11-09',
  }),
  seizureRow(CASE.held, { ...RELEASED, national_security_hold: 'Y' }),
]);

let entries: DisposableSubgraph;
beforeAll(async () => {
  entries = await entriesWithCast({ ...FILES, seizures: SEIZURES });
});
afterAll(() => entries?.drop());

const NOTICE = `detentionNotice {
  issuedOn containsDisclosureWarnings importerNotifiedOn importerResponse importerRespondedOn }`;

async function ask(viewer: Viewer, caseNumber: string, fields: string) {
  const document = `query ($id: ID!) { seizure(id: $id) { ${fields} } }`;
  return entries.ask({ viewer, document, variables: { id: idOf('sez', caseNumber) } });
}

async function read(viewer: Viewer, caseNumber: string, fields: string) {
  return ((await ask(viewer, caseNumber, fields)).data as { seizure: Record<string, unknown> | null })
    .seizure;
}

let minute = 10;
async function record(viewer: Viewer, caseNumber: string, over: object = {}) {
  minute += 1;
  const document = `mutation ($input: ImporterResponseInput!) { recordImporterResponse(input: $input) { id ${NOTICE} } }`;
  const input = { seizure: idOf('sez', caseNumber), response: 'SUFFICIENT', note: 'Seen.', ...over };
  return entries.ask({
    viewer: { ...viewer, actor: 'officer-7' },
    document,
    variables: { input },
    now: `2026-11-22T11:${minute}:00Z`,
  });
}

const kept = async () => {
  const [counts] = await entries.sql<{ responses: number; mutations: number }[]>`
    select (select count(*)::int from importer_response) as responses,
      (select count(*)::int from mutation) as mutations`;
  return counts;
};

describe('19 CFR 133.21(b)(2)(i)(A)-(B): the notice of detention', () => {
  test.each([cbp, cascade, fda])('is there for $audience', async (viewer) => {
    expect(await read(viewer, CASE.detained, NOTICE)).toEqual({
      detentionNotice: {
        issuedOn: '2026-11-05',
        containsDisclosureWarnings: true,
        importerNotifiedOn: '2026-11-18',
        importerResponse: null,
        importerRespondedOn: null,
      },
    });
    expect(await read(viewer, CASE.presented, NOTICE)).toMatchObject({ detentionNotice: { issuedOn: null } });
  });

  test('never for the owner of a right', async () => {
    const { data, withheld } = await ask(lumen, CASE.detained, NOTICE);
    expect(data).toMatchObject({ seizure: { detentionNotice: null } });
    expect(withheld).toMatchObject([{ coordinate: 'Seizure.detentionNotice' }]);
  });

  test('without the warnings nothing unredacted goes out before seizure, and it reads as if not released', async () => {
    const told = await ask(lumen, CASE.detained, 'images { kind }');
    expect(told.data).toMatchObject({ seizure: { images: [{ kind: 'LABEL' }, { kind: 'PHOTOGRAPH' }] } });
    const unwarned = await ask(lumen, CASE.unwarned, 'images { kind }');
    const answered = await ask(lumen, CASE.answered, 'images { kind }');
    expect(unwarned.data).toMatchObject({ seizure: { images: null } });
    expect(unwarned.withheld).toEqual(answered.withheld);
    expect(unwarned.withheld).toMatchObject([{ reason: 'CONDITION', availableWhen: 'RELEASED_BY_CBP' }]);
  });
});

describe('19 CFR 133.21(b)(2)(ii): the answer of the importer, as CBP records it', () => {
  test('is for CBP alone, of goods detained under a notice, with a note', async () => {
    for (const viewer of [cascade, lumen, fda]) {
      expect((await record(viewer, CASE.detained)).data).toMatchObject({ recordImporterResponse: null });
    }
    expect((await record(cbp, CASE.presented)).errors?.[0]?.message).toContain('133.21(b)(2)(ii)');
    expect((await record(cbp, CASE.detained, { note: ' ' })).errors?.[0]?.message).toContain('note');
    expect((await record(cbp, '2026-INV-999999-01')).data).toEqual({ recordImporterResponse: null });
    expect(await kept()).toEqual({ responses: 0, mutations: 0 });
  });

  test('a sufficient one keeps images from the owner; the latest word counts, and prevails over the feed', async () => {
    const first = await record(cbp, CASE.detained, { clientMutationKey: 'k1' });
    expect(first.data).toMatchObject({
      recordImporterResponse: {
        detentionNotice: { importerResponse: 'SUFFICIENT', importerRespondedOn: '2026-11-22' },
      },
    });
    expect(await read(lumen, CASE.detained, 'images { kind }')).toEqual({ images: null });
    await record(cbp, CASE.detained, { clientMutationKey: 'k1' });
    expect(await kept()).toEqual({ responses: 1, mutations: 1 });
    const other = await record(cbp, CASE.detained, { clientMutationKey: 'k1', note: 'Other.' });
    expect(other.errors?.[0]?.message).toContain('clientMutationKey');
    await record(cbp, CASE.detained);
    expect(await kept()).toEqual({ responses: 1, mutations: 2 });
    await record(cbp, CASE.detained, { response: 'INSUFFICIENT' });
    expect(await read(lumen, CASE.detained, 'images { kind }')).not.toEqual({ images: null });
    await record(cbp, CASE.answered, { response: 'INSUFFICIENT' });
    expect(await read(cascade, CASE.answered, NOTICE)).toMatchObject({
      detentionNotice: { importerResponse: 'INSUFFICIENT', importerRespondedOn: '2026-11-22' },
    });
    expect(await kept()).toEqual({ responses: 3, mutations: 4 });
  });

  test('a restatement by the feed leaves it, and its rows are kept', async () => {
    await record(cbp, CASE.held, { response: 'INSUFFICIENT' });
    await entries.feed('seizures', [...SEIZURES, '']);
    const [row] =
      await entries.sql`select recorded_response from seizure where id = ${idOf('sez', CASE.held)}`;
    expect(row).toEqual({ recorded_response: 'INSUFFICIENT' });
    await expect(entries.sql`delete from importer_response`).rejects.toThrow('are kept');
  });
});
