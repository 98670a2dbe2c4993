import { CASCADE_UEI } from '@good-standing/gateway/world/cast.ts';
import { TODAY } from '../today.ts';
import { ago, type Feeding } from './feed.ts';
import type { InventedImporter } from './invented-importers.ts';

/** A term in force today, or one that ended yesterday. */
function term(state: string | undefined) {
  return { listed_on: ago(300), until_on: state === 'lapsed' ? ago(1) : '' };
}

/** Importers as they are in matrix.md, with something of everything that they disclose. */
export async function importerRecords(feed: Feeding, importers: readonly InventedImporter[]): Promise<void> {
  await feed(
    'importers',
    'number,previous_numbers,name,other_names,kind,mailing_lines,mailing_city,mailing_region,mailing_postal_code,mailing_country,physical_lines,physical_city,physical_region,physical_postal_code,physical_country,registry_status,last_used_on,year_organized,organized_in,naics,business_description,website,entries_per_year,anticipated_value_usd,uei,cage,duns,lei',
    importers.map(({ number, previous, name, nth }) => ({
      number,
      previous_numbers: `${previous}|${ago(400)}`,
      name: nth === PROPOSED ? EXCLUDED_NAME : name,
      other_names: `DBA|${name} TRADING`,
      kind: 'LLC',
      mailing_lines: `${nth} MATRIX ST`,
      mailing_city: 'INVENTION',
      mailing_region: 'WA',
      mailing_postal_code: nth === PROPOSED ? EXCLUDED_POSTAL_CODE : '98100',
      mailing_country: 'US',
      registry_status: 'ACTIVE',
      last_used_on: ago(9),
      year_organized: 1999,
      business_description: 'INVENTED',
      uei: nth === 0 ? CASCADE_UEI : '',
    })),
  );
  const declared = { country: 'US', percent: 60, from_on: ago(700) };
  await feed(
    'importer-disclosures',
    'number,kind,name,related_number,country,percent,basis,controlling,value_usd,from_on,until_on,description',
    importers.flatMap(({ number }) => [
      { ...declared, number, kind: 'OWNER', name: 'INVENTED OWNER', controlling: 'Y' },
      {
        ...declared,
        number,
        kind: 'AFFILIATE',
        name: 'INVENTED AFFILIATE',
        basis: 'CONTROL',
        until_on: ago(1),
      },
      { number, kind: 'ASSET', country: 'US', value_usd: '1000.00', description: 'WAREHOUSE' },
    ]),
  );
  await feed(
    'bonds',
    'bond_number,number,bond_type,activity,surety_code,amount_usd,effective_on,terminated_on',
    importers.map(({ number, nth }) => ({
      bond_number: `79${nth}`,
      number,
      bond_type: 'CONTINUOUS',
      activity: '1',
      surety_code: '036',
      amount_usd: 50_000,
      effective_on: ago(800),
    })),
  );
  const certified = importers.filter(({ facts }) => facts.certification !== 'none');
  await feed(
    'confidentiality-certifications',
    'certification,number,received_on,names',
    certified.map(({ number, name, nth, facts }) => ({
      certification: `INV-MTX-${nth}`,
      number,
      received_on: facts.certification === 'lapsed' ? TODAY.subtract({ years: 2, days: 1 }) : ago(300),
      names: `${name};${name} TRADING`,
    })),
  );
  await feed(
    'trusted-listings',
    'number,programme,name,mode,listed_on,until_on',
    importers.flatMap(({ number, name, facts }) => [
      ...(facts['trusted listing'] === 'none'
        ? []
        : [{ number, name, programme: 'TRUSTED', ...term(facts['trusted listing']) }]),
      ...(facts['known shipper'] === 'none'
        ? []
        : [{ number, name, programme: 'KNOWN_SHIPPER', mode: 'EXPRESS', ...term(facts['known shipper']) }]),
    ]),
  );
}

/** The exclusion of the cast is linked to importer 0 by its identifier; to this one a link is proposed, by name and postal code. */
export const PROPOSED = 1;
const EXCLUDED_NAME = 'CASCADE NUTRITION LLC';
const EXCLUDED_POSTAL_CODE = '98101';
