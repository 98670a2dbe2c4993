import { existsSync, readFileSync } from 'node:fs';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';

/** GSA's published sample lists, kept beside the repository and never in it. */
const FOLDER = new URL('../../../../shared/data/sam/', import.meta.url);
const SAMPLE = new URL('SAM_Exclusions_Public_Extract_20049_part.CSV', FOLDER);
const CURRENT = new URL('sam_v2_17rows_2023.csv', FOLDER);
const areThere = existsSync(SAMPLE) && existsSync(CURRENT);

/** The file's bytes as they are: CRLF stays. */
function linesOf(file: URL): readonly string[] {
  return readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
}

describe.skipIf(!areThere)(
  'lists as GSA published them (skipped where ../shared/data/sam is not there)',
  () => {
    let debarments: DisposableSubgraph;
    beforeAll(async () => {
      debarments = await disposableSubgraph(definition);
    });
    afterAll(() => debarments?.drop());

    async function count(what: string): Promise<number> {
      const [row] = await debarments.sql.unsafe<{ count: number }[]>(`select count(*) as count from ${what}`);
      return row?.count ?? -1;
    }

    test('every row of the sample of 2020 is accounted for', async () => {
      const lines = linesOf(SAMPLE);
      const counts = await debarments.feed('sam-exclusions', lines);
      expect(counts).toMatchObject({
        read: 8_245,
        accepted: 8_240,
        rejected: 5,
        closed: 0,
        alreadyDone: false,
      });
      expect(counts.read).toBe(lines.length - 1);
      expect(await count('exclusion')).toBe(counts.accepted);
      const quarantined = await debarments.sql.unsafe<{ line: number; field: string }[]>(
        'select line, field from quarantine order by line',
      );
      expect(quarantined).toEqual([
        { line: 672, field: 'row' },
        { line: 1558, field: 'Classification' },
        { line: 1690, field: 'row' },
        { line: 3169, field: 'row' },
        { line: 3312, field: 'row' },
      ]);
    });

    test('what it lists is found, by name and by number', async () => {
      const answer = await debarments.ask({
        viewer: PUBLIC_VIEWER,
        document: `{
        exclusions(filter: { name: "abb maintenance", namePrefix: "kc" }) { nodes { name otherNames } }
        ice: exclusions(filter: { excludingAgency: "dhs-ice", samNumber: "S4MR3MPN0" }) {
          nodes { name terminatesOn status postal: address { postalCode country } }
        }
      }`,
      });
      expect(answer.data).toEqual({
        exclusions: {
          nodes: [
            {
              name: 'KC JANITORIAL SERVICES, LLC',
              otherNames: [
                'ABB MAINTENANCE, LLC',
                'MIDWEST MANAGEMENT, INC.',
                'MMC PROFESSIONAL CLEANING, INC.',
                'UNITED MANAGEMENT, LLC',
                'ABRORKHODJA ASKARKHODJAEV',
              ],
            },
          ],
        },
        ice: {
          nodes: [
            {
              name: 'KC JANITORIAL SERVICES, LLC',
              terminatesOn: '2022-04-26',
              status: 'TERMINATED',
              postal: { postalCode: '66204-3028', country: 'US' },
            },
          ],
        },
      });
    });

    test('the same file again changes nothing', async () => {
      expect(await debarments.feed('sam-exclusions', linesOf(SAMPLE))).toMatchObject({
        alreadyDone: true,
        read: 8_245,
      });
    });

    test('rows of 2023 in the current header; equal rows are one entry, and the rest has left the list', async () => {
      const lines = linesOf(CURRENT);
      const counts = await debarments.feed('sam-exclusions', lines);
      expect(counts).toMatchObject({
        read: lines.length - 1,
        accepted: lines.length - 1,
        rejected: 0,
        closed: 8_240,
      });
      expect(await count('exclusion where cardinality(delisted_ons) = 0')).toBe(15);
      expect(await count('exclusion where excluding_agency is null and cardinality(delisted_ons) = 0')).toBe(
        5,
      );
    });

    test('a cross-reference leads to the listed person, and to no namesake of itself', async () => {
      const answer = await debarments.ask({
        viewer: PUBLIC_VIEWER,
        document: `{
        exclusions(filter: { name: "Terra Klean Solutions" }) { nodes { name crossReferences { name } } }
      }`,
      });
      expect(answer.data).toEqual({
        exclusions: {
          nodes: [
            { name: 'ANTONIO FLORES III', crossReferences: [{ name: 'TERRA KLEAN SOLUTIONS INC.' }] },
            { name: 'TERRA KLEAN SOLUTIONS INC.', crossReferences: [{ name: 'ANTONIO FLORES III' }] },
          ],
        },
      });
    });
  },
);
