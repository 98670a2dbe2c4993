import { AURORA, CAST_SIZE, castNumber } from './cast.ts';
import { feedFile } from './feed-file.ts';
import { importerName } from './importers.ts';
import { personName } from './names.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Owners, affiliates and assets as importers disclosed them (EO 14411 § 2(a)(iii)). */
export function disclosureFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-importer-disclosures.csv`, [
    'number',
    'kind',
    'name',
    'related_number',
    'country',
    'percent',
    'basis',
    'controlling',
    'value_usd',
    'from_on',
    'until_on',
    'description',
  ]);
  const random = setting.stream('disclosures');
  file.row([
    AURORA,
    'AFFILIATE',
    importerName(setting, CAST_SIZE),
    castNumber(CAST_SIZE),
    'US',
    60,
    'CONTROL',
    'Y',
    '',
    setting.days.ago(1_200),
    '',
    'HOLDS A MAJORITY',
  ]);
  for (let nth = 0; nth < setting.size.importers; nth += 1) {
    const { first, last } = personName(random);
    const since = setting.days.ago(random.between(800, 4_000));
    file.row([
      castNumber(nth),
      'OWNER',
      `${first} ${last} ${nth}`,
      '',
      random.chance(0.9) ? 'US' : 'CA',
      random.between(51, 100),
      '',
      'Y',
      '',
      since,
      '',
      '',
    ]);
    if (random.chance(0.5)) {
      file.row([
        castNumber(nth),
        'ASSET',
        '',
        '',
        'US',
        '',
        '',
        '',
        random.between(5, 900) * 1_000,
        since,
        '',
        'WAREHOUSE AND STOCK',
      ]);
    }
    if (nth > CAST_SIZE && random.chance(0.04)) {
      const other = nth - random.between(1, CAST_SIZE);
      file.row([
        castNumber(nth),
        'AFFILIATE',
        importerName(setting, other),
        castNumber(other),
        'US',
        random.between(10, 90),
        random.pick(['CONTROL', 'COMMON_CONTROL', 'SHARED_OFFICER', 'SHARED_ATTRIBUTE']),
        'N',
        '',
        since,
        '',
        '',
      ]);
    }
  }
  return { feed: 'importer-disclosures', file: file.path, rows: file.close() };
}
