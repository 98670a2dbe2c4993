import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { legalTexts, type RightsBasis, type RuleSet } from '../parameters.ts';
import { PHASES, type Phase } from './rights-holder-phase.ts';

/** What the owner of a right may be given of a seizure. */
export const OWNER_ITEMS = [
  'LIMITED_INFORMATION',
  'PARTIES',
  'REDACTED_IMAGES',
  'IMAGES',
  'REDACTED_SAMPLE',
  'SAMPLE',
] as const;
export type OwnerItem = (typeof OWNER_ITEMS)[number];

/**
 * MUST: given without anybody's doing. MAY: where CBP has released it. COND: as the
 * parameter on abandoned goods says. GIVEN: where it was given before. NO: never.
 */
export type Cell = 'MUST' | 'MAY' | 'COND' | 'GIVEN' | 'NO';

/** What the law says of one item in one phase, and where. */
export interface Provision {
  readonly cell: Cell;
  /** `19 CFR 133.21(b)(4)`. */
  readonly paragraph: string;
}

type Row = Readonly<Record<Phase, Provision>>;
type Matrix = Readonly<Record<OwnerItem, Row>>;

/**
 * @param cells one for each of {@link PHASES}, separated by blanks.
 * @param before the paragraph before seizure. @param after the paragraph from seizure on.
 */
function row(cells: string, before: string, after: string = before): Row {
  const written = cells.trim().split(/\s+/) as Cell[];
  const provisions = PHASES.map((phase, nth): [Phase, Provision] => {
    const paragraph = phase === 'SEIZED' || phase === 'FORFEITED' ? after : before;
    return [phase, { cell: written[nth] ?? 'NO', paragraph }];
  });
  return Object.fromEntries(provisions) as Record<Phase, Provision>;
}

const NOTHING: Provision = { cell: 'NO', paragraph: '19 CFR 103.32' };
const NEVER = row('NO NO NO NO NO NO NO', NOTHING.paragraph);

//                              PRESENTED OPEN  CLOSED SEIZED FORFEIT ABAND LET GO
const mark = (section: string): Matrix => ({
  LIMITED_INFORMATION: row(
    '    MAY       MUST  MUST   MUST   MUST    COND  GIVEN',
    `${section}(b)(4)`,
    `${section}(e)`,
  ),
  PARTIES: row('                NO        NO    NO     MUST   MUST    COND  NO', `${section}(e)`),
  REDACTED_IMAGES: row('        MAY       MAY   MAY    MAY    MAY     COND  NO', `${section}(b)(5)`),
  IMAGES: row(
    '                 NO        NO    MAY    MAY    MAY     COND  NO',
    `${section}(b)(3)`,
    `${section}(f)`,
  ),
  REDACTED_SAMPLE: row('        MAY       MAY   MAY    NO     NO      COND  NO', `${section}(b)(5)`),
  SAMPLE: row(
    '                 NO        NO    MAY    MAY    MAY     COND  NO',
    `${section}(c)`,
    `${section}(f)`,
  ),
});

const TRADEMARK = mark('19 CFR 133.21');
/** 89 FR 52364 wrote it after 133.21. */
const COPYRIGHT = mark('19 CFR 133.42, 133.21');

/** 133.25 tells of no party and gives no image; its samples are for before seizure (113.70(a)). */
const RESTRICTED: Matrix = {
  LIMITED_INFORMATION: row('    MAY       MUST  MUST   MUST   MUST    COND  GIVEN', '19 CFR 133.25'),
  PARTIES: NEVER,
  REDACTED_IMAGES: NEVER,
  IMAGES: NEVER,
  REDACTED_SAMPLE: row('        MAY       MAY   MAY    NO     NO      NO    NO', '19 CFR 133.25, 113.70(a)'),
  SAMPLE: row('                 MAY       MAY   MAY    NO     NO      NO    NO', '19 CFR 133.25, 113.70(a)'),
};

