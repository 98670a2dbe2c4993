import { answerAsked } from '../../match/answer-asked.ts';
import { type Finder, finder } from '../../match/finder.ts';
import { type OwnIndex, rowsOnOwnList } from './own-index.ts';
import { type PackedRow, unpackedRow } from './packed-rows.ts';
import { askedOf, readSellers, type ScreenedBatch, screenedBatch } from './screened-batch.ts';

let list: { readonly own: OwnIndex; readonly find: Finder } | null = null;

answerAsked<OwnIndex, readonly PackedRow[], ScreenedBatch>({
  told(own) {
    list = { own, find: finder(own.index) };
  },
  answer(rows) {
    if (list === null) throw new Error('asked before there was a list');
    const { own, find } = list;
    const read = readSellers(rows.map(unpackedRow));
    return screenedBatch(
      read,
      askedOf(read).map((seller) => rowsOnOwnList(own, find, seller)),
    );
  },
  transfer: ({ lines, rejected }) => [lines.buffer, rejected.buffer],
});
