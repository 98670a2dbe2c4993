import { mkdirSync, writeFileSync } from 'node:fs';
import { accountFeeds } from './accounts.ts';
import { agreementFeed } from './agreements.ts';
import { brokerFeeds } from './brokers.ts';
import { caseFeeds } from './cases.ts';
import { days } from './days.ts';
import { entryFeed } from './entries.ts';
import { entryCertificationFeed } from './entry-certifications.ts';
import { disclosureFeed } from './importer-disclosures.ts';
import { bondFeed, certificationFeed, listingFeed } from './importer-records.ts';
import { importerFeed } from './importers.ts';
import { postFeeds } from './posts.ts';
import { publicListingFeed } from './public-listings.ts';
import { dmcaPersonFeed, recordationAgentFeed, recordationFeed } from './recordations.ts';
import { exclusionFeed } from './sam.ts';
import { seizureFeeds } from './seizures.ts';
import { streams, type WorldSetting, type WrittenFeed } from './setting.ts';
import type { WorldSize } from './size.ts';
import { vettingFeeds } from './vettings.ts';
import { violationFeeds } from './violations.ts';

export interface WorldOrder {
  readonly size: WorldSize;
  readonly seed: number;
  /** The day that the world looks back from: its newest rows are of the days before. */
  readonly today: Temporal.PlainDate;
  readonly folder: string;
  readonly onFeed?: (written: WrittenFeed) => void;
}

/** Each part of the world, in the order in which its feeds are best ingested. */
const PARTS: readonly ((setting: WorldSetting) => WrittenFeed | readonly WrittenFeed[])[] = [
  agreementFeed,
  postFeeds,
  brokerFeeds,
  importerFeed,
  disclosureFeed,
  bondFeed,
  certificationFeed,
  listingFeed,
  vettingFeeds,
  recordationFeed,
  recordationAgentFeed,
  dmcaPersonFeed,
  entryFeed,
  seizureFeeds,
  violationFeeds,
  caseFeeds,
  entryCertificationFeed,
  accountFeeds,
  exclusionFeed,
  publicListingFeed,
];

const MARK = `Everything in this folder is invented. No person, firm, importer, mark, post or
exclusion in it is real; numbers are taken from ranges that were never assigned.
`;

/** Writes the invented world as feed files in the published layouts; the same order gives the same bytes. */
export function writeWorld({ size, seed, today, folder, onFeed }: WorldOrder): readonly WrittenFeed[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/INVENTED.txt`, MARK);
  const setting: WorldSetting = { folder, size, days: days(today), stream: streams(seed) };
  const written: WrittenFeed[] = [];
  for (const part of PARTS) {
    for (const one of [part(setting)].flat()) {
      written.push(one);
      onFeed?.(one);
    }
  }
  return written;
}
