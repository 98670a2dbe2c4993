import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { ViolationReportInput } from '../schema.generated.ts';
import { readAttachments } from './attachments.ts';
import { readKeyOfReporter } from './client-key-of-nobody.ts';
import { keepAttachments } from './keep-report.ts';
import { LONGEST_DESCRIPTION, LONGEST_LINE, SHORTEST_DESCRIPTION } from './parameters.ts';
import { readOptionalText, readPlainText } from './plain-text.ts';
import { receiptFor, receiptHash, toldReceipt } from './receipt.ts';
import { readReporter } from './reporter.ts';
import type { Submitted } from './tables.ts';

/**
 * 19 USC 4318(a)(3). Keeps what anyone reports and gives the receipt, which is kept by
 * nobody else. Publishes nothing: an allegation is no finding.
 */
export function submitReport(setting: LoaderSetting) {
  return async (input: ViolationReportInput): Promise<Submitted | null> => {
    const { clientMutationKey, ...reported } = input;
    const key = readKeyOfReporter(setting.viewer, clientMutationKey);
    const { kind } = reported;
    const line = { longest: LONGEST_LINE };
    const about = readPlainText('about', reported.about, line);
    const description = readPlainText('description', reported.description, {
      shortest: SHORTEST_DESCRIPTION,
      longest: LONGEST_DESCRIPTION,
      hasLines: true,
    });
    const goods = readOptionalText('goods', reported.goods, line);
    const foundAt = readOptionalText('foundAt', reported.foundAt, line);
    const reporter = readReporter(reported.reporter);
    const attachments = readAttachments(reported.attachments);
    const receipt = receiptFor(setting, key, reported);
    const hash = receiptHash(setting, receipt);
    const id = recordId('rpt', setting.secret.ids, hash);
    const { audience, organization } = setting.viewer;
    const kept = await mutate(setting, {
      name: 'submitViolationReport',
      input,
      work: async (tx) => {
        await statement(
          tx,
          KEEP,
        )({
          id,
          hash,
          kind,
          about,
          description,
          goods,
          found_at: foundAt,
          at: setting.now,
          day: setting.today,
          organization: audience === 'PLATFORM' ? (organization?.id ?? null) : null,
        });
        if (reporter !== null) await statement(tx, KEEP_REPORTER)({ id, ...reporter });
        await keepAttachments(tx, setting, id, attachments);
        return id;
      },
    });
    return kept === null ? null : submitted(setting, kept, toldReceipt(receipt));
  };
}

/** The day is that of the first time, where the request was sent again. */
async function submitted(setting: LoaderSetting, id: string, receipt: string): Promise<Submitted | null> {
  const days = statement<{ readonly submittedAt: Temporal.Instant }>(
    setting.sql,
    `select submitted_at as "submittedAt" from violation_report where id = :id`,
  );
  const [first] = await days({ id });
  if (first === undefined) return null;
  return { id, receipt, submittedOn: first.submittedAt.toZonedDateTimeISO('UTC').toPlainDate() };
}

const KEEP = `
  insert into violation_report (
    id, receipt_hash, status, status_since, kind, about, description, goods, found_at, submitted_at, organization)
  values (
    :id, :hash, 'RECEIVED', :day, :kind, :about, :description, :goods, :found_at, :at, :organization)`;

const KEEP_REPORTER = `
  insert into violation_reporter (report_id, name, email, telephone)
  values (:id, :name, :email, :telephone)`;
