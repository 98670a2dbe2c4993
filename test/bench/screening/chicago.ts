import { buildIndex } from '@good-standing/debarments/index/listed-index.ts';
import type { ListedParty } from '@good-standing/debarments/index/listed-party.ts';
import { finder } from '@good-standing/debarments/match/finder.ts';
import { readRecords } from './read-csv.ts';
import { type Side, sideOf } from './split.ts';

export interface PairCounts {
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
}

interface Site extends ListedParty {
  readonly entity: string;
}

/** Rows of one part of the sites, which share names, addresses and telephones over many sources. */
export function sites(path: string, side: Side): readonly Site[] {
  return readRecords(path).flatMap((row, nth) => {
    const name = row['Site name']?.trim() ?? '';
    const entity = row['True Id'] ?? '';
    if (name === '' || sideOf(entity) !== side) return [];
    return [
      {
        key: String(nth).padStart(6, '0'),
        entity,
        kind: 'ORGANIZATION',
        names: [name],
        addresses: [
          {
            lines: [row.Address?.trim() ?? ''].filter((line) => line !== ''),
            city: 'Chicago',
            region: 'IL',
            postalCode: row.Zip === '' || row.Zip === undefined ? null : row.Zip,
            country: 'US',
          },
        ],
        identifiers: [],
        phones: [row.Phone ?? ''].filter((phone) => phone !== ''),
        emails: [row['Email Address'] ?? ''].filter((email) => email !== ''),
      } satisfies Site,
    ];
  });
}

/** Pairs of rows of one site that are found by name, address or telephone, at each score. */
export function chicagoPairs(path: string, side: Side, scores: readonly number[]): readonly PairCounts[] {
  const rows = sites(path, side);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const find = finder(buildIndex(rows).index);
  const pairs = new Map<string, number>();
  for (const row of rows) {
    for (const { key, score } of find.find(row, 1_000)) {
      if (key === row.key) continue;
      const pair = [row.key, key].sort().join('|');
      pairs.set(pair, Math.max(score, pairs.get(pair) ?? 0));
    }
  }
  const counted = new Map<string, number>();
  for (const { entity } of rows) counted.set(entity, (counted.get(entity) ?? 0) + 1);
  const real = [...counted.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  return scores.map((least) => {
    let found = 0;
    let wrong = 0;
    for (const [pair, score] of pairs) {
      if (score < least) continue;
      const [one = '', other = ''] = pair.split('|');
      if (byKey.get(one)?.entity === byKey.get(other)?.entity) found += 1;
      else wrong += 1;
    }
    return { found, missed: real - found, wrong };
  });
}
