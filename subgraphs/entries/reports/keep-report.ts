import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { ReportFollowUpBy, ViolationReportStatus } from '../schema.generated.ts';
import type { Attachment } from './attachments.ts';
import { MOST_ATTACHMENTS, MOST_IN_ALL } from './parameters.ts';

/** A report as it stands, its row locked until the transaction ends. */
export interface Standing {
  readonly id: string;
  readonly status: ViolationReportStatus;
  /** Follow-ups of both, and of the reporter alone. */
  readonly said: number;
  readonly saidByReporter: number;
  readonly submittedAt: Temporal.Instant;
}

/** @param which one predicate on `report`. */
export async function standingReport(
  tx: TransactionSql,
  which: string,
  params: Readonly<Record<string, string | null>>,
): Promise<Standing | null> {
  const rows = statement<Standing>(
    tx,
    `select report.id, report.status, report.submitted_at as "submittedAt",
       (select count(*)::int from violation_report_follow_up said where said.report_id = report.id) as said,
       (select count(*)::int from violation_report_follow_up said
        where said.report_id = report.id and said.by_whom = 'REPORTER') as "saidByReporter"
     from violation_report report
     where ${which}
     for update of report`,
  );
  const [report = null] = await rows(params);
  return report;
}

export interface Said {
  readonly by: ReportFollowUpBy;
  readonly status: ViolationReportStatus;
  readonly text: string | null;
}

/** Adds what was said and moves the report to its status. */
export async function keepFollowUp(
  tx: TransactionSql,
  { today }: LoaderSetting,
  { id, said, status: before }: Standing,
  { by, status, text }: Said,
): Promise<void> {
  if (said >= MOST_IN_ALL) throw badInput('the report is full: nothing more can be said of it');
  await statement(tx, KEEP_FOLLOW_UP)({ id, nth: said + 1, by, day: today, status, text });
  if (status !== before) await statement(tx, MOVE)({ id, status, day: today });
}

/** Adds the files of one request. BAD_USER_INPUT where the report would hold too many. */
export async function keepAttachments(
  tx: TransactionSql,
  { secret }: LoaderSetting,
  report: string,
  attachments: readonly Attachment[],
): Promise<void> {
  if (attachments.length === 0) return;
  const [{ held } = { held: 0 }] = await statement<{ readonly held: number }>(tx, HELD)({ report });
  if (held + attachments.length > MOST_ATTACHMENTS) {
    throw badInput(`attachments: expected at most ${MOST_ATTACHMENTS} of one report, it has ${held}`);
  }
  const keep = statement(tx, KEEP_ATTACHMENT);
  for (const [place, { type, content, sha256 }] of attachments.entries()) {
    const nth = held + place + 1;
    const id = recordId('rat', secret.ids, `${report}/${nth}`);
    const text = content.toString('base64');
    await keep({ id, report, nth, type, bytes: content.length, sha256, content: text });
  }
}

const KEEP_FOLLOW_UP = `
  insert into violation_report_follow_up (report_id, nth, by_whom, said_on, status, body)
  values (:id, :nth, :by, :day, :status, :text)`;

const MOVE = `
  update violation_report
  set status = :status, status_since = :day
  where id = :id`;

const HELD = `select count(*)::int as held from violation_report_attachment where report_id = :report`;

const KEEP_ATTACHMENT = `
  insert into violation_report_attachment (id, report_id, nth, media_type, bytes, sha256, content)
  values (:id, :report, :nth, :type, :bytes, :sha256, decode(:content::text, 'base64'))`;
