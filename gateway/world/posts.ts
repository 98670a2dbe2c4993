import { QUMAR, XANADU } from './cast.ts';
import { feedFile } from './feed-file.ts';
import { postCodes } from './post-codes.ts';
import { closingFeed, quarterFeed, thresholdFeed } from './post-quarters.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

const NAMES: Readonly<Record<string, string>> = {
  [QUMAR]: 'Invented Post of Qumar',
  [XANADU]: 'Invented Post of Xanadu',
};

/** In the order in which they are best ingested: quarters are closed once all that decides them is there. */
export function postFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  return [register(setting), quarterFeed(setting), thresholdFeed(setting), closingFeed(setting)];
}

function register(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-posts.csv`, [
    'code',
    'name',
    'country',
    'designated_operator',
  ]);
  for (const code of postCodes(setting.size.posts)) {
    file.row([code, NAMES[code] ?? `Invented Post ${code}`, code.slice(0, 2), 'Y']);
  }
  return { feed: 'posts', file: file.path, rows: file.close() };
}
