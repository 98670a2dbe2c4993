import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestHouse, testHouse } from '../../world/house.ts';
import { AGREEMENT_COLUMNS, agreementRows, organizations } from './askers.ts';
import { brokersAndPosts } from './brokers-and-posts.ts';
import { decide } from './decisions.ts';
import { type Feeding, writeFeed } from './feed.ts';
import { entriesAndSeizures } from './goods-records.ts';
import { importerRecords } from './importer-records.ts';
import { type InventedImporter, inventedImporters } from './invented-importers.ts';
import { type InventedSeizure, inventedSeizures } from './invented-seizures.ts';
import { type SampleOfOwner, sampleOfOwner } from './sample-of-owner.ts';
import { type ToldToCbp, toldToCbp } from './told-to-cbp.ts';

export interface MatrixHouse {
  readonly house: TestHouse;
  readonly importers: readonly InventedImporter[];
  readonly seizures: readonly InventedSeizure[];
  readonly sampled: SampleOfOwner;
  readonly told: ToldToCbp;
  close(): Promise<void>;
}

/** Enough for the house to open; the matrix asks only of its own. */
const SMALL = { importers: 5, entries: 100, brokers: 2, posts: 2, recordations: 0, exclusions: 0 };

/** The whole house with the invented records of the matrix in it, brought in as every record is. */
export async function matrixHouse(): Promise<MatrixHouse> {
  const house = await testHouse(SMALL);
  const folder = mkdtempSync(join(tmpdir(), 'gs-matrix-'));
  const importers = inventedImporters();
  const seizures = inventedSeizures();
  const feed: Feeding = async (name, columns, rows) => {
    const counts = await house.feed(name, writeFeed(folder, name, columns, rows));
    if (counts.rejected > 0) throw new Error(`${name}: ${counts.rejected} rows of the matrix were rejected`);
  };
  await feed(
    'agreements',
    AGREEMENT_COLUMNS,
    agreementRows(organizations(importers.map(({ number }) => number))),
  );
  await brokersAndPosts(feed, importers);
  await importerRecords(feed, importers);
  await entriesAndSeizures(feed, importers, seizures);
  await decide(house, importers, seizures);
  return {
    house,
    importers,
    seizures,
    sampled: await sampleOfOwner(house, seizures),
    told: await toldToCbp(house, importers),
    async close() {
      rmSync(folder, { recursive: true });
      await house.close();
    },
  };
}
