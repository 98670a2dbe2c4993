import { random } from '@good-standing/gateway/world/random.ts';
import { DISCLOSURE_RULES, type DisclosureRule, existsFor } from '@good-standing/kernel/disclosure/rules.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { type Row, rowsOf, type World, withRows } from './feeds.ts';

/** An organisation as its agreement has it on the day of the world; audience PUBLIC where none is in force. */
export interface Party {
  readonly name: string;
  /** What its token says; null: it comes without one. */
  readonly token: { readonly organization: string; readonly audience: Audience } | null;
  readonly audience: Audience;
  /** Natural key of its own record: an importer number, a licence, a post, an owner of recordations. */
  readonly subject: string;
  readonly agency: string;
  readonly rules: ReadonlySet<string>;
  readonly purposes: readonly string[];
}

/** Without a token. */
export const NOBODY: Party = {
  name: 'nobody',
  token: null,
  audience: 'PUBLIC',
  subject: '',
  agency: '',
  rules: new Set(),
  purposes: [],
};

interface Added {
  readonly organization: string;
  readonly audience: Audience;
  readonly subject?: string;
  readonly agency?: string;
  /** Rules that its audience could have, and its agreement does not grant. */
  readonly without?: readonly DisclosureRule[];
  readonly purposes: string;
  readonly effective?: string;
  readonly expires?: string;
  readonly revoked?: string;
}

/** Beside the cast: rivals, agreements that grant less, and such as do not hold. */
const ADDED: readonly Added[] = [
  {
    organization: 'fda-lean',
    audience: 'PGA',
    agency: 'FDA',
    without: ['IMPORTER_NAME', 'IMPORTER_OWNERSHIP', 'ENTRY_COMMERCIAL', 'KNOWN_SHIPPER', 'SEIZURE_CASE'],
    purposes: 'IDENTITY;ADMISSIBILITY',
  },
  {
    organization: 'epa',
    audience: 'PGA',
    agency: 'EPA',
    without: ['ENTRY_LINES', 'EXCLUSION_LINK', 'IMPORTER_NUMBER', 'CTPAT_STATUS', 'BROKER_CLIENTS'],
    purposes: 'RISK_ASSESSMENT',
  },
  {
    organization: 'fcc',
    audience: 'PGA',
    agency: 'FCC',
    purposes: 'RISK_ASSESSMENT',
    effective: '2026-12-01',
    expires: '2028-12-01',
  },
  { organization: 'borealis', audience: 'IMPORTER', subject: '07-000000200', purposes: 'OWN_RECORD' },
  {
    organization: 'cascade',
    audience: 'IMPORTER',
    subject: '07-000000300',
    without: ['SEIZURE_LIMITED', 'PENALTY', 'EXCLUSION_LINK', 'IMPORTER_PROFILE'],
    purposes: 'OWN_RECORD',
  },
  { organization: 'dune', audience: 'IMPORTER', subject: '000-12-3456', purposes: 'OWN_RECORD;IDENTITY' },
  { organization: 'compass', audience: 'BROKER', subject: '07002', purposes: 'CLIENT_SERVICE' },
  {
    organization: 'beacon-lean',
    audience: 'BROKER',
    subject: '07001',
    without: ['IMPORTER_NAME', 'IMPORTER_CONTACT', 'ENTRY_COMMERCIAL', 'KNOWN_SHIPPER', 'SEIZURE_PARTIES'],
    purposes: 'CLIENT_SERVICE',
  },
  {
    organization: 'bazaar-lean',
    audience: 'PLATFORM',
    without: ['KNOWN_SHIPPER', 'IMPORTER_NAME'],
    purposes: 'SELLER_SCREENING',
  },
  {
    organization: 'lumen-lean',
    audience: 'RIGHTS_HOLDER',
    subject: 'IPRR-07001',
    without: ['SEIZURE_PARTIES', 'SEIZURE_REDACTED_IMAGES', 'SEIZURE_IMAGES'],
    purposes: 'IPR_PROTECTION',
  },
  { organization: 'owner', audience: 'RIGHTS_HOLDER', subject: 'IPRR-10000', purposes: 'IPR_PROTECTION' },
];

/**
 * Parties whose agreements grant about half of what their audience could have, another half
 * in each world: where a field tells what another rule is for, one of them has the one and
 * not the other.
 */
const HALVES: readonly Omit<Added, 'without'>[] = [
  {
    organization: 'half-fda',
    audience: 'PGA',
    agency: 'FDA',
    purposes: 'RISK_ASSESSMENT;IDENTITY;ADMISSIBILITY',
  },
  { organization: 'half-aurora', audience: 'IMPORTER', subject: '07-000000100', purposes: 'OWN_RECORD' },
  { organization: 'half-cascade', audience: 'IMPORTER', subject: '07-000000300', purposes: 'OWN_RECORD' },
  { organization: 'half-beacon', audience: 'BROKER', subject: '07001', purposes: 'CLIENT_SERVICE' },
  {
    organization: 'half-lumen',
    audience: 'RIGHTS_HOLDER',
    subject: 'IPRR-07001',
    purposes: 'IPR_PROTECTION',
  },
  { organization: 'half-qumar', audience: 'POST', subject: 'QMA', purposes: 'OWN_RECORD' },
];

function halves(seed: number): readonly Added[] {
  const rules = Object.keys(DISCLOSURE_RULES) as DisclosureRule[];
  return HALVES.map((half) => {
    const draw = random(`grants ${seed} ${half.organization}`);
    return { ...half, without: rules.filter(() => draw.chance(0.5)) };
  });
}

/** The world with the agreements of the added parties behind those of the cast. */
export function withParties(world: World, seed: number): World {
  const rows = [...ADDED, ...halves(seed)].map((party, nth): Row => {
    const { organization, audience, without = [] } = party;
    const granted = Object.keys(DISCLOSURE_RULES).filter(
      (rule) => existsFor(rule as DisclosureRule, audience) && !without.some((withheld) => withheld === rule),
    );
    return {
      organization,
      name: `Invented ${organization}`,
      address: `${nth + 1} Added Plaza, Exampleton, ZZ 00000`,
      audience,
      subject: party.subject ?? '',
      agency: party.agency ?? '',
      agreement: `INV-ADD-${String(nth + 1).padStart(3, '0')}`,
      authority: 'an invented authority',
      rules: granted.join(';'),
      purposes: party.purposes,
      effective_on: party.effective ?? '2024-01-01',
      expires_on: party.expires ?? '2030-01-01',
      revoked_on: party.revoked ?? '',
    };
  });
  return withRows(world, 'agreements', [...rowsOf(world, 'agreements'), ...rows]);
}

/** Everyone who may ask in a world, from its agreements. */
export function partiesOf(world: World, today: string): readonly Party[] {
  const parties = rowsOf(world, 'agreements').map((row): Party => {
    const {
      organization = '',
      revoked_on: revoked = '',
      effective_on: from = '',
      expires_on: until = '',
    } = row;
    const audience = row.audience as Audience;
    const holds = from <= today && today <= until && (revoked === '' || revoked > today);
    const token = { organization, audience };
    if (!holds) return { ...NOBODY, name: organization, token };
    return {
      name: organization,
      token,
      audience,
      subject: row.subject ?? '',
      agency: row.agency ?? '',
      rules: new Set((row.rules ?? '').split(';')),
      purposes: (row.purposes ?? '').split(';'),
    };
  });
  return [NOBODY, ...parties];
}
