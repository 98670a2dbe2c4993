import { DISCLOSURE_RULES, existsFor } from '@good-standing/kernel/disclosure/rules.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { AURORA, BEACON, HALCYON, LUMEN, MERIDIAN, QUMAR, VIGIL, XANADU } from './cast.ts';
import { feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

interface Party {
  readonly key: string;
  readonly name: string;
  readonly audience: Audience;
  readonly subject?: string;
  readonly agency?: string;
  readonly authority: string;
  readonly purposes: string;
  /** Days before today on which the agreement ended. */
  readonly expiredAgo?: number;
  readonly revokedAgo?: number;
  readonly identifiersPerDay?: number;
}

const ITDS = '19 USC 1411(d)';
const PGA_PURPOSES = 'RISK_ASSESSMENT;ADMISSIBILITY';

const PARTIES: readonly Party[] = [
  {
    key: 'cbp',
    name: 'U.S. Customs and Border Protection (invented desk)',
    audience: 'CBP',
    authority: '6 USC 211',
    purposes: 'ENFORCEMENT;ADMISSIBILITY;RISK_ASSESSMENT;IDENTITY',
  },
  {
    key: 'fda',
    name: 'Food and Drug Administration (invented desk)',
    audience: 'PGA',
    agency: 'FDA',
    authority: ITDS,
    purposes: `${PGA_PURPOSES};IDENTITY`,
  },
  {
    key: 'cpsc',
    name: 'Consumer Product Safety Commission (invented desk)',
    audience: 'PGA',
    agency: 'CPS',
    authority: ITDS,
    purposes: PGA_PURPOSES,
  },
  {
    key: 'aphis',
    name: 'Animal and Plant Health Inspection Service (invented desk)',
    audience: 'PGA',
    agency: 'APH',
    authority: ITDS,
    purposes: PGA_PURPOSES,
    expiredAgo: 30,
  },
  {
    key: 'atf',
    name: 'Bureau of Alcohol, Tobacco, Firearms and Explosives (invented desk)',
    audience: 'PGA',
    agency: 'ATF',
    authority: ITDS,
    purposes: PGA_PURPOSES,
    revokedAgo: 10,
  },
  {
    key: 'aurora',
    name: 'Aurora Kitchenware LLC (invented)',
    audience: 'IMPORTER',
    subject: AURORA,
    authority: '5 USC 552a(d)',
    purposes: 'OWN_RECORD',
  },
  {
    key: 'beacon',
    name: 'Beacon Customs Brokerage (invented)',
    audience: 'BROKER',
    subject: BEACON,
    authority: '19 CFR 111.24',
    purposes: 'CLIENT_SERVICE',
  },
  {
    key: 'bazaar',
    name: 'Bazaar Marketplace (invented)',
    audience: 'PLATFORM',
    authority: 'EO 13904 § 1',
    purposes: 'SELLER_SCREENING',
  },
  {
    key: 'lumen',
    name: 'Lumen Optics (invented)',
    audience: 'RIGHTS_HOLDER',
    subject: LUMEN,
    authority: '19 CFR 133.21; 19 USC 1628a',
    purposes: 'IPR_PROTECTION',
  },
  {
    key: 'meridian',
    name: 'Meridian Footwear (invented)',
    audience: 'RIGHTS_HOLDER',
    subject: MERIDIAN,
    authority: '19 CFR 133.21; 19 USC 1628a',
    purposes: 'IPR_PROTECTION',
  },
  {
    key: 'swift',
    name: 'Swift Express (invented)',
    audience: 'CARRIER',
    authority: 'EO 13904 § 3(a)',
    purposes: 'CARRIAGE',
    identifiersPerDay: 2_500_000,
  },
  {
    key: 'qumar',
    name: 'Invented Post of Qumar',
    audience: 'POST',
    subject: QUMAR,
    authority: 'EO 13904 § 5',
    purposes: 'POSTAL_COOPERATION',
  },
  {
    key: 'usps',
    name: 'United States Postal Service (invented desk)',
    audience: 'USPS',
    authority: 'EO 13904 § 4(a)',
    purposes: 'POSTAL_COOPERATION',
  },
  {
    key: 'halcyon',
    name: 'Halcyon Tools (invented)',
    audience: 'RIGHTS_HOLDER',
    subject: HALCYON,
    authority: '19 CFR 133.21; 19 USC 1628a',
    purposes: 'IPR_PROTECTION',
  },
  {
    key: 'vigil',
    name: 'Vigil Brand Protection (invented)',
    audience: 'RIGHTS_HOLDER',
    subject: VIGIL,
    authority: '19 CFR 133.21; 19 USC 1628a',
    purposes: 'IPR_PROTECTION',
  },
  {
    key: 'xanadu',
    name: 'Invented Post of Xanadu',
    audience: 'POST',
    subject: XANADU,
    authority: 'EO 13904 § 5',
    purposes: 'POSTAL_COOPERATION',
  },
];

/** The sharing agreements of the cast, each granting all that its audience may have. */
export function agreementFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-agreements.csv`, [
    'organization',
    'name',
    'address',
    'audience',
    'subject',
    'agency',
    'agreement',
    'authority',
    'rules',
    'purposes',
    'effective_on',
    'expires_on',
    'revoked_on',
    'identifiers_per_day',
  ]);
  PARTIES.forEach((party, nth) => {
    file.row([
      party.key,
      party.name,
      `${nth + 1} Sample Plaza, Exampleton, ZZ 00000`,
      party.audience,
      party.subject ?? '',
      party.agency ?? '',
      `INV-AGR-${String(nth + 1).padStart(3, '0')}`,
      party.authority,
      granted(party.audience),
      party.purposes,
      setting.days.ago(900),
      party.expiredAgo === undefined ? setting.days.ahead(1_500) : setting.days.ago(party.expiredAgo),
      party.revokedAgo === undefined ? '' : setting.days.ago(party.revokedAgo),
      party.identifiersPerDay?.toString() ?? '',
    ]);
  });
  return { feed: 'agreements', file: file.path, rows: file.close() };
}

function granted(audience: Audience): string {
  return Object.keys(DISCLOSURE_RULES)
    .filter((rule) => existsFor(rule as keyof typeof DISCLOSURE_RULES, audience))
    .join(';');
}
