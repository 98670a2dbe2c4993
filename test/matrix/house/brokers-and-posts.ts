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
}
