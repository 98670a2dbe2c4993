import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { publishActivity } from '../standing/publish-activity.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import type { EntryRecord } from './entry-columns.ts';
import { entryMapper } from './entry-mapper.ts';
import { MERGE_ENTRIES } from './entry-merge.ts';
import { readEntries } from './entry-reader.ts';
import { STAGED } from './entry-staging.ts';
import { publishJurisdiction } from './jurisdiction.ts';
import { publishRestated } from './publish-corrections.ts';

/** Entry summaries, a row for each line, as CSV or as AE records; an entry listed again is restated in full. */
export function entriesFeed(secret: Secret): Feed<EntryRecord> {
  return {
    name: 'entries',
    source: 'ENTRIES',
    kind: 'CHANGES',
    tables: STAGED,
    read: readEntries,
    map: entryMapper(secret),
    merge: MERGE_ENTRIES,
    after: async (tx) => {
      await publishJurisdiction(tx);
      await publishConduct('staged_entry', [])(tx);
      await publishActivity('staged_entry')(tx);
      await publishRestated(tx, secret);
    },
  };
}
