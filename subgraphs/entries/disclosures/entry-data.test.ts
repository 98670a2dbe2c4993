import type { Decision } from '@good-standing/kernel/disclosure/decision.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import type { Purpose } from '@good-standing/kernel/viewer/viewer.ts';
import { describe, expect, test } from 'vitest';
import { agency, aurora, bazaar, beacon, fda, lumen } from '../cast.ts';
import { commercialTotals, commercialValues, entryLines } from './entry-data.ts';
import { dutyAccountOfImporter, entriesOfImporter } from './importer-record.ts';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const ENTRY = { id: 'ent_1' };

const told = (decision: Decision) => (decision.outcome === 'DISCLOSE' ? decision.relation : decision.reason);

describe(`commercial values, ${DISCLOSURE_RULES.ENTRY_COMMERCIAL.authority}`, () => {
  test.each([
    ['ADMISSIBILITY', 'JURISDICTION'],
    ['RISK_ASSESSMENT', 'JURISDICTION'],
    ['ENFORCEMENT', 'JURISDICTION'],
    ['IDENTITY', 'PURPOSE'],
    ['OWN_RECORD', 'PURPOSE'],
  ] as const satisfies readonly (readonly [Purpose, string])[])(
    'an agency for %s: %s',
    (purpose, expected) => {
      expect(told(commercialValues.decide(agency('FDA', purpose), ENTRY, TODAY))).toBe(expected);
    },
  );
  test.each([
    ['the importer', aurora, 'SELF'],
    ['its broker', beacon, 'OWN_CLIENT'],
    ['an agency of its own lines, not of the sum over all', fda, 'JURISDICTION'],
  ] as const)('%s for its own purpose', (_case, viewer, expected) => {
    expect(told(commercialTotals.decide(viewer, ENTRY, TODAY))).toBe(viewer === fda ? 'RELATION' : expected);
    expect(told(commercialValues.decide(viewer, ENTRY, TODAY))).toBe(expected);
  });
});

describe(`the record of an importer, ${DISCLOSURE_RULES.ENTRY_HISTORY.authority}`, () => {
  test.each([
    ['an agency with jurisdiction', fda, true, 'JURISDICTION'],
    ['an agency without', fda, false, 'RELATION'],
    ['the importer', aurora, true, 'SELF'],
    ['another importer', aurora, false, 'RELATION'],
    ['a platform, were it ever asked', bazaar, true, 'RELATION'],
    ['an owner of rights, were it ever asked', lumen, true, 'RELATION'],
  ] as const)('%s', (_case, viewer, related, expected) => {
    const importer = { id: 'imp_1', related };
    expect(told(entriesOfImporter.decide(viewer, importer, TODAY))).toBe(expected);
    expect(told(dutyAccountOfImporter.decide(viewer, importer, TODAY))).toBe(expected);
  });
  test('lines follow the entry', () => {
    expect(told(entryLines.decide(fda, ENTRY, TODAY))).toBe('JURISDICTION');
  });
});
