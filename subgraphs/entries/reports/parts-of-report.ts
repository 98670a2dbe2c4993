import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import type { AttachmentRow, Decided, FollowUp, Reporter } from './tables.ts';

interface Flagged {
  readonly reportId: string;
  readonly agency: string;
}

type Many<Row> = DataLoader<string, readonly Row[]>;

/** Parts of reports that the viewer came to: of any report, who may have them is the guard's. */
export interface PartsOfReport {
  readonly followUpsOf: Many<FollowUp>;
  readonly attachmentsOf: Many<AttachmentRow>;
  readonly decisionsOf: Many<Decided>;
  readonly agenciesOf: Many<Flagged>;
  readonly reporterOf: DataLoader<string, Reporter | null>;
  /** Base64 of an attachment that is there. */
  readonly contentOf: (attachment: string) => Promise<string>;
}

export function partsOfReport(setting: LoaderSetting): PartsOfReport {
  const many = <Row extends { readonly reportId: string }>(text: string): Many<Row> => {
    const rows = statement<Row>(setting.sql, text);
    return manyByKey(
      (ids: readonly string[]) => rows({ ids }),
      (row) => row.reportId,
    );
  };
  const reporters = many<Reporter>(REPORTERS);
  const contents = statement<{ readonly content: string }>(setting.sql, CONTENT);
  return {
    followUpsOf: many<FollowUp>(FOLLOW_UPS),
    attachmentsOf: many<AttachmentRow>(ATTACHMENTS),
    decisionsOf: many<Decided>(DECISIONS),
    agenciesOf: many<Flagged>(AGENCIES),
    reporterOf: new DataLoader(async (ids) =>
      Promise.all(ids.map(async (id) => (await reporters.load(id))[0] ?? null)),
    ),
    async contentOf(id) {
      const [{ content } = { content: '' }] = await contents({ id });
      return content;
    },
  };
}

const FOLLOW_UPS = `
  select report_id as "reportId", nth, by_whom as "by", said_on as "on", status, body as text
  from violation_report_follow_up
  where report_id = any(:ids::text[])
  order by report_id, nth`;

const ATTACHMENTS = `
  select id, report_id as "reportId", media_type as type, bytes, sha256
  from violation_report_attachment
  where report_id = any(:ids::text[])
  order by report_id, nth`;

const DECISIONS = `
  select report_id as "reportId", nth, decision, note, decided_on as "decidedOn", actor
  from violation_report_decision
  where report_id = any(:ids::text[])
  order by report_id, nth`;

const AGENCIES = `
  select report_id as "reportId", agency
  from violation_report_agency
  where report_id = any(:ids::text[])
  order by report_id, agency`;

const REPORTERS = `
  select report_id as "reportId", name, email, telephone
  from violation_reporter
  where report_id = any(:ids::text[])`;

/** Postgres breaks base64 into lines. */
const CONTENT = `
  select translate(encode(content, 'base64'), chr(10), '') as content
  from violation_report_attachment
  where id = :id`;
