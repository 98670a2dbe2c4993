import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type {
  MutationDecideViolationReportArgs,
  ReportFollowUpInput,
  ViolationReportInput,
} from '../schema.generated.ts';
import { decideReport } from './decide-report.ts';
import { followUpReport } from './follow-up-report.ts';
import { type KnownReports, knownReports } from './known-reports.ts';
import { type PartsOfReport, partsOfReport } from './parts-of-report.ts';
import { submitReport } from './submit-report.ts';
import type { Report, Submitted } from './tables.ts';

/** What a request reads and changes of reports; a report that the viewer may not know of is null. */
export interface ReportRoom extends KnownReports, PartsOfReport {
  readonly submit: (input: ViolationReportInput) => Promise<Submitted | null>;
  readonly followUp: (input: ReportFollowUpInput) => Promise<Report | null>;
  readonly decide: (input: MutationDecideViolationReportArgs) => Promise<Report | null>;
}

export function reportRoom(setting: LoaderSetting): ReportRoom {
  const known = knownReports(setting);
  const parts = partsOfReport(setting);
  const changed = (id: string) => {
    for (const loader of [parts.followUpsOf, parts.attachmentsOf, parts.decisionsOf, parts.agenciesOf])
      loader.clear(id);
  };
  const followUp = followUpReport(setting);
  const decide = decideReport(setting);
  return {
    ...known,
    ...parts,
    submit: submitReport(setting),
    async followUp(input) {
      const id = await followUp(input);
      if (id === null) return null;
      changed(id);
      return known.byReceipt(input.receipt);
    },
    async decide(input) {
      const id = await decide(input);
      if (id === null) return null;
      changed(id);
      return known.byId(id);
    },
  };
}
