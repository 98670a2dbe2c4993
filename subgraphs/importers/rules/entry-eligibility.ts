import { type EntryTypeCode, entryType, entryTypeOn } from '@good-standing/kernel/identifiers/entry-type.ts';
import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { RuleStatement } from '@good-standing/kernel/rule/statement.ts';
import { ELIGIBILITY_RULES } from '@good-standing/kernel/rule/statements/eligibility.ts';
import { SECURITY_RULES } from '@good-standing/kernel/rule/statements/security.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import type { Residency } from './residency.ts';
import type { StandingStatus } from './risk-tier.ts';

/** What decides whether an importer may file an entry. */
export interface Filing {
  readonly type: EntryTypeCode;
  /** Null: standing was not determined on that day. */
  readonly status: StandingStatus | null;
  readonly residency: Residency;
  readonly isNumberUsable: boolean;
  readonly hasContinuousBond: boolean;
  /** BS-003: the continuous bond is insufficient. */
  readonly needsSingleBond: boolean;
  /** Tangible assets in the United States of at least the minimum. */
  readonly hasAssets: boolean;
  /** The broker that is to file. Null: none is named. */
  readonly broker: FilingBroker | null;
  /** Entered value in whole cents; null: not said. */
  readonly valueCents: number | null;
  readonly adcvd: boolean;
}

/** A broker as far as it may be told to whoever asks: what is not told is not shown. */
export interface FilingBroker {
  readonly isLicensed: boolean;
  readonly isCtpatValidated: boolean;
}

export interface Eligibility {
  readonly allowed: boolean;
  /** In the order of the rules. */
  readonly deniedBy: readonly RuleStatement[];
  /** What must besides be so for the entry to be accepted. */
  readonly conditions: readonly string[];
  /** What the filer may do instead. */
  readonly alternatives: readonly string[];
}

/** What a rule says against a filing: a denial, and what may be done instead. */
interface Denial {
  readonly rule: RuleStatement;
  readonly alternative: string | null;
}

type EligibilityRule = (filing: Filing, on: Temporal.PlainDate) => Denial | null;

const E = ELIGIBILITY_RULES;
const THROUGH_BROKER = 'File through a licensed and CTPAT-validated broker.';

/** GS-900, the gate of every activity: a status that is not known closes nothing by itself. */
export const activityGate = {
  ...STANDING_RULES['GS-900'],
  isClosed: (status: StandingStatus | null): boolean => status === 'INELIGIBLE' || status === 'NOT_GOOD',
} as const;

/** EF-000. */
const gateFirst: EligibilityRule = ({ status }) =>
  activityGate.isClosed(status) ? { rule: E['EF-000'], alternative: null } : null;

/** EF-001. Of who is undetermined the order's privilege is not shown (policy). */
const informalByUs: EligibilityRule = (filing) => {
  if (!isInformal(filing) || filing.residency === 'US') return null;
  return {
    rule: E['EF-001'],
    alternative: `File type ${filing.adcvd ? '03' : '01'} with a single transaction bond, through a licensed and CTPAT-validated broker.`,
  };
};

/** EF-002. */
const informalWithinLimits: EligibilityRule = (filing, on) => {
  if (!isInformal(filing)) return null;
  const isTooMuch =
    filing.valueCents !== null && filing.valueCents > valueOn(STANDING_PARAMETERS.informalMostCents, on);
  if (!isTooMuch && !filing.adcvd) return null;
  return { rule: E['EF-002'], alternative: `File type ${filing.adcvd ? '03' : '01'}.` };
};

/** EF-003. Only where the continuous bond is all there is to secure the entry is it relied on; a single transaction bond is a condition. */
const singleBondOfForeign: EligibilityRule = (filing) => {
  if (!isFormal(filing) || filing.residency === 'US' || !filing.hasContinuousBond) return null;
  return { rule: E['EF-003'], alternative: 'Secure the entry by a single transaction bond.' };
};

/** EF-004, in the reading that the two ways are alternatives: EITHER, the grammatical "or". */
const validatedBroker: EligibilityRule = (filing) => {
  if (!isFormal(filing) || filing.residency === 'US') return null;
  const isShown = filing.broker?.isLicensed === true && filing.broker.isCtpatValidated;
  return isShown ? null : { rule: E['EF-004'], alternative: THROUGH_BROKER };
};

/** EF-006. */
const licensedBroker: EligibilityRule = ({ broker }) =>
  broker === null || broker.isLicensed
    ? null
    : {
        rule: E['EF-006'],
        alternative: 'File as owner or purchaser of the goods, or through a licensed broker.',
      };

/** EF-007. */
const activeNumber: EligibilityRule = ({ isNumberUsable }) =>
  isNumberUsable
    ? null
    : {
        rule: E['EF-007'],
        alternative: 'Update CBP Form 5106 with all its data: the number is then active again.',
      };

/** EF-008. */
const acceptedType: EligibilityRule = ({ type }, on) =>
  entryTypeOn(type, on) !== null
    ? null
    : { rule: E['EF-008'], alternative: type === '86' ? 'File type 11, or 01 for goods over $2,500.' : null };

const RULES: readonly EligibilityRule[] = [
  gateFirst,
  informalByUs,
  informalWithinLimits,
  singleBondOfForeign,
  validatedBroker,
  licensedBroker,
  activeNumber,
  acceptedType,
];

/** May this entry be filed on this day? The gate comes first, and nothing is an alternative to it. */
export function entryEligibility(filing: Filing, on: Temporal.PlainDate): Eligibility {
  const denials = RULES.map((rule) => rule(filing, on)).filter((denial) => denial !== null);
  const isGated = denials.some(({ rule }) => rule.id === 'EF-000');
  const alternatives = isGated ? [] : denials.flatMap(({ alternative }) => alternative ?? []);
  return {
    allowed: denials.length === 0,
    deniedBy: denials.map(({ rule }) => rule),
    conditions: conditionsOf(filing),
    alternatives: [...new Set(alternatives)],
  };
}

/**
 * Where the question left open what a rule asks, it is told as a condition. EF-005 is
 * always one: an entry may be bonded singly.
 */
function conditionsOf(filing: Filing): readonly string[] {
  const { status, hasContinuousBond, needsSingleBond, hasAssets, broker, valueCents } = filing;
  const conditions: readonly (readonly [boolean, string])[] = [
    [isInformal(filing) && valueCents === null, `The goods are of at most $2,500 (${E['EF-002'].id}).`],
    [isInformal(filing), `Owner, purchaser or their designated broker makes the entry (${E['EF-002b'].id}).`],
    [
      isFormal(filing) && (!hasContinuousBond || needsSingleBond) && !hasAssets,
      `A single transaction bond secures the entry (${needsSingleBond && hasContinuousBond ? SECURITY_RULES['BS-003'].id : E['EF-005'].id}).`,
    ],
    [broker === null, `The importer owns or bought the goods (${E['EF-006'].id}).`],
    [
      status === 'UNDETERMINED' || status === null,
      'The standing of the importer is not determined: CBP may ask for more before release.',
    ],
  ];
  return conditions.filter(([holds]) => holds).map(([, says]) => says);
}

function isInformal({ type }: Filing): boolean {
  return entryType(type).class === 'INFORMAL';
}

function isFormal({ type }: Filing): boolean {
  return entryType(type).class === 'FORMAL';
}
