import { CASCADE, CAST_SIZE, castNumber } from './cast.ts';
import { castEntryNumber } from './entries.ts';
import { type FeedFile, feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Importers with a violation finding, and with bills, of a thousand. */
const VIOLATORS = 0.02;
const BILLED = 0.3;

export function violationFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  const { folder } = setting;
  const violations = feedFile(`${folder}/invented-violations.csv`, [
    'finding_number',
    'importer_number',
    'entry_number',
    'kind',
    'culpability',
    'statute',
    'found_on',
    'final_on',
    'status',
    'agencies',
    'appealed_on',
    'appeal_outcome',
    'appeal_decided_on',
  ]);
  const penalties = feedFile(`${folder}/invented-penalties.csv`, [
    'case_number',
    'finding_number',
    'importer_number',
    'statute',
    'assessed_usd',
    'loss_of_revenue_usd',
    'mitigated_usd',
    'paid_usd',
    'assessed_on',
    'closed_on',
    'party_name',
    'domestic_value_usd',
    'dutiable_value_usd',
    'prior_disclosure',
    'exception_approved_by',
    'exception_reason',
  ]);
  const bills = feedFile(`${folder}/invented-bills.csv`, [
    'bill_number',
    'importer_number',
    'entry_number',
    'kind',
    'amount_usd',
    'issued_on',
    'due_on',
    'protested',
  ]);
  const payments = feedFile(`${folder}/invented-payments.csv`, [
    'payment_number',
    'bill_number',
    'amount_usd',
    'paid_on',
  ]);
  writeCast(setting, violations, penalties, bills, payments);
  writeCrowd(setting, violations, penalties, bills, payments);
  return [
    { feed: 'violations', file: violations.path, rows: violations.close() },
    { feed: 'penalties', file: penalties.path, rows: penalties.close() },
    { feed: 'bills', file: bills.path, rows: bills.close() },
    { feed: 'payments', file: payments.path, rows: payments.close() },
  ];
}

function writeCast(
  { days: { ago } }: WorldSetting,
  violations: FeedFile,
  penalties: FeedFile,
  bills: FeedFile,
  payments: FeedFile,
): void {
  const entry = castEntryNumber(2, 6);
  violations.row([
    'INV-F-0001',
    CASCADE,
    entry,
    'CONTRABAND',
    'GROSS_NEGLIGENCE',
    '19 USC 1592',
    ago(100),
    ago(60),
    'FINAL',
    'FDA',
    '',
    '',
    '',
  ]);
  violations.row([
    'INV-F-0002',
    CASCADE,
    '',
    'MISCLASSIFICATION',
    'NEGLIGENCE',
    '19 USC 1592',
    ago(40),
    '',
    'PENDING',
    '',
    '',
    '',
    '',
  ]);
  penalties.row([
    '2026-INV-P00001-01',
    'INV-F-0001',
    CASCADE,
    '19 USC 1592',
    '48000.00',
    '12000.00',
    '24000.00',
    '24000.00',
    ago(58),
    ago(20),
    'CASCADE NUTRITION LLC',
    '60000.00',
    '50000.00',
    'N',
    '',
    '',
  ]);
  bills.row(['INV-B-0001', CASCADE, entry, 'DUTY', '1250.00', ago(90), ago(60), 'N']);
  bills.row(['INV-B-0002', CASCADE, '', 'PENALTY', '24000.00', ago(55), ago(25), 'N']);
  payments.row(['INV-Y-0001', 'INV-B-0002', '24000.00', ago(21)]);
}

function writeCrowd(
  setting: WorldSetting,
  violations: FeedFile,
  penalties: FeedFile,
  bills: FeedFile,
  payments: FeedFile,
): void {
  const random = setting.stream('violations');
  const { ago } = setting.days;
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    const number = castNumber(nth);
    if (random.chance(VIOLATORS)) {
      const found = random.between(200, 700);
      const final = random.chance(0.7);
      const finding = `INV-F-${String(nth + 1_000).padStart(7, '0')}`;
      violations.row([
        finding,
        number,
        '',
        random.pick(['MISCLASSIFICATION', 'UNDERVALUATION', 'FALSE_ORIGIN', 'TRANSSHIPMENT', 'CONTRABAND']),
        random.pick(['NEGLIGENCE', 'NEGLIGENCE', 'GROSS_NEGLIGENCE', 'FRAUD']),
        '19 USC 1592',
        ago(found),
        final ? ago(found - 90) : '',
        final ? 'FINAL' : 'PENDING',
        random.pick(['', 'FDA', 'CPS']),
        '',
        '',
        '',
      ]);
      if (final) {
        const assessed = random.between(10, 900) * 100;
        penalties.row([
          `2026-INX-${String(nth).padStart(7, '0')}-01`,
          finding,
          number,
          '19 USC 1592',
          `${assessed}.00`,
          `${assessed / 4}.00`,
          `${assessed / 2}.00`,
          random.chance(0.8) ? `${assessed / 2}.00` : '0.00',
          ago(found - 95),
          random.chance(0.8) ? ago(found - 150) : '',
          `INVENTED IMPORTER ${nth}`,
          `${assessed * 3}.00`,
          `${assessed * 2}.00`,
          'N',
          '',
          '',
        ]);
      }
    }
    if (random.chance(BILLED)) {
      const issued = random.between(60, 700);
      const bill = `INV-B-${String(nth + 1_000).padStart(7, '0')}`;
      const amount = `${random.between(50, 9_000)}.00`;
      bills.row([
        bill,
        number,
        '',
        random.pick(['DUTY', 'FEE', 'LIQUIDATED_DAMAGES']),
        amount,
        ago(issued),
        ago(issued - 30),
        random.chance(0.05) ? 'Y' : 'N',
      ]);
      if (random.chance(0.9))
        payments.row([
          `INV-Y-${String(nth + 1_000).padStart(7, '0')}`,
          bill,
          amount,
          ago(Math.max(1, issued - random.between(5, 50))),
        ]);
    }
  }
}
