import { tellLookedAt } from '@good-standing/kernel/findings/told.ts';
import {
  type Feed,
  isRejected,
  type ReadRecord,
  type StagedColumn,
} from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { linkStagedExclusions, oneAtATime } from '../links/find-links.ts';
import { publishFindings } from '../links/publish-findings.ts';
import { rulesOfExcludedPersons } from '../rules/excluded-persons.ts';
import { exclusionOf } from './exclusion-mapper.ts';
import { renewList } from './list-renewal.ts';
import type { ListedEntry } from './listed-entry.ts';
import { closeUnlisted, mergeStaged } from './merge.ts';
import { entryOfRow, type SamRow, samRows } from './sam-csv.ts';
import { entryOfElement, samElements } from './sam-json.ts';

/** A row of the CSV extract, or an element of the v4 JSON extract. */
export type SamRecord = { readonly row: SamRow } | { readonly element: unknown };

const COLUMNS: readonly StagedColumn[] = (
  [
    ['exclusion_id', 'text'],
    ['sam_number', 'text'],
    ['classification', 'text'],
    ['name', 'text'],
    ['other_names', 'text[]'],
    ['uei', 'text'],
    ['cage', 'text'],
    ['npi', 'text'],
    ['address_lines', 'text[]'],
    ['city', 'text'],
    ['region', 'text'],
    ['postal_code', 'text'],
    ['country', 'text'],
    ['other_addresses', 'jsonb'],
    ['postal_keys', 'text[]'],
    ['program', 'text'],
    ['excluding_agency', 'text'],
    ['exclusion_type', 'text'],
    ['proceeding', 'text'],
    ['ct_code', 'text'],
    ['comments', 'text'],
    ['active_on', 'date'],
    ['active_on_basis', 'text'],
    ['terminates_on', 'date'],
    ['active_ons', 'date[]'],
    ['terminates_ons', 'date[]'],
    ['published_on', 'date'],
    ['by_cbp_as', 'text'],
    ['trade_related', 'boolean'],
    ['defects', 'text[]'],
    ['raw', 'text'],
    ['entry_digest', 'text'],
    ['listed_on', 'date'],
    ['is_dated', 'boolean'],
    ['key_schemes', 'text[]'],
    ['key_values', 'text[]'],
  ] as const
).map(([name, type]) => ({ name, type }));

/** Every exclusion in force, as GSA publishes them in SAM. */
export function samExclusionsFeed(secret: Secret): Feed<SamRecord> {
  return {
    name: 'sam-exclusions',
    source: 'SAM_EXCLUSIONS',
    kind: 'SNAPSHOT',
    tables: [{ name: 'staged_exclusion', columns: COLUMNS }],
    read: readEitherExtract,
    map: (record, file) => {
      const entry = entryOf(record);
      if (entry === null) return { field: 'element', expected: 'a JSON object', got: 'something else' };
      const exclusion = exclusionOf(entry, file, secret);
      return isRejectedEntry(exclusion) ? exclusion : { staged_exclusion: [exclusion] };
    },
    merge: [...mergeStaged, oneAtATime, linkStagedExclusions],
    close: closeUnlisted,
    confirm: renewList,
    after: async (tx) => {
      await publishFindings(tx, { of: 'STAGED_EXCLUSIONS' });
      await tellLookedAt(tx, rulesOfExcludedPersons, 'staged_exclusion');
    },
  };
}

function entryOf(record: SamRecord): ListedEntry | null {
  return 'row' in record ? entryOfRow(record.row) : entryOfElement(record.element);
}

function isRejectedEntry(
  mapped: ReturnType<typeof exclusionOf>,
): mapped is Extract<ReturnType<typeof exclusionOf>, { expected: string }> {
  return isRejected(mapped as Parameters<typeof isRejected>[0]);
}

/** JSON begins with a bracket; every CSV vintage with a name. */
async function* readEitherExtract(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly ReadRecord<SamRecord>[]> {
  const parts = bytes[Symbol.asyncIterator]();
  const first = await parts.next();
  const all = withFirst(first, parts);
  if (!first.done && beginsAsJson(first.value)) {
    for await (const batch of samElements(all)) yield batch.map(rewrapped((element) => ({ element })));
  } else {
    for await (const batch of samRows(all)) yield batch.map(rewrapped((row) => ({ row })));
  }
}

function rewrapped<From>(
  wrap: (record: From) => SamRecord,
): (read: ReadRecord<From>) => ReadRecord<SamRecord> {
  return (read) => ('broken' in read ? read : { line: read.line, record: wrap(read.record) });
}

async function* withFirst(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let part = first; !part.done; part = await rest.next()) yield part.value;
}

function beginsAsJson(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*[{[]/.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'));
}
