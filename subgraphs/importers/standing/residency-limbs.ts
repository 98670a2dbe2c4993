import type { Kleene } from '../rules/kleene.ts';
import type { ResidencyFacts } from '../rules/residency.ts';

const SHOWN = { T: 'YES', F: 'NO', U: 'UNKNOWN' } as const;

export function shown(value: Kleene): 'YES' | 'NO' | 'UNKNOWN' {
  return SHOWN[value];
}

/** The limbs as they are shown: what is not asked of such a person is not known. */
export function residencyLimbs(facts: ResidencyFacts) {
  const isPerson = facts.kind === 'NATURAL_PERSON';
  return {
    citizenOrResident: shown(isPerson ? facts.citizenOrResident : 'U'),
    organized: shown(isPerson ? 'U' : facts.organized),
    located: shown(isPerson ? 'U' : facts.located),
    control: shown(isPerson ? 'U' : facts.control),
    realProperty: shown(isPerson ? 'U' : facts.realProperty),
  };
}
