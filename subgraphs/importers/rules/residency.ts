import { all, any, type Kleene, not } from './kleene.ts';

/** How EO 14411 § 10(b) is read: as denying the definition in (a), or literally, each failure alone making an importer foreign. */
export type ResidencyReading = 'DEFINITION_A_CONTROLS' | 'LITERAL_B';

/** Default reading: (b) opens by naming what does not meet the definition in (a). */
export const DEFAULT_READING: ResidencyReading = 'DEFINITION_A_CONTROLS';

export type Residency = 'US' | 'FOREIGN' | 'UNDETERMINED';

/** What EO 14411 § 10 asks of an importer. */
export type ResidencyFacts =
  | {
      readonly kind: 'NATURAL_PERSON';
      /** A citizen, or lawfully admitted for permanent residence. */
      readonly citizenOrResident: Kleene;
    }
  | {
      readonly kind: 'ENTITY';
      readonly organized: Kleene;
      readonly located: Kleene;
      /** Controlled by citizens or permanent residents at all times of the review period. */
      readonly control: Kleene;
      /** Owns significant real property in the United States, as the Secretary has determined. */
      readonly realProperty: Kleene;
    };

export interface ResidencyReadings {
  readonly definitionAControls: Residency;
  readonly literalB: Residency;
}

/**
 * EO 14411 § 10, in both readings. Real property counts for entities alone. What is
 * unknown makes undetermined, which is never shown as foreign.
 */
export function residencyOf(facts: ResidencyFacts): ResidencyReadings {
  if (facts.kind === 'NATURAL_PERSON') {
    const residency = named(facts.citizenOrResident);
    return { definitionAControls: residency, literalB: residency };
  }
  const { organized, located, control, realProperty } = facts;
  return {
    definitionAControls: named(any(all(organized, located, control), realProperty)),
    literalB: named(all(organized, located, control, realProperty)),
  };
}

function named(isUs: Kleene): Residency {
  if (isUs === 'U') return 'UNDETERMINED';
  return isUs === 'T' ? 'US' : 'FOREIGN';
}

/** 19 USC 4321(e)(2), another test than EO 14411: where an entity is organized, what an individual is. */
export function nonresidentImporter(facts: ResidencyFacts): Kleene {
  return not(facts.kind === 'NATURAL_PERSON' ? facts.citizenOrResident : facts.organized);
}
