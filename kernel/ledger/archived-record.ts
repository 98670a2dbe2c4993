import type { ArchivedMonth } from './archive-manifest.ts';
import { archivedRows } from './archived.ts';
import type { RecordDisclosure } from './export.ts';
import { type Cell, recordsOf } from './written.ts';

/**
 * The accounting of one record in archived months, latest month first: each month
 * is read through, for an archive has no index.
 */
export async function* archivedDisclosuresOf(
  folder: string,
  months: readonly ArchivedMonth[],
  record: string,
): AsyncGenerator<readonly RecordDisclosure[]> {
  for (const month of months.toSorted((one, other) => (one.month < other.month ? 1 : -1))) {
    const disclosed = await rowsWhere(`${folder}/${month.disclosures.name}`, (row) =>
      recordsOf(row).includes(record),
    );
    const ids = new Set(disclosed.map(([requestId]) => requestId));
    const requests = await rowsWhere(`${folder}/${month.requests.name}`, ([id]) => ids.has(id));
    const byId = new Map(requests.map((row) => [row[0], row]));
    yield disclosed
      .map((row) => disclosureOf(row, byId.get(row[0]) ?? []))
      .sort((one, other) => Temporal.Instant.compare(other.disclosedAt, one.disclosedAt));
  }
}

async function rowsWhere(
  path: string,
  isAsked: (row: readonly Cell[]) => boolean,
): Promise<readonly (readonly Cell[])[]> {
  const found: (readonly Cell[])[] = [];
  for await (const row of archivedRows(path)) if (isAsked(row)) found.push(row);
  return found;
}

/** Columns in the order in which they are hashed. */
function disclosureOf(disclosure: readonly Cell[], request: readonly Cell[]): RecordDisclosure {
  const [requestId, epoch, , , , authority, coordinates, relation, stage] = disclosure;
  const [, , , , , audience, , , recipientName, recipientAddress, , purpose] = request;
  return {
    disclosedAt: instantOf(epoch ?? '0'),
    requestId: requestId ?? '',
    audience: audience ?? '',
    recipientName: recipientName ?? null,
    recipientAddress: recipientAddress ?? null,
    purpose: purpose ?? null,
    authority: authority ?? '',
    coordinates: coordinates ?? '',
    relation: relation ?? '',
    stage: stage ?? null,
  };
}

/** @param epoch seconds since 1970, to the microsecond: `1577880000.000000`. */
function instantOf(epoch: string): Temporal.Instant {
  const [seconds = '0', fraction = ''] = epoch.split('.');
  return Temporal.Instant.fromEpochNanoseconds(BigInt(seconds + fraction.padEnd(9, '0')));
}
