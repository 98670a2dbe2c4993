import { feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Invented persons on further public lists. */
export function publicListingFeed({ folder, days }: WorldSetting): WrittenFeed {
  const file = feedFile(`${folder}/invented-public-listings.csv`, [
    'list',
    'name',
    'other_names',
    'kind',
    'address',
    'city',
    'region',
    'postal_code',
    'country',
    'listed_on',
    'ended_on',
    'citation',
  ]);
  const firm = (list: string, name: string, others: string, city: string, postal: string, citation: string) =>
    file.row([
      list,
      name,
      others,
      'ORGANIZATION',
      '77 Sample Works Road',
      city,
      '',
      postal,
      'QM',
      days.ago(200),
      '',
      citation,
    ]);
  firm(
    'UFLPA_ENTITY_LIST',
    'SABLE RIDGE COTTON WORKS',
    'SABLE RIDGE TEXTILES',
    'QUMAR CITY',
    '90001',
    '00 FR 00001 (invented)',
  );
  firm(
    'SECTION_1592A_LIST',
    'PALE LANTERN TRADING HOUSE',
    '',
    'QUMAR CITY',
    '90002',
    '00 FR 00002 (invented)',
  );
  firm('EAPA_DETERMINATIONS', 'COPPER HERON FASTENERS', '', 'QUMAR CITY', '90003', 'EAPA 00000 (invented)');
  return { feed: 'public-listings', file: file.path, rows: file.close() };
}
