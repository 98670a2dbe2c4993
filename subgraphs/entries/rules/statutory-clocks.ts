import { type DueDate, dueInBusinessDays, dueInCalendarDays } from '@good-standing/kernel/calendar/clocks.ts';
import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import type { RightsBasis } from '../parameters.ts';
import type { SeizureGround } from '../schema.generated.ts';
import { provision, type RightsFacts, ruleSetOf } from './rights-holder-matrix.ts';
import type { SeizureDates } from './seizure-stage.ts';

/** Clocks of a seizure, in the order in which they are told. */
export const SEIZURE_CLOCK_KINDS = [
  'RELEASE_OR_DETAIN',
  'DETENTION_NOTICE',
  'IMPORTER_RESPONSE',
  'MAXIMUM_DETENTION',
  'LIMITED_INFORMATION',
  'COMPREHENSIVE_INFORMATION',
  'OWNER_CONSENT',
] as const;

/** Clocks of cases beside those: of evasion, of forced labor, of liquidated damages. */
const CASE_CLOCK_KINDS = [
  'EVASION_INITIATION',
  'EVASION_INTERIM_MEASURES',
  'EVASION_NOTICE',
  'EVASION_DETERMINATION',
  'EVASION_DETERMINATION_NOTICE',
  'EVASION_APPEAL',
  'EVASION_REVIEW',
  'PROOF_OF_ADMISSIBILITY',
  'EXPORT_OR_PROTEST',
  'PROTEST_DECISION',
  'PETITION',
] as const;
export type SeizureClockKind = (typeof SEIZURE_CLOCK_KINDS)[number];
export type ClockKind = SeizureClockKind | (typeof CASE_CLOCK_KINDS)[number];

/** One clock with all that is on record of it. */
export interface Clock {
  readonly kind: ClockKind;
  readonly authority: string;
  /** Day 0, which is not counted; null while what starts it has not happened. */
  readonly from: Temporal.PlainDate | null;
  /** Last day in time; null while it has not started. */
  readonly dueOn: Temporal.PlainDate | null;
  /** Day on which it was done, or on which there was nothing left to do. */
  readonly metOn: Temporal.PlainDate | null;
}

export interface GoodsDates extends SeizureDates {
  readonly grounds: readonly SeizureGround[];
  readonly detentionNoticeOn: Temporal.PlainDate | null;
  readonly importerRespondedOn: Temporal.PlainDate | null;
  readonly seizureNoticeOn: Temporal.PlainDate | null;
}

/** What one line of a seizure was held for, and what its owner was told when. */
export interface RightDates {
  readonly basis: RightsBasis | null;
  readonly limitedDisclosedOn: Temporal.PlainDate | null;
  readonly comprehensiveDisclosedOn: Temporal.PlainDate | null;
  /** Day on which CBP notified the owner of the seizure. */
  readonly consentAskedOn: Temporal.PlainDate | null;
  /** Day of the owner's answer, whatever it is. */
  readonly consentAnsweredOn: Temporal.PlainDate | null;
}

type Day = Temporal.PlainDate | null;
type Started = (from: Temporal.PlainDate) => DueDate;

const businessDays =
  (length: number): Started =>
  (from) =>
    dueInBusinessDays(from, length);
const calendarDays =
  (length: number): Started =>
  (from) =>
    dueInCalendarDays(from, length);
const atOnce = calendarDays(0);

/** Rights whose suspected infringement the importer may answer before its goods are shown to the owner. */
const ANSWERED: readonly SeizureGround[] = ['IPR_TRADEMARK', 'IPR_COPYRIGHT', 'DMCA'];

/**
 * The clocks of the goods, owed by CBP to the importer and the other way round. Where
 * CBP holds goods as gray market goods and for nothing else, 19 CFR 133.25 counts plain
 * days to the notice. What ends a detention ends what was owed during it.
 */
