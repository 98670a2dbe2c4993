import { malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import { MEASURES } from '../statistics/performance.ts';

const COLUMNS = {
  measure: wordField(MEASURES.map(({ measure }) => measure)),
  year: fiscalYearField,
  target_percent: tenthsField,
  baseline_year: fiscalYearField,
  basis: textField(300),
  decided_on: dayField,
};

/** What CBP aims at by measure and fiscal year (E-Commerce Strategy, Measuring Success); a later row restates. */
export function performanceTargetsFeed(): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'performance-targets',
    source: 'PERFORMANCE_TARGETS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_performance_target',
        columns: [
          { name: 'measure', type: 'text' },
          { name: 'year', type: 'integer' },
          { name: 'target_tenths', type: 'bigint' },
          { name: 'baseline_year', type: 'integer' },
          { name: 'basis', type: 'text' },
          { name: 'decided_on', type: 'date' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { target_percent, ...target } = read.fields;
      if (target.baseline_year > target.year) {
        const got = String(target.baseline_year);
        return { field: 'baseline_year', expected: `${target.year} or an earlier year`, got };
      }
      return { staged_performance_target: [{ ...target, target_tenths: target_percent }] };
    },
    merge: [MERGE],
  };
}

function fiscalYearField(text: string) {
  const written = text.trim();
  return /^[12]\d{3}$/.test(written) ? Number(written) : malformed('a fiscal year YYYY', text);
}

/** Of a hundred, with at most one place; whole tenths come back. */
function tenthsField(text: string) {
  const parts = /^(\d{1,4})(?:\.(\d))?$/.exec(text.trim());
  if (parts === null) return malformed('hundredths such as 95 or 92.5', text);
  return Number(parts[1]) * 10 + Number(parts[2] ?? '0');
}

const MERGE = `
  insert into performance_target (measure, year, target_tenths, baseline_year, basis, decided_on, run_id, line)
  select distinct on (measure, year) measure, year, target_tenths, baseline_year, basis, decided_on, run_id, line
  from staged_performance_target
  order by measure, year, record desc
  on conflict (measure, year) do update
    set target_tenths = excluded.target_tenths, baseline_year = excluded.baseline_year, basis = excluded.basis,
        decided_on = excluded.decided_on, run_id = excluded.run_id, line = excluded.line
    where (performance_target.target_tenths, performance_target.baseline_year, performance_target.basis,
        performance_target.decided_on)
      is distinct from (excluded.target_tenths, excluded.baseline_year, excluded.basis, excluded.decided_on)`;
