import type { StatisticsSnapshotsQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { DownloadAsked, Row, State } from './dataset.ts';
import { PAGE_ROWS } from './paged.ts';

export const SNAPSHOT = { snapshot: /^sts_[0-9a-hjkmnp-tv-z]{20}$/ };

/** The snapshot asked for, or the latest; null where there is none. */
export async function snapshotState({ ask, given }: DownloadAsked): Promise<State | null> {
  let after: string | null = null;
  do {
    const data = await ask('public/statistics-snapshots', { first: PAGE_ROWS, after });
    const { nodes, pageInfo } = (data as StatisticsSnapshotsQuery).statisticsSnapshots;
    const found = nodes.find(({ id }) => given.snapshot === undefined || given.snapshot === id);
    if (found !== undefined) {
      const { id, through, takenOn, digest, smallestCell } = found;
      const facts = { snapshot: id, through, takenOn, digest, smallestCell: String(smallestCell) };
      return { digest, facts };
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return null;
}

/** Fiscal years from the one that a snapshot reaches back to the first of which it has nothing. */
export async function* yearsBack(
  state: State | null,
  rowsOf: (year: number, snapshot: string) => Promise<readonly Row[] | null>,
): AsyncGenerator<readonly Row[]> {
  const { through = '', snapshot = '' } = state?.facts ?? {};
  const [year = '', nth = ''] = through.split('-Q');
  for (let fiscal = Number(year) + (nth === '4' ? 1 : 0); ; fiscal -= 1) {
    const rows = await rowsOf(fiscal, snapshot);
    if (rows === null) return;
    yield rows;
  }
}
