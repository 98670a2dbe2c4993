import { isRejected } from '@good-standing/kernel/ingest/feed.ts';
import { testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { describe, expect, test } from 'vitest';
import { CASCADE, CASCADE_NUMBER, idOf, SUPPLEMENTS } from '../cast.ts';
import { billsFeed } from './bills.ts';
import { paymentsFeed } from './payments.ts';
import { penaltiesFeed } from './penalties.ts';
import { violationsFeed } from './violations.ts';

const FILE = {
  name: 'x.csv',
  bytes: 0,
  sha256: '',
  receivedAt: Temporal.Instant.from('2026-11-22T00:00:00Z'),
};

const VIOLATION = {
  finding_number: 'inv-f-0001',
  importer_number: CASCADE_NUMBER,
  entry_number: SUPPLEMENTS,
  kind: 'contraband',
  culpability: '',
  statute: '19 USC 1592',
  found_on: '2026-08-10',
  final_on: '',
  status: 'PENDING',
  agencies: 'FDA;CPS',
  appealed_on: null,
  appeal_outcome: null,
  appeal_decided_on: null,
};
const DECIDED = { appeal_outcome: 'UPHELD', appeal_decided_on: '2026-10-01' };
const PENALTY = {
  case_number: '2026-INV-P00001-01',
  finding_number: 'INV-F-0001',
  importer_number: CASCADE_NUMBER,
  statute: '19 USC 1592',
  assessed_usd: '48000.5',
  loss_of_revenue_usd: '',
  mitigated_usd: '24000',
  paid_usd: '0.00',
  assessed_on: '2026-09-25',
  closed_on: '',
  party_name: null,
  domestic_value_usd: null,
  dutiable_value_usd: null,
  prior_disclosure: null,
  exception_approved_by: null,
  exception_reason: null,
};
const BILL = {
  bill_number: 'INV-B-0001',
  importer_number: CASCADE_NUMBER,
  entry_number: '',
  kind: 'DUTY',
  amount_usd: '1250.00',
  issued_on: '2026-08-20',
  due_on: '2026-09-20',
  protested: 'n',
};
const PAYMENT = {
  payment_number: 'INV-Y-0001',
  bill_number: 'INV-B-0001',
  amount_usd: '250.00',
  paid_on: '2026-10-05',
};

const violations = violationsFeed(testSecret);
const penalties = penaltiesFeed(testSecret);
const bills = billsFeed(testSecret);
const payments = paymentsFeed(testSecret);

describe('what a row becomes', () => {
  test('of violations', () => {
    expect(violations.map(VIOLATION, FILE)).toMatchObject({
      staged_violation: [
        {
          id: idOf('vio', 'INV-F-0001'),
          importer_id: CASCADE,
          entry_id: idOf('ent', SUPPLEMENTS),
          kind: 'CONTRABAND',
          culpability: null,
          agencies: ['FDA', 'CPS'],
        },
      ],
    });
  });
  test('of penalties, with the seizure of the same case number', () => {
    expect(penalties.map(PENALTY, FILE)).toMatchObject({
      staged_penalty: [
        {
          id: idOf('pen', PENALTY.case_number),
          seizure_id: idOf('sez', PENALTY.case_number),
          violation_id: idOf('vio', 'INV-F-0001'),
          assessed_cents: 4_800_050,
          loss_of_revenue_cents: null,
          mitigated_cents: 2_400_000,
          paid_cents: 0,
        },
      ],
    });
  });
  test('of bills', () => {
    expect(bills.map(BILL, FILE)).toMatchObject({
      staged_bill: [{ importer_id: CASCADE, entry_id: null, amount_cents: 125_000, protested: false }],
    });
  });
  test('of payments, whether or not the bill is there', () => {
    expect(payments.map(PAYMENT, FILE)).toMatchObject({
      staged_payment: [{ bill_id: idOf('bil', 'INV-B-0001'), amount_cents: 25_000 }],
    });
  });
});

describe('what is not taken', () => {
  test.each([
    ['finding_number', violations.map({ ...VIOLATION, finding_number: '' }, FILE)],
    ['kind', violations.map({ ...VIOLATION, kind: 'two words' }, FILE)],
    ['found_on', violations.map({ ...VIOLATION, found_on: '08/10/2026' }, FILE)],
    ['agencies', violations.map({ ...VIOLATION, agencies: 'CPSC' }, FILE)],
    [
      'appeal_outcome',
      violations.map({ ...VIOLATION, appealed_on: '2026-09-01', appeal_outcome: 'UPHELD' }, FILE),
    ],
    [
      'appeal_outcome',
      violations.map({ ...VIOLATION, appeal_outcome: 'LOST', appeal_decided_on: '2026-09-01' }, FILE),
    ],
    ['appealed_on', violations.map({ ...VIOLATION, ...DECIDED }, FILE)],
    ['appealed_on', violations.map({ ...VIOLATION, ...DECIDED, appealed_on: '2026-10-02' }, FILE)],
    ['prior_disclosure', penalties.map({ ...PENALTY, prior_disclosure: 'perhaps' }, FILE)],
    ['assessed_usd', penalties.map({ ...PENALTY, assessed_usd: '' }, FILE)],
    ['assessed_usd', penalties.map({ ...PENALTY, assessed_usd: '1.005' }, FILE)],
    ['amount_usd', bills.map({ ...BILL, amount_usd: '-5.00' }, FILE)],
    ['protested', bills.map({ ...BILL, protested: '' }, FILE)],
    ['bill_number', payments.map({ ...PAYMENT, bill_number: 'no digit' }, FILE)],
  ])('%s', (field, mapped) => {
    expect(isRejected(mapped)).toBe(true);
    expect(mapped).toMatchObject({ field });
  });
  test('an importer number is never quoted', () => {
    const mapped = bills.map({ ...BILL, importer_number: '000-12-34567' }, FILE);
    expect(mapped).toMatchObject({ field: 'importer_number' });
    expect(JSON.stringify(mapped)).not.toContain('34567');
  });
});
