import type { PartyKind } from '@good-standing/debarments/index/listed-party.ts';
import { readRecords } from './read-csv.ts';
import { groups, type Side, sideOf } from './split.ts';

export interface NamePair {
  readonly kind: PartyKind;
  readonly one: string;
  readonly other: string;
  readonly isMatch: boolean;
  /** What logic-v2 gives, as its authors published it. */
  readonly logicV2: number;
  readonly side: Side;
}

/** The labelled pairs, split by groups of pairs that share a name. */
export function namePairs(path: string): readonly NamePair[] {
  const records = readRecords(path);
  const key = (name = '') =>
    name
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toUpperCase()
      .split(/[^\p{L}\p{N}_]+/u)
      .filter((word) => word !== '')
      .sort()
      .join(' ');
  const group = groups(records.map(({ name1, name2 }) => [key(name1), key(name2)]));
  const entity = new Map<string, string>();
  for (const { name1 } of records) {
    const own = key(name1);
    const of = group.get(own) ?? '';
    const before = entity.get(of);
    if (before === undefined || own < before) entity.set(of, own);
  }
  return records.map(({ schema, name1 = '', name2 = '', is_match, score }) => ({
    kind:
      schema === 'Person'
        ? 'PERSON'
        : schema === 'Vessel' || schema === 'LegalEntity'
          ? 'OTHER'
          : 'ORGANIZATION',
    one: name1,
    other: name2,
    isMatch: is_match === 'true',
    logicV2: Number(score),
    side: sideOf(entity.get(group.get(key(name1)) ?? '') ?? ''),
  }));
}
