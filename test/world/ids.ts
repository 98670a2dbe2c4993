import { type RecordPrefix, recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TestHouse } from './house.ts';

/** Ids of the cast in this house, from what names a record in the trade. */
export function idsOf({ database }: TestHouse) {
  const id = (prefix: RecordPrefix) => (natural: string) => recordId(prefix, database.keys.ids, natural);
  return {
    importer: id('imp'),
    broker: id('brk'),
    post: id('pst'),
    /** By operator code and quarter. */
    standing: (code: string, quarter: string) => id('psc')(`${code} ${quarter}`),
    entry: id('ent'),
    seizure: id('sez'),
    recordation: id('rec'),
  };
}

export { castCase } from '@good-standing/gateway/world/cast-seizures.ts';
