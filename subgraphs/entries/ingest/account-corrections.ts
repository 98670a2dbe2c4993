import { noteCorrections } from '@good-standing/kernel/correction/note-corrections.ts';

/** Of several rows of one id in one chunk the last. */
const lastOf = (staged: string) => `select distinct on (id) * from ${staged} order by id, record desc`;

/**
 * Findings are read through their importer, by agencies those flagged to them. The status, and
 * the days and outcomes that come with it, come in the ordinary course (policy).
 */
export const VIOLATION_CORRECTIONS = noteCorrections({
  held: 'violation',
  restated: `(${lastOf('staged_violation')})`,
  record: 'held.importer_id',
  readers: `array['OTHERS'] || held.agencies || restated.agencies`,
  coordinates: {
    'Importer.violations': ['importer_id', 'entry_id', 'kind', 'culpability', 'statute', 'found_on'],
  },
  onceTold: {
    'Importer.violations': ['final_on', 'appealed_on', 'appeal_outcome', 'appeal_decided_on'],
  },
});

/** Outside CBP nothing is told of a case of a seizure that is held (19 USC 1628a(d)). */
const OPEN_PENALTIES = `
  select distinct on (id) *
  from staged_penalty
  where not exists (
    select from seizure
    where seizure.id = staged_penalty.seizure_id
      and (seizure.law_enforcement_hold or seizure.national_security_hold))
  order by id, record desc`;

const FLAGGED = `array['OTHERS']
  || array(select agency from violation, unnest(violation.agencies) agency where violation.id = held.violation_id)
  || array(
    select agency from seizure_line, unnest(seizure_line.agencies) agency
    where seizure_line.seizure_id = held.seizure_id)`;

const ASSESSED = ['statute', 'assessed_cents', 'loss_of_revenue_cents', 'assessed_on'];

/** Cases are read through their seizure and their finding. Mitigation and payment come in the ordinary course (policy). */
export const PENALTY_CORRECTIONS: readonly string[] = [
  noteCorrections({
    held: 'penalty',
    restated: `(${OPEN_PENALTIES})`,
    record: 'held.seizure_id',
    readers: FLAGGED,
    coordinates: { 'Seizure.penalty': ASSESSED },
    onceTold: { 'Seizure.penalty': ['closed_on'] },
  }),
  noteCorrections({
    held: '(select * from penalty where violation_id is not null)',
    restated: `(${OPEN_PENALTIES})`,
    record: 'held.violation_id',
    readers: FLAGGED,
    coordinates: { 'Violation.penalties': ['violation_id', ...ASSESSED] },
    onceTold: { 'Violation.penalties': ['closed_on'] },
  }),
];

/** What is restated of a case of evasion. Nothing before the parties were told of it. */
export const EVASION_CORRECTIONS = noteCorrections({
  held: '(select * from evasion_case where notified_on is not null)',
  restated: `(${lastOf('staged_evasion_case')})`,
  record: 'held.importer_id',
  readers: `array['OTHERS'] || held.agencies || restated.agencies`,
  coordinates: {
    'Importer.evasionCases': ['importer_id', 'order_number', 'merchandise', 'received_on', 'initiated_on'],
  },
  onceTold: {
    'Importer.evasionCases': [
      'interim',
      'interim_on',
      'notified_on',
      'determination',
      'determined_on',
      'determination_notice_on',
      'review_asked_on',
      'review',
      'reviewed_on',
    ],
  },
});

export const FORCED_LABOR_CORRECTIONS = noteCorrections({
  held: 'forced_labor_detention',
  restated: `(${lastOf('staged_forced_labor_detention')})`,
  record: 'held.importer_id',
  readers: `array['OTHERS'] || held.agencies || restated.agencies`,
  coordinates: {
    'Importer.forcedLaborDetentions': [
      'importer_id',
      'entry_id',
      'basis',
      'order_reference',
      'merchandise',
      'origin',
      'imported_on',
      'presented_on',
      'detained_on',
    ],
  },
  onceTold: {
    'Importer.forcedLaborDetentions': [
      'notice_on',
      'proof_on',
      'outcome',
      'decided_on',
      'protested_on',
      'protest',
      'protest_decided_on',
    ],
  },
});

export const LIQUIDATED_DAMAGES_CORRECTIONS = noteCorrections({
  held: 'liquidated_damages',
  restated: `(${lastOf('staged_liquidated_damages')})`,
  record: 'held.importer_id',
  readers: `array['OTHERS'] || held.agencies || restated.agencies`,
  coordinates: {
    'Importer.liquidatedDamages': [
      'importer_id',
      'entry_id',
      'bond_number',
      'breach',
      'assessed_cents',
      'noticed_on',
    ],
  },
  onceTold: { 'Importer.liquidatedDamages': ['petitioned_on', 'closed_on'] },
});
