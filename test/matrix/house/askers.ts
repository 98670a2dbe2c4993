import type { PersonaName } from '@good-standing/gateway/authenticate/personas.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import { TODAY } from '../today.ts';
import type { FeedRows } from './feed.ts';

/** Who asks: an organisation under one agreement, as matrix.md describes viewers. */
export interface Asker {
  readonly audience: string;
  readonly agreement: string;
  readonly relation: 'related' | 'stranger';
  readonly purpose: string;
  /** Null: no token. */
  readonly as: PersonaName | null;
  readonly organization: string;
}

interface Organization {
  readonly key: string;
  readonly as: PersonaName;
  readonly audience: string;
  readonly agreement: string;
  readonly relation: 'related' | 'stranger';
  readonly subject?: string;
  readonly agency?: string;
}

export const BROKER = '07901';
export const OTHER_BROKER = '07902';
export const OWNER = 'IPRR-09001';
const OTHER_OWNER = 'IPRR-09002';
/** Verified agents of the owner: of today, and until yesterday. */
export const AGENT = 'IPRR-09003';
export const FORMER_AGENT = 'IPRR-09004';
export const BY_AGENT = 'matrix-agent';
export const POST = 'XBA';
const OTHER_POST = 'XCA';
const NOBODY = '07-000000100';

/** What audiences ask for when they ask for nothing in particular; to no rule does it matter. */
const USUAL = 'CARRIAGE';
const AGENCY_PURPOSES = ['ADMISSIBILITY', 'RISK_ASSESSMENT', 'ENFORCEMENT', 'IDENTITY'];

const AUDIENCES: readonly {
  readonly as: PersonaName;
  readonly audience: string;
  readonly own?: Pick<Organization, 'subject' | 'agency'>;
  readonly others?: Pick<Organization, 'subject' | 'agency'>;
}[] = [
  { as: 'cbp', audience: 'CBP' },
  { as: 'pga', audience: 'PGA', own: { agency: 'FDA' }, others: { agency: 'CPS' } },
  { as: 'importer', audience: 'IMPORTER', others: { subject: NOBODY } },
  { as: 'broker', audience: 'BROKER', own: { subject: BROKER }, others: { subject: OTHER_BROKER } },
  { as: 'carrier', audience: 'CARRIER' },
  { as: 'post', audience: 'POST', own: { subject: POST }, others: { subject: OTHER_POST } },
  { as: 'usps', audience: 'USPS' },
  { as: 'platform', audience: 'PLATFORM' },
  {
    as: 'rights-holder',
    audience: 'RIGHTS_HOLDER',
    own: { subject: OWNER },
    others: { subject: OTHER_OWNER },
  },
];
const AGREEMENTS = ['granted', 'not granted', 'expired', 'revoked'];

/** @param self importers that ask for themselves: one organisation for each agreement of each. */
export function organizations(self: readonly string[]): readonly Organization[] {
  const found: Organization[] = [];
  for (const { as, audience, own, others } of AUDIENCES) {
    for (const agreement of AGREEMENTS) {
      const key = (relation: string) => `matrix-${as}-${relation}-${AGREEMENTS.indexOf(agreement)}`;
      if (own !== undefined)
        found.push({ key: key('related'), as, audience, agreement, relation: 'related', ...own });
      found.push({ key: key('stranger'), as, audience, agreement, relation: 'stranger', ...others });
    }
  }
  const agent = { as: 'rights-holder', audience: 'RIGHTS_HOLDER', agreement: 'granted' } as const;
  found.push({ ...agent, key: BY_AGENT, relation: 'related', subject: AGENT });
  found.push({ ...agent, key: 'matrix-former-agent', relation: 'stranger', subject: FORMER_AGENT });
  self.forEach((subject, nth) => {
    for (const agreement of AGREEMENTS) {
      const key = selfOrganization(nth, agreement);
      found.push({ key, as: 'importer', audience: 'IMPORTER', agreement, relation: 'related', subject });
    }
  });
  return found;
}

export function selfOrganization(nth: number, agreement: string): string {
  return `matrix-self-${nth}-${AGREEMENTS.indexOf(agreement)}`;
}

/** Whom importers consent to, and another. */
export const PLATFORM = 'matrix-platform-stranger-0';
export const ANOTHER_PLATFORM = 'matrix-platform-stranger-1';

const NOBODY_IN_PARTICULAR: Asker = {
  audience: 'PUBLIC',
  agreement: 'none',
  relation: 'stranger',
  purpose: 'other',
  as: null,
  organization: '',
};

/** @param self the importer, by its place, that asks for itself. */
export function everyAsker(self: number): readonly Asker[] {
  const asking = organizations(['']).flatMap(
    ({ key, as, audience, agreement, relation }): readonly Asker[] => {
      const organization = key.startsWith('matrix-self') ? selfOrganization(self, agreement) : key;
      if (agreement === 'expired' || agreement === 'revoked') {
        return [{ ...NOBODY_IN_PARTICULAR, agreement, as, organization }];
      }
      const asker = { audience, agreement, relation, purpose: 'other', as, organization };
      const purposes = audience === 'PGA' ? AGENCY_PURPOSES : ['IDENTITY'];
      return agreement === 'granted'
        ? [asker, ...purposes.map((purpose) => ({ ...asker, purpose }))]
        : [asker];
    },
  );
  return [NOBODY_IN_PARTICULAR, ...asking];
}

/** {@link everyAsker}, but of those whose agreement has ended two, and all for their usual purpose. */
export function usualAskers(self: number): readonly Asker[] {
  const ended = [selfOrganization(self, 'revoked'), 'matrix-pga-related-2'];
  return everyAsker(self).filter(({ audience, agreement, purpose, organization }) =>
    audience === 'PUBLIC' ? agreement === 'none' || ended.includes(organization) : purpose === 'other',
  );
}

/** The header that asks for the asker's purpose; none where it has no agreement to choose from. */
export function purposeOf({ audience, purpose }: Asker): string | undefined {
  if (audience === 'PUBLIC') return undefined;
  return purpose === 'other' ? USUAL : purpose;
}

export const AGREEMENT_COLUMNS =
  'organization,name,address,audience,subject,agency,agreement,authority,rules,purposes,effective_on,expires_on,revoked_on';

export function agreementRows(all: readonly Organization[]): FeedRows {
  return all.map(({ key, audience, agreement, subject, agency }, nth) => ({
    organization: key,
    name: `${key} (invented)`,
    address: `${nth} Matrix Row, Exampleton, ZZ 00000`,
    audience,
    subject,
    agency,
    agreement: `INV-MTX-${nth}`,
    authority: 'invented',
    rules: agreement === 'not granted' ? '' : Object.keys(DISCLOSURE_RULES).join(';'),
    purposes: [USUAL, ...AGENCY_PURPOSES].join(';'),
    effective_on: TODAY.subtract({ days: 900 }),
    expires_on: agreement === 'expired' ? TODAY.subtract({ days: 1 }) : TODAY.add({ days: 900 }),
    revoked_on: agreement === 'revoked' ? TODAY : '',
  }));
}
