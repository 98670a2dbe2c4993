import { BROKER, OTHER_BROKER, POST } from './askers.ts';
import { ago, type Feeding } from './feed.ts';
import type { InventedImporter } from './invented-importers.ts';

/** Every importer is a client of the one broker today, and of the other until yesterday. */
export async function brokersAndPosts(feed: Feeding, importers: readonly InventedImporter[]): Promise<void> {
  await feed('brokers', 'license_number,name,filer_codes,ctpat_consent', [
    { license_number: BROKER, name: 'MATRIX BROKERAGE', filer_codes: 'M1X', ctpat_consent: 'N' },
    { license_number: OTHER_BROKER, name: 'MATRIX CLEARANCE', filer_codes: 'M2X', ctpat_consent: 'Y' },
  ]);
  await feed('broker-statuses', 'license_number,programme,status,from_on,until_on', [
    { license_number: BROKER, programme: 'CTPAT', status: 'VALIDATED', from_on: ago(900) },
    { license_number: OTHER_BROKER, programme: 'CTPAT', status: 'CERTIFIED', from_on: ago(900) },
  ]);
  await feed(
    'broker-clients',
    'license_number,importer_number,from_on,until_on',
    importers.flatMap(({ number }) => [
      { license_number: BROKER, importer_number: number, from_on: ago(900) },
      { license_number: OTHER_BROKER, importer_number: number, from_on: ago(900), until_on: ago(1) },
    ]),
  );
  await feed('posts', 'code,name,country,designated_operator', [
    { code: POST, name: 'Invented Post of the Matrix', country: 'XB', designated_operator: 'Y' },
    { code: 'XCA', name: 'Another Invented Post', country: 'XC', designated_operator: 'Y' },
  ]);
  await feed('post-quarters', Object.keys(QUARTER).join(','), [QUARTER]);
  await feed('quarter-closings', 'quarter,closed_on', [{ quarter: QUARTER.quarter, closed_on: ago(1) }]);
}

/** The last quarter that is over, for which the world has a threshold. */
const QUARTER = {
  code: POST,
  quarter: '2026-Q3',
  items: '1000',
  aed_exempt: 'N',
  targeted_items: '20',
  targeted_inspected: '10',
  targeted_narcotics: '0',
  targeted_ipr: '1',
  targeted_other: '0',
  random_inspected: '5',
  random_narcotics: '0',
  random_ipr: '0',
  random_other: '0',
  aed_required: '900',
  aed_compliant: '850',
  aed_quality: '0.9',
  requests_made: '4',
  requests_answered: '3',
  returns_requested: '2',
  returns_honoured: '1',
  blocked_senders: '5',
  blocked_repeats: '1',
};
