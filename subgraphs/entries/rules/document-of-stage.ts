import { hasCome, type SeizureDates } from './seizure-stage.ts';

/**
 * Description and quantity as each document has them; a quantity is null where it has
 * none. What it says of the whole seizure, in one text; or of the lines that the viewer
 * may know of, in the texts of these, by number.
 */
export interface SeizureDocuments extends SeizureDates {
  readonly descriptionsAtEntry: readonly string[];
  readonly descriptionsAtDetention: readonly string[];
  readonly descriptionsAtSeizure: readonly string[];
  readonly quantityAtEntry: number | null;
  readonly quantityAtDetention: number | null;
  readonly quantityAtSeizure: number | null;
}

export interface DocumentOfStage {
  readonly document: 'ENTRY' | 'NOTICE_OF_DETENTION' | 'NOTICE_OF_SEIZURE';
  readonly description: string | null;
  readonly quantity: number | null;
}

/**
 * 19 CFR 133.21(b)(4)(iii)-(iv), (e)(3)-(4). Description and quantity are those of
 * the entry until the goods are detained, of the notice of detention from then on,
 * and of the notice of seizure once they are seized. Release, exclusion and
 * abandonment change the document no more. What the document of the stage lacks is
 * not taken from another.
 */
export function documentOfStage(seizure: SeizureDocuments, asOf: Temporal.PlainDate): DocumentOfStage {
  if (hasCome(seizure.seizedOn, asOf)) {
    return {
      document: 'NOTICE_OF_SEIZURE',
      description: inOneText(seizure.descriptionsAtSeizure),
      quantity: seizure.quantityAtSeizure,
    };
  }
  if (hasCome(seizure.detainedOn, asOf)) {
    return {
      document: 'NOTICE_OF_DETENTION',
      description: inOneText(seizure.descriptionsAtDetention),
      quantity: seizure.quantityAtDetention,
    };
  }
  return {
    document: 'ENTRY',
    description: inOneText(seizure.descriptionsAtEntry),
    quantity: seizure.quantityAtEntry,
  };
}

/** Each once; null where there is none. */
function inOneText(descriptions: readonly string[]): string | null {
  return descriptions.length === 0 ? null : [...new Set(descriptions)].join('; ');
}
