import { AURORA, BOREALIS, CASCADE, CAST_SIZE, castNumber } from './cast.ts';
import { pastDay } from './days.ts';
import { feedFile } from './feed-file.ts';
import { importerName } from './importers.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

export function bondFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-bonds.csv`, [
    'bond_number',
    'number',
    'bond_type',
    'activity',
    'surety_code',
    'amount_usd',
    'effective_on',
    'terminated_on',
  ]);
  const random = setting.stream('bonds');
  for (let nth = 0; nth < setting.size.importers; nth += 1) {
    if (nth >= CAST_SIZE && random.chance(0.25)) continue;
    file.row([
      String(700_000_000 + nth),
      castNumber(nth),
      random.chance(0.9) ? 'CONTINUOUS' : 'SINGLE',
      '1',
      String(random.between(1, 900)).padStart(3, '0'),
      random.between(5, 40) * 10_000,
      setting.days.ago(random.between(800, 2_000)),
      random.chance(0.05) && nth >= CAST_SIZE ? pastDay(random, setting.days) : '',
    ]);
  }
  return { feed: 'bonds', file: file.path, rows: file.close() };
}

export function certificationFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-confidentiality-certifications.csv`, [
    'certification',
    'number',
    'received_on',
    'names',
  ]);
  const random = setting.stream('certifications');
  file.row(['INV-00001', BOREALIS, setting.days.ago(200), 'BOREALIS TOYS INC;BOREALIS PLAY']);
  file.row(['INV-00002', CASCADE, setting.days.ago(800), 'CASCADE NUTRITION LLC']); // lapsed, not renewed
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    if (random.chance(0.03))
      file.row([
        `INV-${String(nth + 100).padStart(5, '0')}`,
        castNumber(nth),
        setting.days.ago(random.between(1, 1_400)),
        importerName(setting, nth),
      ]);
  }
  return { feed: 'confidentiality-certifications', file: file.path, rows: file.close() };
}

export function listingFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-trusted-listings.csv`, [
    'number',
    'programme',
    'name',
    'mode',
    'listed_on',
    'until_on',
  ]);
  const random = setting.stream('listings');
  file.row([AURORA, 'TRUSTED', 'AURORA KITCHENWARE LLC', '', setting.days.ago(300), '']);
  file.row([AURORA, 'KNOWN_SHIPPER', 'AURORA KITCHENWARE LLC', 'EXPRESS', setting.days.ago(250), '']);
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    if (random.chance(0.1))
      file.row([
        castNumber(nth),
        'TRUSTED',
        importerName(setting, nth),
        '',
        setting.days.ago(random.between(1, 700)),
        random.chance(0.1) ? setting.days.ago(random.between(1, 60)) : '',
      ]);
    if (random.chance(0.03))
      file.row([
        castNumber(nth),
        'KNOWN_SHIPPER',
        importerName(setting, nth),
        random.pick(['MAIL', 'EXPRESS']),
        setting.days.ago(random.between(1, 700)),
        '',
      ]);
  }
  return { feed: 'trusted-listings', file: file.path, rows: file.close() };
}
