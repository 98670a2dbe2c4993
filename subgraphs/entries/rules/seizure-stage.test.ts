import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOfStage } from './document-of-stage.ts';
import { comprehensiveInformationDueOn, importerWindowEndsOn } from './importer-window.ts';
import { isEnforced, recordationStatus } from './recordation-status.ts';
import { SEIZURE_STAGES, type SeizureDates, seizureStage, seizureStageAsked } from './seizure-stage.ts';

const day = Temporal.PlainDate.from;

const NOTHING: SeizureDates = {
  presentedOn: day('2026-11-02'),
  detainedOn: null,
  seizedOn: null,
  forfeitedOn: null,
  abandonedOn: null,
  excludedOn: null,
  releasedOn: null,
};

function dates(over: Readonly<Record<string, string>>): SeizureDates {
  const days = Object.entries(over).map(([event, on]) => [`${event}On`, day(on)]);
  return { ...NOTHING, ...Object.fromEntries(days) };
}

describe('the stage of a seizure at the end of a day', () => {
  test.each([
    ['before the presentation', {}, '2026-11-01', 'PRESENTED'],
    ['presented', {}, '2026-11-02', 'PRESENTED'],
    ['the day before the detention', { detained: '2026-11-04' }, '2026-11-03', 'PRESENTED'],
    ['the day of the detention', { detained: '2026-11-04' }, '2026-11-04', 'DETAINED'],
    ['seized', { detained: '2026-11-04', seized: '2026-11-10' }, '2026-11-10', 'SEIZED'],
    ['seized without detention', { seized: '2026-11-10' }, '2026-11-22', 'SEIZED'],
    ['forfeited', { seized: '2026-11-10', forfeited: '2026-12-10' }, '2026-12-10', 'FORFEITED'],
    ['abandoned', { detained: '2026-11-04', abandoned: '2026-11-09' }, '2026-11-09', 'ABANDONED'],
    [
      'abandoned and seized on one day',
      { abandoned: '2026-11-09', seized: '2026-11-09' },
      '2026-11-09',
      'SEIZED',
    ],
    ['released', { detained: '2026-11-04', released: '2026-11-06' }, '2026-11-30', 'RELEASED'],
    [
      'seized, then released on petition',
      { seized: '2026-11-10', released: '2026-12-01' },
      '2026-12-01',
      'RELEASED',
    ],
    [
      'excluded as the feed says',
      { detained: '2026-11-04', excluded: '2026-12-02' },
      '2026-12-02',
      'EXCLUDED',
    ],
    ['30 days gone by and the feed silent', { detained: '2026-11-04' }, '2026-12-31', 'DETAINED'],
    ['excluded, then seized', { excluded: '2026-12-02', seized: '2026-12-05' }, '2026-12-05', 'SEIZED'],
  ] as const)('%s', (_case, over, asOf, stage) => {
    expect(seizureStage(dates(over), day(asOf))).toBe(stage);
  });

  test('a later day than today answers for today', () => {
    const seized = dates({ seized: '2026-11-30' });
    expect(seizureStageAsked(seized, day('2026-12-31'), day('2026-11-22'))).toBe('PRESENTED');
    expect(seizureStageAsked(seized, null, day('2026-11-30'))).toBe('SEIZED');
  });

  test('never one whose event has not come, and never an earlier event than another', () => {
    const someDay = fc.integer({ min: 0, max: 40 }).map((days) => NOTHING.presentedOn.add({ days }));
    const events = fc.record({
      detainedOn: fc.option(someDay),
      seizedOn: fc.option(someDay),
      forfeitedOn: fc.option(someDay),
      abandonedOn: fc.option(someDay),
      excludedOn: fc.option(someDay),
      releasedOn: fc.option(someDay),
    });
    fc.assert(
      fc.property(events, someDay, (some, asOf) => {
        const seizure = { ...NOTHING, ...some };
        const name = `${seizureStage(seizure, asOf).toLowerCase()}On` as keyof SeizureDates;
        const on = seizure[name];
        const come = Object.values(seizure).filter(
          (each) => each !== null && Temporal.PlainDate.compare(each, asOf) <= 0,
        );
        expect(on).not.toBeNull();
        for (const each of come) {
          expect(Temporal.PlainDate.compare(each ?? asOf, on ?? asOf)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test('every stage has its event', () => {
    expect(SEIZURE_STAGES.map((stage) => `${stage.toLowerCase()}On`).sort()).toEqual(
      Object.keys(NOTHING).sort(),
    );
  });
});

describe('19 CFR 133.21(b)(4)(iii)-(iv), (e)(3)-(4): the document of the stage', () => {
  const texts = {
    descriptionsAtEntry: ['ENTRY'],
    descriptionsAtDetention: ['SHOES', 'SOLES', 'SHOES'],
    descriptionsAtSeizure: [],
    quantityAtEntry: 3,
    quantityAtDetention: 2,
    quantityAtSeizure: 1,
  };
  test.each([
    ['2026-11-03', 'ENTRY', 'ENTRY', 3],
    ['2026-11-04', 'NOTICE_OF_DETENTION', 'SHOES; SOLES', 2], // each text once
    ['2026-11-10', 'NOTICE_OF_SEIZURE', null, 1], // what the notice lacks is not taken from elsewhere
  ] as const)('on %s: %s', (asOf, document, description, quantity) => {
    const seizure = { ...dates({ detained: '2026-11-04', seized: '2026-11-10' }), ...texts };
    expect(documentOfStage(seizure, day(asOf))).toEqual({ document, description, quantity });
  });
});

describe('the clocks of 19 CFR 133.21', () => {
  test('(b)(2)(ii): seven business days from the notice of detention', () => {
    expect(importerWindowEndsOn(day('2026-11-05')).toString()).toBe('2026-11-17'); // Veterans Day between
  });
  test('(e): thirty business days from the notice of seizure', () => {
    expect(comprehensiveInformationDueOn(day('2026-06-30')).toString()).toBe('2026-08-12'); // Independence Day observed
  });
});

describe('19 CFR 133.7: the status of a recordation', () => {
  const recordation = {
    effectiveOn: day('2016-01-01'),
    expiresOn: day('2026-01-01'),
    delistedOn: null,
  };
  test.each([
    ['2015-12-31', 'NOT_YET_EFFECTIVE', false],
    ['2016-01-01', 'ACTIVE', true],
    ['2026-01-01', 'ACTIVE', true], // last day
    ['2026-01-02', 'GRACE', true],
    ['2026-04-01', 'GRACE', true], // the 90th day
    ['2026-04-02', 'EXPIRED', false],
  ] as const)('on %s: %s', (asOf, status, enforced) => {
    expect(recordationStatus(recordation, day(asOf))).toBe(status);
    expect(isEnforced(recordation, day(asOf))).toBe(enforced);
  });
  test('withdrawn from the day it is no longer listed', () => {
    const withdrawn = { ...recordation, delistedOn: day('2020-05-05') };
    expect(recordationStatus(withdrawn, day('2020-05-04'))).toBe('ACTIVE');
    expect(recordationStatus(withdrawn, day('2020-05-05'))).toBe('WITHDRAWN');
  });
});
