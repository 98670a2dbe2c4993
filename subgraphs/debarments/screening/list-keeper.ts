import { parentPort } from 'node:worker_threads';
import { buildIndex, type IndexOwner, type ListedIndex, patchIndex } from '../index/listed-index.ts';
import type { ListedParty } from '../index/listed-party.ts';
import { type EntryRow, partyOf } from './party-rows.ts';

/** Entries that have changed, each with the party it belongs to and, where it left one, that. */
export interface KeptEntries {
  readonly entries: readonly {
    readonly party: string;
    readonly left: string | null;
    readonly row: EntryRow;
  }[];
}

export type KeeperAsked = KeptEntries | { readonly publish: number };

export interface Published {
  /** Null where it was not asked for: the same list built anew. */
  readonly publish: number | null;
  readonly index: ListedIndex;
}

/** Once more parties than this have changed, the list is built anew, while the patched one serves. */
const MOST_PATCHED = 5_000;

const parties = new Map<string, Map<string, EntryRow>>();
const touched = new Set<string>();
let owner: IndexOwner | null = null;

parentPort?.on('message', (message: KeeperAsked) => {
  if ('entries' in message) message.entries.forEach(keep);
  else publish(message.publish);
});

function keep({ party, left, row }: KeptEntries['entries'][number]): void {
  if (left !== null && left !== party) {
    parties.get(left)?.delete(row.id);
    touched.add(left);
  }
  const rows = parties.get(party) ?? new Map<string, EntryRow>();
  rows.set(row.id, row);
  parties.set(party, rows);
  touched.add(party);
}

function publish(asked: number): void {
  owner = owner === null || touched.size > MOST_PATCHED ? buildIndex(everyone()) : patched(owner);
  touched.clear();
  tell({ publish: asked, index: owner.index });
  if (owner.since.size <= MOST_PATCHED) return;
  owner = buildIndex(everyone());
  tell({ publish: null, index: owner.index });
}

function patched(before: IndexOwner): IndexOwner {
  const put: ListedParty[] = [];
  const gone: string[] = [];
  for (const key of touched) {
    const party = partyOf(key, parties.get(key)?.values() ?? []);
    if (party === null) gone.push(key);
    else put.push(party);
  }
  return patchIndex(before, { put, gone });
}

function* everyone(): Generator<ListedParty> {
  for (const [key, rows] of parties) {
    const party = partyOf(key, rows.values());
    if (party !== null) yield party;
  }
}

function tell(published: Published): void {
  parentPort?.postMessage(published);
}
