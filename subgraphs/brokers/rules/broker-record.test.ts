import { effectOn } from '@good-standing/kernel/rule/rule.ts';
import { BROKER_RULES } from '@good-standing/kernel/rule/statements/brokers.ts';
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

test.each(LICENSES)(
  `${brokerAsImporter.id} ${brokerAsImporter.says} (%s)`,
  (_case, statuses, on, isAdverse) => {
    expect(effectOn(brokerAsImporter.finds(statuses), on)).toBe(isAdverse ? 'WATCH' : 'PASS');
  },
);

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

test.skip.each([BROKER_RULES['BR-002'], BROKER_RULES['BR-004']])('$id $says ($notApplied)', () => {});
