import { castCase } from './cast-seizures.ts';
import { feedFile } from './feed-file.ts';
import type { SeizureRow } from './seizure-row.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** What is published: the latest first is not needed, only how many at most. */
const MOST = 2_000;
/** Of cases at an end in the mail and express environments, and of pending ones. */
const PUBLISHED = 0.35;
const NOTICED = 0.3;
const NOTICE_PUBLISHED = 0.2;
const WITHDRAWN = 0.03;

/** The goods of each ground, in words of a decision: no party, number or mark. */
const GOODS: Readonly<Record<string, string>> = {
  IPR_TRADEMARK: 'Consumer goods bearing counterfeit marks',
  IPR_COPYRIGHT: 'Pirated copies of a printed work',
  NARCOTICS: 'Tablets of a controlled substance',
  CONTRABAND: 'Goods whose importation is prohibited',
  UNDERVALUATION: 'Apparel declared far below its value',
  ORIGIN: 'Furniture declared as of another country',
  PRODUCT_SAFETY: 'Toys with parts that small children can swallow',
  FOOD_SAFETY: 'Food supplements with an undeclared drug',
};
const LAWS: Readonly<Record<string, string>> = {
  IPR_TRADEMARK: '19 USC 1526(e)',
  IPR_COPYRIGHT: '17 USC 602; 19 USC 1595a(c)',
  NARCOTICS: '19 USC 1595a(c); 21 USC 952',
};

export interface PublicationFiles {
  /** Of a seizure as it is written to its own feed; the first row of each. */
  seizure(row: SeizureRow): void;
  close(): readonly WrittenFeed[];
}

/** What CBP published of the seizures of the world, written beside them: notices of forfeiture, and its decisions. */
export function publicationFiles(setting: WorldSetting): PublicationFiles {
  const { folder, days } = setting;
  const random = setting.stream('publications');
  const notices = feedFile(`${folder}/invented-forfeiture-notices.csv`, [
    'case_number',
    'published_on',
    'seized_on',
    'port',
    'description',
    'quantity',
    'unit',
    'law_violated',
  ]);
  const publications = feedFile(`${folder}/invented-seizure-publications.csv`, [
    'case_number',
    'decided_on',
    'decision',
    'description',
    'note',
  ]);
  const ofCast = new Set([castCase(4), castCase(25)].map(String));
  let published = 0;

  function endedCase(row: SeizureRow): void {
    const isChosen = ofCast.has(String(row.case_number)) || random.chance(PUBLISHED);
    const decided = afterDay(row.forfeited_on, 15);
    if (!isChosen || published >= MOST || decided === null) return;
    published += 1;
    publications.row([
      row.case_number ?? '',
      decided,
      'PUBLISH',
      GOODS[String(row.grounds)] ?? 'Goods seized',
      'Invented decision of the publication desk',
    ]);
    const withdrawn = decided.add({ days: 5 });
    if (!random.chance(WITHDRAWN) || Temporal.PlainDate.compare(withdrawn, days.today) > 0) return;
    publications.row([row.case_number ?? '', withdrawn, 'WITHDRAW', '', 'Invented withdrawal']);
  }

  function pendingCase(row: SeizureRow): void {
    const noticed = afterDay(row.seizure_notice_on, 1);
    if (noticed === null || !random.chance(NOTICED)) return;
    notices.row([
      row.case_number ?? '',
      noticed,
      row.seized_on ?? '',
      row.port ?? '',
      `${row.quantity_at_seizure ?? ''} ${row.unit ?? ''} OF ${row.description_at_seizure ?? 'GOODS'}`,
      row.quantity_at_seizure ?? '',
      row.unit ?? '',
      LAWS[String(row.grounds)] ?? '19 USC 1595a(c)',
    ]);
    if (published >= MOST || !random.chance(NOTICE_PUBLISHED)) return;
    published += 1;
    publications.row([row.case_number ?? '', noticed, 'PUBLISH', '', 'Invented: the notice is public']);
  }

  /** Null where there is no such day, or it has not come. */
  function afterDay(cell: SeizureRow[keyof SeizureRow], count: number): Temporal.PlainDate | null {
    if (cell === undefined || cell === null || cell === '') return null;
    const day = Temporal.PlainDate.from(String(cell)).add({ days: count });
    return Temporal.PlainDate.compare(day, days.today) > 0 ? null : day;
  }

  return {
    seizure(row) {
      const isTold = row.environment === 'MAIL' || row.environment === 'EXPRESS';
      const isHeld = row.law_enforcement_hold === 'Y' || row.national_security_hold === 'Y';
      if (!isTold || isHeld || row.seized_on === undefined || row.seized_on === '') return;
      if (row.forfeited_on === undefined || row.forfeited_on === '') pendingCase(row);
      else endedCase(row);
    },
    close: () => [
      { feed: 'forfeiture-notices', file: notices.path, rows: notices.close() },
      { feed: 'seizure-publications', file: publications.path, rows: publications.close() },
    ],
  };
}
