import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { NOTICE_RULES } from '@good-standing/kernel/rule/statements/brokers.ts';

/** RN-001. */
export const reestablishmentNoticeDue = {
  ...NOTICE_RULES['RN-001'],
  /**
   * Express consignment operators, carriers, hubs and brokers notify CBP of attempts to
   * re-establish business under another name or address. Null where CBP is not the
   * excluding agency.
   */
  dueBy({ byCbpAs, publishedOn }: PublishedExclusion): Temporal.PlainDate | null {
    if (byCbpAs === null) return null;
    return publishedOn.add({ days: valueOn(STANDING_PARAMETERS.noticeDays, publishedOn) });
  },
} as const;

/** RN-002: the order fixes one clock, and is silent on attempts first noticed when it has run out (policy). */
export const attemptNoticedLater = {
  ...NOTICE_RULES['RN-002'],
  /** A notice is timely by its due day, and where the attempt was first noticed after that day. Null where none is due. */
  windowOf(
    exclusion: PublishedExclusion,
    {
      noticedOn,
      submittedOn,
    }: { readonly noticedOn: Temporal.PlainDate; readonly submittedOn: Temporal.PlainDate },
  ): NoticeWindow | null {
    const due = reestablishmentNoticeDue.dueBy(exclusion);
    if (due === null) return null;
    if (Temporal.PlainDate.compare(noticedOn, due) > 0) return { window: 'AFTER_60_DAYS', isTimely: true };
    return { window: 'WITHIN_60_DAYS', isTimely: Temporal.PlainDate.compare(submittedOn, due) <= 0 };
  },
} as const;

export interface PublishedExclusion {
  readonly byCbpAs: string | null;
  readonly publishedOn: Temporal.PlainDate;
}

export interface NoticeWindow {
  readonly window: 'WITHIN_60_DAYS' | 'AFTER_60_DAYS';
  readonly isTimely: boolean;
}

export const noticeDueBy = reestablishmentNoticeDue.dueBy;
