import { startThreads } from '../../match/threads.ts';
import { RULES_VERSION } from '../verdict.ts';
import { type OwnIndex, ownIndex } from './own-index.ts';
import type { OwnList } from './own-list.ts';
import { type PackedRow, packedRow } from './packed-rows.ts';
import type { ScreenSellers } from './screen-file.ts';
import type { ScreenedBatch } from './screened-batch.ts';

/**
 * Looks sellers up on a list of the caller's own, which is as fresh as the caller keeps
 * it. All of a seller's work, from its row to its results, is a thread's.
 */
export function againstOwnList(list: OwnList, source: string, threads: number): ScreenSellers {
  const searching = startThreads<OwnIndex, readonly PackedRow[], ScreenedBatch>(
    new URL('./own-list-worker.ts', import.meta.url),
    threads,
  );
  searching.tell(ownIndex(list.parties, source));
  const version = JSON.stringify([RULES_VERSION, source, list.sha256]);
  return {
    version: async () => version,
    screen: (records) => searching.ask(records.map(packedRow)),
    end: () => searching.end(),
  };
}
