import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { AUDIENCES, type Audience, PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisposableAccess, disposableAccess } from './access-under-test.ts';

let house: DisposableAccess;

const party = (key: string, name: string, audience: string, agreement: string, term: string) =>
  `${key},${name} (invented),1 Sample Way,${audience},,,${agreement},EO 13904,IMPORTER_NAME,SELLER_SCREENING,${term}`;

beforeAll(async () => {
  house = await disposableAccess(testSecret);
  await house.feed([
    party('zircon', 'Zircon Market', 'PLATFORM', 'AGR-1', '2026-01-01,2026-11-22,'), // its last day
    party('bazaar', 'Bazaar Marketplace', 'PLATFORM', 'AGR-2', '2026-11-22,2027-12-31,'), // its first day
    party('early', 'Early Market', 'PLATFORM', 'AGR-3', '2026-11-23,2027-12-31,'),
    party('over', 'Over Market', 'PLATFORM', 'AGR-4', '2026-01-01,2026-11-21,'),
    party('revoked', 'Revoked Market', 'PLATFORM', 'AGR-5', '2026-01-01,2027-12-31,2026-11-22'),
    party('swift', 'Swift Express', 'CARRIER', 'AGR-6', '2026-01-01,2027-12-31,'),
  ]);
});
afterAll(() => house?.drop());

async function platformsTo(audience: Audience) {
  const { data, errors } = await house.access.execute({
    document: '{ platforms { id name } }',
    variables: {},
    viewer: { ...PUBLIC_VIEWER, audience },
    requestId: 'req-test',
    now: Temporal.Instant.from('2026-11-22T12:00:00Z'),
    notes: notes(true),
  });
  expect(errors).toBeUndefined();
  return data?.platforms;
}

describe('to whom an importer may give a consent', () => {
  test.each(['IMPORTER', 'CBP'] as const)('%s has the platforms of today, by name', async (audience) => {
    expect(await platformsTo(audience)).toEqual([
      { id: recordId('org', testSecret.ids, 'bazaar'), name: 'Bazaar Marketplace (invented)' },
      { id: recordId('org', testSecret.ids, 'zircon'), name: 'Zircon Market (invented)' },
    ]);
  });

  test.each(AUDIENCES.filter((audience) => audience !== 'IMPORTER' && audience !== 'CBP'))(
    '%s has none of it',
    async (audience) => {
      expect(await platformsTo(audience)).toBeNull();
    },
  );
});
