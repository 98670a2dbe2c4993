import type { TrustedImportersQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Dataset } from './dataset.ts';
import { paged } from './paged.ts';

type Listing = TrustedImportersQuery['trustedImporters']['nodes'][number];

/** By name. */
export const trustedImporters: Dataset = {
  name: 'trusted-importers',
  title: 'Trusted importers',
  says: 'The registry of importers that CBP has vetted. Importers join it by their own choice: not being listed says nothing against anyone.',
  authority: 'E-Commerce Strategy, objective 4.2',
  source: 'The list of trusted importers of CBP',
  parameters: {},
  columns: [
    { name: 'name', datatype: 'string', of: 'TrustedListing.name' },
    { name: 'mode', datatype: 'string', of: 'TrustedListing.mode' },
    { name: 'listed_on', datatype: 'date', of: 'TrustedListing.listedOn' },
    { name: 'until', datatype: 'date', of: 'TrustedListing.until' },
  ],
  rows: ({ ask }) =>
    paged<Listing>(
      ask,
      { document: 'public/trusted-importers', field: 'trustedImporters' },
      ({ name, mode, listedOn, until }) => ({ name, mode, listed_on: listedOn, until }),
    ),
};
