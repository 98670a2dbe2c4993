import { type Supposed, supposing } from '@good-standing/kernel/parameter/supposing.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { riskTier } from '../rules/risk-tier.ts';
import { affiliatesOf, type Disclosed } from '../standing/affiliates.ts';
import { assess } from '../standing/assess.ts';
import { gather } from '../standing/gather.ts';
import type { KnownFinding, StandingInputs } from '../standing/inputs.ts';
import { tierEvidence } from '../standing/record-facts.ts';
import { supposedFindings } from './supposed-findings.ts';
import { rulesElsewhere } from './supposed-parameters.ts';
import { type Judged, type Tallied, tally } from './tally.ts';
import { type TierRecord, tierRecords } from './tier-record.ts';

export interface SimulationAsked {
  readonly parameters: Supposed;
  readonly on: Temporal.PlainDate;
  /** Under which the owners of evidence answered; null: no rule of theirs reads a parameter. */
  readonly simulation: string | null;
  readonly mostSampled: number;
}

export interface Progress {
  readonly assessed: number;
}

/** One importer, as it is and as it would be. */
export type Watched = (importer: string, before: Judged, after: Judged) => void;

const AT_A_TIME = 2_000;

/**
 * Assesses everyone who has a standing as it is known now, once as the rules are and
 * once as they would be, with the rules themselves. Reads one state of the registry,
 * writes nothing.
 */
export async function simulate(
  sql: Sql,
  asked: SimulationAsked,
  heard: (progress: Progress) => void = () => undefined,
  watched: Watched = () => undefined,
): Promise<Tallied> {
  const counted = tally(asked.mostSampled);
  let assessed = 0;
  await sql.begin('isolation level repeatable read read only', async (tx) => {
    let coming = read(tx, asked, '');
    for (;;) {
      const { importers, judge } = await coming;
      const last = importers.at(-1);
      if (last === undefined) return;
      // NOTE: the next are read while these are judged.
      coming = read(tx, asked, last);
      coming.catch(() => undefined);
      judge((importer, before, after) => {
        counted.add(importer, before, after);
        watched(importer, before, after);
      });
      assessed += importers.length;
      heard({ assessed });
    }
  });
  return counted.done();
}

interface Read {
  readonly importers: readonly string[];
  readonly judge: (watched: Watched) => void;
}

async function read(tx: TransactionSql, asked: SimulationAsked, after: string): Promise<Read> {
  const { parameters, on, simulation } = asked;
  const next = await statement<{ id: string }>(tx, NEXT)({ after, most: AT_A_TIME });
  const importers = next.map(({ id }) => id);
  if (importers.length === 0) return { importers, judge: () => undefined };
  const known = await gather(tx, importers);
  const affiliated = 'affiliateControlPercent' in parameters || 'affiliateWatchPercent' in parameters;
  const underSupposed = (importer: string, edges: readonly Disclosed[]) =>
    supposing(parameters, () => affiliatesOf(importer, edges));
  const others = affiliated ? await gather(tx, importers, underSupposed) : known;
  const concerned = others.flatMap(({ importerId, affiliates }) => [
    importerId,
    ...affiliates.map(({ id }) => id),
  ]);
  const found = simulation === null ? null : await supposedFindings(tx, simulation, [...new Set(concerned)]);
  const rules = rulesElsewhere(parameters);
  const records = await tierRecords(tx, importers, on);
  return {
    importers,
    judge(watched) {
      for (const [nth, inputs] of known.entries()) {
        const { importerId } = inputs;
        const record = records(importerId);
        const other = others[nth] ?? inputs;
        const supposed = found === null ? other : replaced(other, rules, found);
        const before = judged(inputs, record, on);
        watched(
          importerId,
          before,
          supposing(parameters, () => judged(supposed, record, on)),
        );
      }
    },
  };
}

/** The inputs with what would be found by these rules in the place of what is. */
function replaced(
  inputs: StandingInputs,
  rules: readonly string[],
  found: (importer: string) => readonly KnownFinding[],
): StandingInputs {
  const of = (importer: string, findings: readonly KnownFinding[]) => [
    ...findings.filter(({ rule }) => !rules.includes(rule)),
    ...found(importer),
  ];
  return {
    ...inputs,
    findings: of(inputs.importerId, inputs.findings),
    affiliates: inputs.affiliates.map((affiliate) => ({
      ...affiliate,
      findings: of(affiliate.id, affiliate.findings),
    })),
  };
}

function judged(inputs: StandingInputs, record: TierRecord, on: Temporal.PlainDate): Judged {
  const day = on.toString();
  const span = assess(inputs).find(({ from, until }) => from <= day && (until === null || day <= until));
  const status = span?.status ?? 'UNDETERMINED';
  const { tier, because } = riskTier(
    tierEvidence({ ...NO_RECORD, ...record, id: inputs.importerId, findings: inputs.findings }, status, on),
    on,
  );
  return { status, reasons: span?.reasons ?? [], tier, because };
}

/** What a tier does not rest on. */
const NO_RECORD = { anticipatedCents: null, owners: [], assets: [], bonds: [], users: [] };

const NEXT = `
  select id
  from (
    (select id from importer where id > :after order by id limit :most)
    union
    (select distinct importer_id from assessment where known_until is null and importer_id > :after order by importer_id limit :most)
  ) everyone
  order by 1
  limit :most`;
