import { describe, expect, test } from 'vitest';
import { attemptNoticedLater, noticeDueBy, reestablishmentNoticeDue } from './notice-due.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe(`${reestablishmentNoticeDue.id} ${reestablishmentNoticeDue.says}`, () => {
  test.each([
    ['2026-01-31', 'DHS-CBP', '2026-04-01'],
    ['2026-11-02', 'DHS-CBP', '2027-01-01'],
    ['2026-11-02', null, null],
  ])('published %s, by CBP as %s: due %s', (publishedOn, byCbpAs, due) => {
    expect(noticeDueBy({ byCbpAs, publishedOn: day(publishedOn) })?.toString() ?? null).toBe(due);
  });
});

describe(`${attemptNoticedLater.id} ${attemptNoticedLater.says}`, () => {
  const exclusion = { byCbpAs: 'DHS-CBP', publishedOn: day('2026-01-31') };
  test.each([
    ['2026-03-01', '2026-04-01', 'WITHIN_60_DAYS', true], // on the last day
    ['2026-03-01', '2026-04-02', 'WITHIN_60_DAYS', false], // a day late
    ['2026-04-01', '2026-04-20', 'WITHIN_60_DAYS', false], // noticed on the last day
    ['2026-04-02', '2026-06-30', 'AFTER_60_DAYS', true],
  ])('noticed %s, submitted %s: %s, timely %s', (noticedOn, submittedOn, window, isTimely) => {
    const read = attemptNoticedLater.windowOf(exclusion, {
      noticedOn: day(noticedOn),
      submittedOn: day(submittedOn),
    });
    expect(read).toEqual({ window, isTimely });
  });

  test('where CBP is not the excluding agency none is due', () => {
    const days = { noticedOn: day('2026-03-01'), submittedOn: day('2026-03-02') };
    expect(attemptNoticedLater.windowOf({ ...exclusion, byCbpAs: null }, days)).toBeNull();
  });
});
