import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readPgaAgency } from '@good-standing/kernel/identifiers/pga-agency.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { MutationDecideViolationReportArgs, ReportDecision } from '../schema.generated.ts';
import { keepFollowUp, type Standing, standingReport } from './keep-report.ts';
import { LONGEST_MESSAGE, MOST_AGENCIES } from './parameters.ts';
import { readOptionalText, readPlainText } from './plain-text.ts';
import { readReceipt, receiptHash } from './receipt.ts';
import { statusAfter } from './status-of-report.ts';

/**
 * 19 USC 4318(a)(4). Keeps what CBP decides on a report, tells the reporter what became of
 * it, and flags it to the agencies in whose jurisdiction it is. What would change nothing
 * is not written again. Gives the report, or null where there is none.
 */
export function decideReport(setting: LoaderSetting) {
  return async (input: MutationDecideViolationReportArgs): Promise<string | null> => {
    const { decision } = input;
    const text = { longest: LONGEST_MESSAGE, hasLines: true };
    const note = readPlainText('note', input.note, text);
    const message = readOptionalText('message', input.message, text);
    if (decision === 'ASK' && message === null)
      throw badInput('message: expected a question to the reporter');
    const agencies = readAgencies(decision, input.agencies);
    const which = readWhich(setting, input);
    return mutate(setting, {
      name: 'decideViolationReport',
      input,
      work: async (tx) => {
        const report = await standingReport(tx, which.predicate, which.params);
        if (report === null) return null;
        const status = statusAfter(report.status, decision);
        if (status === null) throw badInput('decision: the report is closed; expected REVIEW first');
        const isFlagged = await flag(tx, setting, report, agencies);
        if (status === report.status && message === null && !isFlagged) return report.id;
        const { organization, actor } = setting.viewer;
        await statement(
          tx,
          KEEP,
        )({
          id: report.id,
          decision,
          note,
          day: setting.today,
          organization: organization?.id ?? null,
          actor,
        });
        if (status !== report.status || message !== null)
          await keepFollowUp(tx, setting, report, { by: 'CBP', status, text: message });
        return report.id;
      },
    });
  };
}

function readWhich(setting: LoaderSetting, { id, receipt }: MutationDecideViolationReportArgs) {
  const hasId = id !== null && id !== undefined;
  const hasReceipt = receipt !== null && receipt !== undefined;
  if (hasId === hasReceipt) throw badInput('id: expected either the id or the receipt');
  if (hasId) return { predicate: 'report.id = :id', params: { id } };
  const read = readReceipt(receipt ?? '');
  const hash = read === null ? '' : receiptHash(setting, read);
  return { predicate: 'report.receipt_hash = :hash', params: { hash } };
}

function readAgencies(
  decision: ReportDecision,
  given: readonly string[] | null | undefined,
): readonly string[] {
  const agencies = given ?? [];
  if (decision !== 'REFER') {
    if (agencies.length === 0) return [];
    throw badInput('agencies: expected none but where the decision is REFER');
  }
  if (agencies.length === 0 || agencies.length > MOST_AGENCIES)
    throw badInput(`agencies: expected 1 to ${MOST_AGENCIES}, got ${agencies.length}`);
  return agencies.map((text) => {
    const agency = readPgaAgency(text);
    if (isMalformed(agency)) throw badInput('agencies: expected codes of CATAIR Appendix V');
    return agency;
  });
}

/** Whether an agency hears of it that did not. */
async function flag(
  tx: TransactionSql,
  { today }: LoaderSetting,
  { id, submittedAt }: Standing,
  agencies: readonly string[],
): Promise<boolean> {
  if (agencies.length === 0) return false;
  const flagged = await statement<object>(tx, FLAG)({ id, agencies, at: submittedAt, day: today });
  return flagged.length > 0;
}

const FLAG = `
  insert into violation_report_agency (report_id, agency, submitted_at, referred_on)
  select :id, agency, :at::timestamptz, :day::date
  from unnest(:agencies::text[]) as agency
  on conflict do nothing
  returning agency`;

const KEEP = `
  insert into violation_report_decision (report_id, nth, decision, note, decided_on, organization, actor)
  select :id, count(*) + 1, :decision, :note, :day::date, :organization::text, :actor::text
  from violation_report_decision
  where report_id = :id`;
