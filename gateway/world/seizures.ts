import { castSeizures } from './cast-seizures.ts';
import { crowdSeizure } from './crowd-seizures.ts';
import { feedFile } from './feed-file.ts';
import { halcyonSeizures } from './halcyon-seizures.ts';
import { publicationFiles } from './publications.ts';
import { SEIZURE_COLUMNS, type SeizureRow } from './seizure-row.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Seizures to a thousand entries. */
const A_THOUSAND = 20;

/** Seizures, and what CBP published of them. */
export function seizureFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  const publications = publicationFiles(setting);
  const file = feedFile(`${setting.folder}/invented-seizures.csv`, SEIZURE_COLUMNS);
  const write = (row: SeizureRow) => {
    file.row(SEIZURE_COLUMNS.map((column) => row[column] ?? ''));
    if (row.line === 1) publications.seizure(row);
  };
  for (const row of castSeizures(setting)) write(row);
  for (const row of halcyonSeizures(setting)) write(row);
  const random = setting.stream('seizures');
  const crowd = Math.floor((setting.size.entries * A_THOUSAND) / 1_000);
  for (let nth = 0; nth < crowd; nth += 1) {
    for (const row of crowdSeizure(setting, random, nth)) write(row);
  }
  return [{ feed: 'seizures', file: file.path, rows: file.close() }, ...publications.close()];
}
