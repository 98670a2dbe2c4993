import { describe, expect, test } from 'vitest';
import type { Kleene } from './kleene.ts';
import { nonresidentImporter, type ResidencyFacts, residencyOf } from './residency.ts';

const entity = (
  organized: Kleene,
  located: Kleene,
  control: Kleene,
  realProperty: Kleene,
): ResidencyFacts => ({
  kind: 'ENTITY',
  organized,
  located,
  control,
  realProperty,
});
const person = (citizenOrResident: Kleene): ResidencyFacts => ({ kind: 'NATURAL_PERSON', citizenOrResident });
const ANY = ['T', 'F', 'U'] as const;

describe('EO 14411 § 10, the twelve rows', () => {
  test.each([
    [1, 'a citizen or permanent resident', person('T'), 'US', 'US'],
    [2, 'another individual', person('F'), 'FOREIGN', 'FOREIGN'],
    [3, 'an entity that is all', entity('T', 'T', 'T', 'T'), 'US', 'US'],
    [4, 'without real property: the conflict', entity('T', 'T', 'T', 'F'), 'US', 'FOREIGN'],
    [6, 'located abroad', entity('T', 'F', 'T', 'F'), 'FOREIGN', 'FOREIGN'],
    [7, 'controlled from abroad', entity('T', 'T', 'F', 'F'), 'FOREIGN', 'FOREIGN'],
    [8, 'controlled from abroad, with real property', entity('T', 'T', 'F', 'T'), 'US', 'FOREIGN'],
    [9, 'control not disclosed', entity('T', 'T', 'U', 'F'), 'UNDETERMINED', 'FOREIGN'],
    [10, 'control not disclosed, with real property', entity('T', 'T', 'U', 'T'), 'US', 'UNDETERMINED'],
    [11, 'real property not known', entity('T', 'T', 'T', 'U'), 'US', 'UNDETERMINED'],
  ] as const)('row %d, %s', (_row, _case, facts, definitionAControls, literalB) => {
    expect(residencyOf(facts)).toEqual({ definitionAControls, literalB });
  });

  const others = ANY.flatMap((located) => ANY.map((control) => [located, control] as const));
  test.each(others)(
    'row 5, organized abroad with real property, located %s, control %s',
    (located, control) => {
      expect(residencyOf(entity('F', located, control, 'T'))).toEqual({
        definitionAControls: 'US',
        literalB: 'FOREIGN',
      });
    },
  );
  test.each(others)(
    'row 12, organized abroad, real property not known, located %s, control %s',
    (located, control) => {
      expect(residencyOf(entity('F', located, control, 'U'))).toEqual({
        definitionAControls: 'UNDETERMINED',
        literalB: 'FOREIGN',
      });
    },
  );
});

describe('19 USC 4321(e)(2): a nonresident importer is another thing than a foreign one', () => {
  test.each([
    ['organized here, controlled from abroad', entity('T', 'T', 'F', 'F'), 'F'],
    ['organized abroad, with real property here', entity('F', 'T', 'T', 'T'), 'T'],
    ['where it is organized is not known', entity('U', 'T', 'T', 'T'), 'U'],
    ['a citizen', person('T'), 'F'],
  ] as const)('%s', (_case, facts, isNonresident) => {
    expect(nonresidentImporter(facts)).toBe(isNonresident);
  });
});
