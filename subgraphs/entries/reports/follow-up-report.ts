import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { ReportFollowUpInput } from '../schema.generated.ts';
import { readAttachments } from './attachments.ts';
import { readKeyOfReporter } from './client-key-of-nobody.ts';
import { keepAttachments, keepFollowUp, standingReport } from './keep-report.ts';
import { LONGEST_MESSAGE, MOST_FOLLOW_UPS } from './parameters.ts';
import { readPlainText } from './plain-text.ts';
import { readReceipt, receiptHash } from './receipt.ts';
import { statusAfterAnswer } from './status-of-report.ts';
import { heldBy } from './visibility.ts';

/** Keeps what the holder of a receipt says. Gives the report, or null where the receipt is for none. */
export function followUpReport(setting: LoaderSetting) {
  return async (input: ReportFollowUpInput): Promise<string | null> => {
    readKeyOfReporter(setting.viewer, input.clientMutationKey);
    const text = readPlainText('text', input.text, { longest: LONGEST_MESSAGE, hasLines: true });
    const attachments = readAttachments(input.attachments);
    const receipt = readReceipt(input.receipt);
    const hash = receipt === null ? '' : receiptHash(setting, receipt);
    const { audience, organization } = setting.viewer;
    return mutate(setting, {
      name: 'followUpViolationReport',
      input,
      work: async (tx) => {
        const held = `report.receipt_hash = :hash and ${heldBy(audience)}`;
        const report = await standingReport(tx, held, { hash, organization: organization?.id ?? null });
        if (report === null) return null;
        const status = statusAfterAnswer(report.status);
        if (status === null)
          throw badInput('receipt: the report is closed; what is new is a report of its own');
        if (report.saidByReporter >= MOST_FOLLOW_UPS)
          throw badInput(`text: the report is full: the reporter said ${MOST_FOLLOW_UPS} things already`);
        await keepFollowUp(tx, setting, report, { by: 'REPORTER', status, text });
        await keepAttachments(tx, setting, report.id, attachments);
        return report.id;
      },
    });
  };
}