/** Eight items within thirty business days of the notice of seizure, and nothing before. */
const OLD_COPYRIGHT: Matrix = {
  LIMITED_INFORMATION: row('    NO        NO    NO     MUST   MUST    COND  NO', '19 CFR 133.42'),
  PARTIES: row('                NO        NO    NO     MUST   MUST    COND  NO', '19 CFR 133.42'),
  REDACTED_IMAGES: NEVER,
  IMAGES: NEVER,
  REDACTED_SAMPLE: NEVER,
  SAMPLE: NEVER,
};

/** A person whose application CBP has approved: before seizure. */
const ELIGIBLE_PERSON: Matrix = {
  LIMITED_INFORMATION: row('    MAY       MAY   MAY    NO     NO      NO    GIVEN', '19 CFR 133.47'),
  PARTIES: NEVER,
  REDACTED_IMAGES: NEVER,
  IMAGES: row('                 NO        NO    MAY    NO     NO      NO    NO', '19 CFR 133.47'),
  REDACTED_SAMPLE: NEVER,
  SAMPLE: NEVER,
};

/** A person on the published list: after seizure (19 USC 4342). */
const INJURED_PERSON: Matrix = {
  LIMITED_INFORMATION: row(
    '    NO        NO    NO     MUST   MUST    NO    NO',
    '19 CFR 133.47; 19 USC 4342',
  ),
  PARTIES: row(
    '                NO        NO    NO     MUST   MUST    NO    NO',
    '19 CFR 133.47; 19 USC 4342',
  ),
  REDACTED_IMAGES: NEVER,
  IMAGES: NEVER,
  REDACTED_SAMPLE: NEVER,
  SAMPLE: NEVER,
};

/** What the law reads of the owner's line and of the owner. */
export interface RightsFacts {
  /** Of the owner's own lines; null where there is none. */
  readonly basis: RightsBasis | null;
  /** Day of the event: detention, else seizure, else presentation. */
  readonly eventOn: Temporal.PlainDate;
  /** 19 CFR 133.47: on the list of eligible persons on the day of the event and today. */
  readonly isEligiblePerson: boolean;
  /** 19 CFR 133.47: on the published list of injured persons on the day of the event and today. */
  readonly isInjuredPerson: boolean;
}

const texts = Map.groupBy(
  legalTexts.value.map(({ from, ...text }) => ({
    ...text,
    from: from === null ? null : Temporal.PlainDate.from(from),
  })),
  ({ basis }) => basis,
);

/** The text that governs an event, or null where none does. */
export function ruleSetOf(basis: RightsBasis, eventOn: Temporal.PlainDate): RuleSet | null {
  const text = texts.get(basis)?.findLast(({ from }) => from === null || compareDays(from, eventOn) <= 0);
  return text?.ruleSet ?? null;
}

/** One cell of the matrix of the text that governs the event. */
export function provision(facts: RightsFacts, item: OwnerItem, phase: Phase): Provision {
  if (facts.basis === null) return NOTHING;
  switch (ruleSetOf(facts.basis, facts.eventOn)) {
    case 'TRADEMARK':
      return TRADEMARK[item][phase];
    case 'COPYRIGHT':
      return COPYRIGHT[item][phase];
    case 'COPYRIGHT_BEFORE_2024':
      return OLD_COPYRIGHT[item][phase];
    case 'RESTRICTED_GOODS':
      return RESTRICTED[item][phase];
    case 'CIRCUMVENTION':
      return ofPerson(facts, item, phase);
    case null:
      return NOTHING;
  }
}

/** Before seizure as an eligible person, after it as an injured one: no cell is in both. */
function ofPerson(facts: RightsFacts, item: OwnerItem, phase: Phase): Provision {
  const eligible = facts.isEligiblePerson ? ELIGIBLE_PERSON[item][phase] : NOTHING;
  if (eligible.cell !== 'NO') return eligible;
  return facts.isInjuredPerson ? INJURED_PERSON[item][phase] : eligible;
}
