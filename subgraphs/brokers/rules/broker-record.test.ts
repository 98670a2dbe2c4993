import { effectOn } from '@good-standing/kernel/rule/rule.ts';
import { describe, expect, test } from 'vitest';
import {
  adverseLicense,
  brokerAsImporter,
  type NonCompliantClient,
  repeatedRepresentation,
  type StatusSpan,
  suspendedFromCtpat,
} from './broker-record.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const span = (
  programme: StatusSpan['programme'],
  status: string,
  from: string,
  until: string | null = null,
): readonly StatusSpan[] => [
  { brokerId: 'brk_invented', programme, status, from: day(from), until: until === null ? null : day(until) },
];

const LICENSES = [
  ['active', span('LICENSE', 'ACTIVE', '2020-01-01'), '2026-05-01', false],
  ['suspended, the first day', span('LICENSE', 'SUSPENDED', '2026-05-01', '2026-06-30'), '2026-05-01', true],
  ['suspended, the last day', span('LICENSE', 'SUSPENDED', '2026-05-01', '2026-06-30'), '2026-06-30', true],
  ['the day after', span('LICENSE', 'SUSPENDED', '2026-05-01', '2026-06-30'), '2026-07-01', false],
  ['revoked', span('LICENSE', 'REVOKED', '2026-05-01'), '2030-01-01', true],
  ['given up', span('LICENSE', 'VOLUNTARY_SURRENDER', '2026-05-01'), '2026-06-01', false],
  ['suspended from CTPAT alone', span('CTPAT', 'SUSPENDED', '2026-05-01'), '2026-06-01', false],
] as const;

test.each(LICENSES)(`${adverseLicense.id} ${adverseLicense.says} (%s)`, (_case, statuses, on, isAdverse) => {
  expect(adverseLicense.isAdverseOn(statuses, day(on))).toBe(isAdverse);
});

const designated = (from: string, until: string | null = null) => [
  {
    id: 'dsg_invented',
    importerId: 'imp_1',
    brokerId: 'brk_invented',
    from: day(from),
    until: until === null ? null : day(until),
  },
];

test.each(LICENSES)(
  `${brokerAsImporter.id} ${brokerAsImporter.says} (%s)`,
  (_case, statuses, on, isAdverse) => {
    const found = brokerAsImporter.finds({ designated: designated('2019-01-01'), statuses });
    expect(effectOn(found, on)).toBe(isAdverse ? 'WATCH' : 'PASS');
  },
);

describe(`${brokerAsImporter.id}: on the days on which designation and suspension both last`, () => {
  const suspended = span('LICENSE', 'SUSPENDED', '2026-05-01', '2026-06-30');
  const open = span('LICENSE', 'SUSPENDED', '2026-05-01');
  const again = span('LICENSE', 'ACTIVE', '2026-07-01', '2026-07-31');
  test.each([
    ['begun before', suspended, designated('2026-01-01'), '2026-05-01 2026-06-30'],
    ['begun while suspended', suspended, designated('2026-06-30'), '2026-06-30 2026-06-30'],
    ['begun after', suspended, designated('2026-07-01'), ''],
    ['ended on its first day', suspended, designated('2026-01-01', '2026-05-01'), '2026-05-01 2026-05-01'],
    ['ended before', suspended, designated('2026-01-01', '2026-04-30'), ''],
    ['not ended', open, designated('2026-01-01'), '2026-05-01 null'],
    [
      'a status begun later holds while it lasts',
      [...open, ...again],
      designated('2026-01-01'),
      '2026-05-01 2026-06-30, 2026-08-01 null',
    ],
    ['a broker that was not designated', open, [], ''],
    [
      'another broker’s licence',
      open.map((each) => ({ ...each, brokerId: 'brk_other' })),
      designated('2026-01-01'),
      '',
    ],
  ])('%s', (_case, statuses, held, days) => {
    const found = brokerAsImporter.finds({ designated: held, statuses });
    expect(found.map(({ from, until }) => `${from} ${until}`).join(', ')).toBe(days);
  });
});

test.each([
  ['suspended', span('CTPAT', 'SUSPENDED', '2026-05-01'), true],
  ['certified', span('CTPAT', 'CERTIFIED', '2026-05-01'), false],
  ['licence suspended', span('LICENSE', 'SUSPENDED', '2026-05-01'), false],
])(`${suspendedFromCtpat.id} ${suspendedFromCtpat.says} (%s)`, (_case, statuses, isListed) => {
  expect(suspendedFromCtpat.isListedOn(statuses, day('2026-06-01'))).toBe(isListed);
});

describe(`${repeatedRepresentation.id} ${repeatedRepresentation.says}`, () => {
  const client = (importerId: string, from: string, until: string | null = null): NonCompliantClient => ({
    importerId,
    from: day(from),
    until: until === null ? null : day(until),
  });
  const two = [client('imp_1', '2026-01-01'), client('imp_2', '2026-02-01')];
  test.each([
    ['two clients', two, false],
    ['three', [...two, client('imp_3', '2026-03-01')], true],
    ['one of them twice', [...two, client('imp_2', '2026-03-01')], false],
    ['the third to come', [...two, client('imp_3', '2026-11-03')], false],
    ['the third ended two years ago', [...two, client('imp_3', '2020-01-01', '2024-11-02')], false],
    ['the third ended a day later', [...two, client('imp_3', '2020-01-01', '2024-11-03')], true],
  ])('%s', (_case, clients, isForReview) => {
    expect(repeatedRepresentation.isForReviewOn(clients, day('2026-11-02'))).toBe(isForReview);
  });
});
