import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { ImporterNumberRecordRow, ImporterRow } from '../tables.ts';

export interface NumberLoaders {
  /** Latest first. No statement: they stand in the importer's row. */
  readonly formerNumbersOf: (importer: ImporterRow) => readonly ImporterNumberRecordRow[];
}

export function numberLoaders({ secret }: LoaderSetting): NumberLoaders {
  return {
    formerNumbersOf: ({ formerNumbers, formerUntil, related }) =>
      formerNumbers
        .flatMap((number, place) => {
          const until = formerUntil[place];
          return until === undefined
            ? []
            : [{ id: recordId('imp', secret.ids, number), number, until, related }];
        })
        .sort((one, other) => Temporal.PlainDate.compare(other.until, one.until)),
  };
}
