import { hasCome, type SeizureDates } from './seizure-stage.ts';

/** Description and quantity as each document has them; null where it has none. */
export interface SeizureDocuments extends SeizureDates {
  readonly descriptionAtEntry: string | null;
  readonly descriptionAtDetention: string | null;
  readonly descriptionAtSeizure: string | null;
  readonly quantityAtEntry: number | null;
  readonly quantityAtDetention: number | null;
  readonly quantityAtSeizure: number | null;
}

/** Of the lines that the viewer may know of, where there are others in the seizure. */
export interface OwnLines {
  readonly hasOtherLines: boolean;
  readonly ownDescription: string | null;
  readonly ownQuantity: number | null;
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
 * not taken from another. Of a seizure with lines that the viewer may not know of, it
 * is told its own lines, whatever the stage: the document speaks of all.
 */
export function documentOfStage(
  seizure: SeizureDocuments & OwnLines,
  asOf: Temporal.PlainDate,
): DocumentOfStage {
  const told = documentOf(seizure, asOf);
  if (!seizure.hasOtherLines) return told;
  return { ...told, description: seizure.ownDescription, quantity: seizure.ownQuantity };
}

function documentOf(seizure: SeizureDocuments, asOf: Temporal.PlainDate): DocumentOfStage {
  if (hasCome(seizure.seizedOn, asOf)) {
    return {
      document: 'NOTICE_OF_SEIZURE',
      description: seizure.descriptionAtSeizure,
      quantity: seizure.quantityAtSeizure,
    };
  }
  if (hasCome(seizure.detainedOn, asOf)) {
    return {
      document: 'NOTICE_OF_DETENTION',
      description: seizure.descriptionAtDetention,
      quantity: seizure.quantityAtDetention,
    };
  }
  return { document: 'ENTRY', description: seizure.descriptionAtEntry, quantity: seizure.quantityAtEntry };
}
