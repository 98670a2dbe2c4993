import type { Disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import { AUDIENCES, PURPOSES } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { cedar } from './cedar.ts';
import { situations } from './cells.ts';
import { type AskedTable, askedTables, firstDifference } from './compare.ts';
import { judge, knows } from './judge.ts';
import { mutantsOf, withAudienceTurned } from './mutants.ts';
import { decided, POLICIES, policyOf } from './our-policy.ts';
import { readMatrix, type Table } from './read-matrix.ts';

const matrix = readMatrix();
const tables = askedTables(matrix);
const nameOf = ({ rule, kind, fields }: Table) => `${rule} of ${kind}: ${fields[0]}`;
const named = tables.map((each) => [nameOf(each.table), each] as const);
const kinds = matrix.kinds.map((kind) => [kind.name, kind] as const);

let cells = 0;
let mutants = 0;
afterAll(() =>
  console.info(
    `disclosure matrix: ${cells} cells decided alike by the policy, by matrix.md and by Cedar; ${mutants} mutants caught`,
  ),
);

/** For whom a rule exists, as matrix.md says it of each of the rule's tables; CBP apart. */
function isForAsWritten({ table }: AskedTable): boolean {
  const written = table.audiences ?? AUDIENCES.filter((audience) => audience !== 'CBP');
  const rule = Object.entries(DISCLOSURE_RULES).find(([name]) => name === table.rule)?.[1];
  return [...written].sort().join() === [...(rule?.audiences ?? [])].sort().join();
}

/** Fields that one policy decides are decided once. */
function byPolicy(fields: readonly string[]): ReadonlyMap<Disclosure<never>, readonly string[]> {
  return Map.groupBy(fields, policyOf);
}

const WINDOW = ['detentionNoticeOn', 'importerResponse', 'importerRespondedOn'];
const never = (facts: readonly string[]) => facts.map((fact) => `as if ${fact} were always null`);
const either = (fact: string) => [`as if ${fact} were always true`, `as if ${fact} were always false`];

/** What nobody but CBP comes to, no policy opens or shuts: the door is all there is. */
const CBPS_ALONE = [
  'turned round',
  'open to who has no grant, or shut',
  ...PURPOSES.map((purpose) => `for ${purpose} alone`),
];

/**
 * Facts that a policy reads on its way to what it decides without them, by the table of
 * matrix.md: the importer's window bears on unredacted images alone; 133.47 asks who is
 * on which list only where it tells that list anything; a day of a notice moves a day told.
 */
const NO_MISTAKE: Readonly<Record<string, readonly string[]>> = {
  'REESTABLISHMENT of ReestablishmentLead: ReestablishmentLead.score': CBPS_ALONE,
  'REESTABLISHMENT of ImporterCandidate: ImporterCandidate.importer': CBPS_ALONE,
  'BROKER_RECORD of RepresentationReview: RepresentationReview.broker': CBPS_ALONE,
  'REESTABLISHMENT of PresentResponsibilityReferral: PresentResponsibilityReferral.person': CBPS_ALONE,
  // The stage and the phase of a seizure are worked out together; these hang on the stage alone.
  'SEIZURE_STAGE of Seizure: Seizure.stage': never(WINDOW),
  'SEIZURE_CLOCKS of Seizure: Seizure.clocks': never(WINDOW),
  'SEIZURE_RELEASES of Seizure: Seizure.releases': never(WINDOW),
  'SEIZURE_LIMITED of Seizure: Seizure.importedOn': [
    ...never(WINDOW),
    'as if isEligiblePerson were always true',
  ],
  'SEIZURE_PARTIES of Seizure: Seizure.manufacturer': [
    ...never([...WINDOW, 'detainedOn', 'seizureNoticeOn']),
    ...either('isEligiblePerson'),
  ],
  'SEIZURE_REDACTED_IMAGES of Seizure: Seizure.redactedImages': [
    ...never(WINDOW),
    ...either('isEligiblePerson'),
    ...either('isInjuredPerson'),
  ],
  'SEIZURE_IMAGES of Seizure: Seizure.images': [
    'as if isEligiblePerson were always true',
    ...either('isInjuredPerson'),
  ],
};

describe('matrix.md covers every cell, and says nothing idly', () => {
  test('every protected field of the graph stands in it, once, under its rule', () => {
    const written = tables.flatMap(({ table }) => table.fields.map((field) => `${field} ${table.rule}`));
    const enforced = Object.entries(POLICIES).map(([field, { rule }]) => `${field} ${rule}`);
    expect(written.sort()).toEqual(enforced.sort());
  });

  test.each(named)('%s: for whom the rule exists', (_name, table) => {
    expect(isForAsWritten(table)).toBe(true);
  });

  test.each(kinds)('%s: every row decides some cell', (_name, kind) => {
    const used = new Set(situations(matrix, kind).map(judge(kind.knownTo)));
    for (const { table, asked } of tables) {
      if (table.kind === kind.name) for (const { row } of asked) used.add(row);
    }
    const written = [kind.knownTo, ...kind.tables].flatMap(({ rows }) => rows);
    expect(written.filter((row) => !used.has(row)).map(({ line }) => `matrix.md:${line}`)).toEqual([]);
  });
});

describe('the policy decides every cell as matrix.md does, with the same reason or relation', () => {
  test.each(named)('%s', (_name, { table, asked }) => {
    const differences = new Map<string, string>();
    for (const [disclosure, fields] of byPolicy(table.fields)) {
      cells += asked.length * fields.length;
      for (const { situation, viewer, facts, row, expected } of asked) {
        const got = decided(disclosure, viewer, facts);
        if (got === expected) continue;
        const what = `${fields.join(', ')} (matrix.md:${row.line}): expected ${expected}, got ${got}`;
        if (!differences.has(what)) differences.set(what, JSON.stringify(situation));
      }
    }
    expect([...differences].map((difference) => difference.join(' where '))).toEqual([]);
  });
});

describe('Cedar, given matrix.md and nothing else, decides every cell alike', () => {
  test.each(kinds)('%s: known to', (_name, kind) => {
    const decide = cedar(kind.knownTo);
    const isKnown = knows(kind);
    const asked = situations(matrix, kind);
    cells += asked.length;
    expect(asked.find((situation) => decide(situation).allows !== isKnown(situation))).toBeUndefined();
  });

  test.each(named)('%s', (_name, { table, asked }) => {
    const decide = cedar(table);
    const disclosures = [...byPolicy(table.fields).keys()];
    const other = asked.find(({ situation, row, viewer, facts }) => {
      const { allows, by } = decide(situation);
      const ours = disclosures.map((disclosure) => decided(disclosure, viewer, facts).startsWith('disclose'));
      return by !== (row.line === 0 ? 'door' : String(row.line)) || ours.includes(!allows);
    });
    expect(other?.situation).toBeUndefined();
  });
});

describe('policy mutation: every mistake is caught by a cell', () => {
  test.each(named)('%s', (_name, { table, asked }) => {
    const survivors = [...byPolicy(table.fields)].flatMap(([policy, fields]) => {
      const found = mutantsOf(policy, asked);
      const left = found.filter(({ disclosure }) => firstDifference(disclosure, asked) === undefined);
      mutants += (found.length - left.length) * fields.length;
      return left;
    });
    expect(survivors.map(({ what }) => what).sort()).toEqual([...(NO_MISTAKE[nameOf(table)] ?? [])].sort());
  });

  test.each(Object.keys(DISCLOSURE_RULES))('%s: each audience dropped, each added', (rule) => {
    const ours = tables.filter(({ table }) => table.rule === rule);
    const survivors = AUDIENCES.filter((audience) => audience !== 'CBP').filter((audience) => {
      const survives = withAudienceTurned(rule, audience, () => ours.every(isForAsWritten));
      mutants += survives ? 0 : 1;
      return survives;
    });
    expect(survivors).toEqual(ours.length === 0 ? AUDIENCES.filter((audience) => audience !== 'CBP') : []);
  });
});
