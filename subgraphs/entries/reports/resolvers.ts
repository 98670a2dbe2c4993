import type { MutationResolvers, QueryResolvers, Resolvers } from '../schema.generated.ts';

export const reportQueries = {
  violationReport: (_root, { receipt }, { load }) => load.reports.byReceipt(receipt),
  violationReportById: (_root, { id }, { load }) => load.reports.byId(id),
  violationReports: (_root, { status, ...page }, { load }) => load.reports.list(page, status ?? null),
} satisfies QueryResolvers;

export const reportMutations = {
  submitViolationReport: (_root, { input }, { load }) => load.reports.submit(input),
  followUpViolationReport: (_root, { input }, { load }) => load.reports.followUp(input),
  decideViolationReport: (_root, input, { load }) => load.reports.decide(input),
} satisfies MutationResolvers;

export const reportTypes = {
  ViolationReport: {
    submittedOn: ({ submittedAt }) => submittedAt.toZonedDateTimeISO('UTC').toPlainDate(),
    followUps: ({ id }, _arguments, { load }) => load.reports.followUpsOf.load(id),
    attachments: ({ id }, _arguments, { load }) => load.reports.attachmentsOf.load(id),
    reporter: ({ id }, _arguments, { load }) => load.reports.reporterOf.load(id),
    agencies: async ({ id }, _arguments, { load }) =>
      (await load.reports.agenciesOf.load(id)).map(({ agency }) => agency),
    decisions: ({ id }, _arguments, { load }) => load.reports.decisionsOf.load(id),
  },
  ReportFollowUp: {
    number: ({ nth }) => nth,
  },
  ReportAttachment: {
    content: ({ id }, _arguments, { load }) => load.reports.contentOf(id),
  },
  DecidedReport: {
    number: ({ nth }) => nth,
    decidedBy: ({ actor }) => actor,
  },
} satisfies Resolvers;
