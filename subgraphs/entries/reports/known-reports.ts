import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { ViolationReportStatus } from '../schema.generated.ts';
import { readReceipt, receiptHash } from './receipt.ts';
import type { Report } from './tables.ts';
import { heldBy, knownTo } from './visibility.ts';

const COLUMNS = `
  report.id, report.status, report.status_since as "statusSince", report.kind, report.about, report.description,
  report.goods, report.found_at as "foundAt", report.submitted_at as "submittedAt"`;

/** Reports that the viewer may know of. */
export interface KnownReports {
  /** Null for what is no receipt, and for the receipt of nothing, alike. */
  readonly byReceipt: (receipt: string) => Promise<Report | null>;
  readonly byId: (id: string) => Promise<Report | null>;
  /** Latest first, to whom that is told: an agency without the grant has no list. One statement. */
  readonly list: (page: PageArguments, status: ViolationReportStatus | null) => Promise<Connection<Report>>;
}

/** Of no report: what is no receipt is looked for as well. */
const NO_RECEIPT = '';

export function knownReports(setting: LoaderSetting): KnownReports {
  const { audience } = setting.viewer;
  const params = {
    agency: setting.viewer.agency,
    organization: setting.viewer.organization?.id ?? null,
    is_granted: setting.viewer.rules.has('VIOLATION_REPORT'),
  };
  return {
    async byReceipt(text) {
      const receipt = readReceipt(text);
      const hash = receipt === null ? NO_RECEIPT : receiptHash(setting, receipt);
      const rows = statement<Report>(
        setting.sql,
        `select ${COLUMNS} from violation_report report where report.receipt_hash = :hash and ${heldBy(audience)}`,
      );
      const [report = null] = await rows({ ...params, hash });
      return report;
    },
    async byId(id) {
      const rows = statement<Report>(
        setting.sql,
        `select ${COLUMNS} from violation_report report where report.id = :id and ${knownTo(audience)}`,
      );
      const [report = null] = await rows({ ...params, id });
      return report;
    },
    async list(page, status) {
      const cursors = listCursors(setting, 'Query.violationReports', { status });
      const { first, after } = readPage(page, cursors);
      const ofAll = status === null ? OF_ALL : OF_STATUS;
      const rows = statement<Report>(setting.sql, audience === 'CBP' ? ofAll : OF_AGENCY);
      const [at = null, id = null] = after ?? [];
      const found = await rows({ ...params, status, at, id, take: first + 1 });
      return connection(found, first, cursors, (report) => [report.submittedAt.toString(), report.id]);
    },
  };
}

const AFTER = `(:at::timestamptz is null or (report.submitted_at, report.id) < (:at::timestamptz, :id::text))`;
const LATEST_FIRST = 'order by report.submitted_at desc, report.id desc limit :take::int';

const OF_ALL = `
  select ${COLUMNS}
  from violation_report report
  where ${knownTo('CBP')} and ${AFTER}
  ${LATEST_FIRST}`;

const OF_STATUS = `
  select ${COLUMNS}
  from violation_report report
  where ${knownTo('CBP')} and report.status = :status and ${AFTER}
  ${LATEST_FIRST}`;

const OF_AGENCY = `
  select ${COLUMNS}
  from violation_report_agency flagged
  join violation_report report on report.id = flagged.report_id
  where flagged.agency = :agency
    and :is_granted::boolean
    and (:status::text is null or report.status = :status)
    and (:at::timestamptz is null or (flagged.submitted_at, flagged.report_id) < (:at::timestamptz, :id::text))
  order by flagged.submitted_at desc, flagged.report_id desc
  limit :take::int`;
