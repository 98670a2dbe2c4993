import {
  type NotedCorrection,
  publishCorrections,
} from '@good-standing/kernel/correction/publish-corrections.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';

/**
 * Publishes what a merge noted. Of a line it notes `<entry or seizure>/<number>`: the
 * line has no id in the table, and ids of what did not change are not worth deriving.
 */
export async function publishRestated(tx: TransactionSql, secret: Secret): Promise<void> {
  await publishCorrections(tx, (noted) => {
    const [parent = '', number] = noted.record.split('/');
    return number === undefined ? [noted] : ofLine(noted, parent, secret);
  });
}

function ofLine(noted: NotedCorrection, parent: string, secret: Secret): readonly NotedCorrection[] {
  const { record: natural, coordinates, readers = null } = noted;
  const ofParent = coordinates.filter((coordinate) => prefixOf(coordinate) === null);
  const own = coordinates.filter((coordinate) => prefixOf(coordinate) !== null);
  const [prefix = null] = own.map(prefixOf);
  return [
    ...(ofParent.length === 0 ? [] : [{ record: parent, coordinates: ofParent, readers }]),
    ...(prefix === null
      ? []
      : [
          {
            record: recordId(prefix, secret.ids, natural),
            coordinates: own,
            readers: own.some((coordinate) => OF_EACH_ITS_OWN.has(coordinate)) ? readers : null,
          },
        ]),
  ];
}

/** Of a line what not everybody who reads it reads alike. */
const OF_EACH_ITS_OWN = new Set(['SeizureLine.agencies']);

/** Of fields that a line is the record of; the others are read through what it is a line of. */
function prefixOf(coordinate: string): 'lin' | 'szl' | null {
  if (coordinate.startsWith('EntryLine.')) return 'lin';
  return coordinate.startsWith('SeizureLine.') ? 'szl' : null;
}
