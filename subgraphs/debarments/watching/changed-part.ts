import { sharedUint8, sharedUint32 } from '../index/arrays.ts';
import { wordNumber } from '../index/dictionary.ts';
import type { ListedIndex, Part } from '../index/listed-index.ts';
import type { ListedParty } from '../index/listed-party.ts';
import { buildSegment, type Segment } from '../index/segment.ts';
import { weightsOf } from '../index/weights.ts';

/**
 * Some parties of a list as a part of their own, with every word as common as it is on
 * the whole list: what is found in it has the score that it has there.
 */
export function changedPart(index: ListedIndex, parties: readonly ListedParty[]): Part {
  const segment = buildSegment(parties);
  return {
    segment,
    weights: weightsOf(segment, countsOnTheList(index, segment), index.names),
    isListed: sharedUint8(segment.kinds.length).fill(1),
  };
}

function countsOnTheList({ parts }: ListedIndex, { dictionary: { texts, bones } }: Segment) {
  const counts = sharedUint32(bones.length);
  for (let word = 0; word < counts.length; word += 1) {
    const text = texts.bytes.subarray(texts.starts[word], texts.starts[word + 1]);
    for (const { segment, weights } of parts) {
      const same = wordNumber(segment.dictionary, text, text.length);
      if (same !== -1) counts[word] = Math.max(counts[word] as number, weights.counts[same] as number);
    }
  }
  return counts;
}
