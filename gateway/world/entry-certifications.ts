import { CAST_SIZE } from './cast.ts';
import { castEntryNumber } from './entries.ts';
import { feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

const COLUMNS = ['certification', 'entry_number', 'kind', 'lines', 'signed_by', 'signed_on'] as const;

/** What the cast certified with its first entries: one of a line, one of the whole entry. */
export function entryCertificationFeed({ folder, days }: WorldSetting): readonly WrittenFeed[] {
  const file = feedFile(`${folder}/invented-entry-certifications.csv`, COLUMNS);
  for (let nth = 0; nth < CAST_SIZE; nth += 1) {
    const number = castEntryNumber(nth, 1);
    file.row([`INV-CRT-${nth}-1`, number, 'CAATSA', '1', 'INVENTED SIGNER', days.ago(30)]);
    file.row([`INV-CRT-${nth}-2`, number, 'LAWFUL_IMPORTATION', '', 'INVENTED SIGNER', days.ago(30)]);
  }
  return [{ feed: 'entry-certifications', file: file.path, rows: file.close() }];
}