export function clocksOfGoods(goods: GoodsDates): readonly Clock[] {
  const { presentedOn, detainedOn, detentionNoticeOn, grounds } = goods;
  const isRestricted = grounds.every((ground) => ground === 'GRAY_MARKET');
  const ended = endOf(goods);
  return [
    clock('RELEASE_OR_DETAIN', '19 USC 1499(c)(1)', presentedOn, businessDays(5), [detainedOn, ended]),
    isRestricted
      ? clock('DETENTION_NOTICE', '19 CFR 133.25', detainedOn, calendarDays(5), [detentionNoticeOn, ended])
      : clock('DETENTION_NOTICE', '19 USC 1499(c)(2); 19 CFR 133.21(b)(2)(i)', detainedOn, businessDays(5), [
          detentionNoticeOn,
          ended,
        ]),
    ...(grounds.some((ground) => ANSWERED.includes(ground))
      ? [
          clock('IMPORTER_RESPONSE', '19 CFR 133.21(b)(2)(ii)', detentionNoticeOn, businessDays(7), [
            goods.importerRespondedOn,
            ended,
          ]),
        ]
      : []),
    clock(
      'MAXIMUM_DETENTION',
      isRestricted ? '19 CFR 133.25' : '19 USC 1499(c)(5); 19 CFR 133.21(b)(1)',
      presentedOn,
      calendarDays(30),
      [ended],
    ),
  ];
}

/**
 * The clocks of what CBP owes to the owner of a right without its asking: limited
 * information with the notice of detention, of gray market goods within thirty business
 * days of the detention; comprehensive information within thirty business days of the
 * notice of seizure. What is disclosed as the latter holds the former. Of goods let go,
 * turned away or abandoned unseized nothing more is owed. Who is on the list of 19 CFR
 * 133.47 changes by the day and is for the rows. The owner of a counterfeited mark may consent to a
 * disposition within thirty days of being notified of the seizure, and there is such a clock once it is;
 * silence is no consent (133.21(g), 133.52).
 */
export function clocksOfRight(goods: GoodsDates, right: RightDates): readonly Clock[] {
  const { detainedOn, seizedOn, presentedOn, seizureNoticeOn } = goods;
  const eventOn = detainedOn ?? seizedOn ?? presentedOn;
  const facts: RightsFacts = {
    basis: right.basis,
    eventOn,
    isEligiblePerson: false,
    isInjuredPerson: true,
  };
  const limited = provision(facts, 'LIMITED_INFORMATION', 'WINDOW_OPEN');
  const parties = provision(facts, 'PARTIES', 'SEIZED');
  const isRestricted = right.basis !== null && ruleSetOf(right.basis, eventOn) === 'RESTRICTED_GOODS';
  const wasSeized = seizedOn !== null || goods.forfeitedOn !== null;
  const letGo = wasSeized ? null : endOf(goods);
  const told = [right.limitedDisclosedOn, right.comprehensiveDisclosedOn, letGo];
  return [
    ...(limited.cell !== 'MUST'
      ? []
      : isRestricted
        ? [clock('LIMITED_INFORMATION', limited.paragraph, detainedOn, businessDays(30), told)]
        : [clock('LIMITED_INFORMATION', limited.paragraph, goods.detentionNoticeOn, atOnce, told)]),
    ...(parties.cell === 'MUST'
      ? [
          clock('COMPREHENSIVE_INFORMATION', parties.paragraph, seizureNoticeOn, businessDays(30), [
            right.comprehensiveDisclosedOn,
          ]),
        ]
      : []),
    ...(right.basis === 'TRADEMARK' && right.consentAskedOn !== null
      ? [
          clock('OWNER_CONSENT', '19 CFR 133.21(g)', right.consentAskedOn, calendarDays(30), [
            right.consentAnsweredOn,
          ]),
        ]
      : []),
  ];
}

/** The first day on which goods were neither merely presented nor detained. */
function endOf(goods: SeizureDates): Day {
  return first([goods.seizedOn, goods.forfeitedOn, goods.abandonedOn, goods.excludedOn, goods.releasedOn]);
}

function clock(kind: ClockKind, authority: string, from: Day, due: Started, endings: readonly Day[]): Clock {
  return {
    kind,
    authority,
    from,
    dueOn: from === null ? null : due(from).dueOn,
    metOn: from === null ? null : first(endings),
  };
}

function first(days: readonly Day[]): Day {
  return days.filter((day) => day !== null).sort(compareDays)[0] ?? null;
}
