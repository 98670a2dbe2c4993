import { readFilerCode } from '@good-standing/kernel/identifiers/filer-code.ts';
import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { designationChange, findingChange } from './changes/record-change.ts';
import { cited, ruleKnown } from './rules/designation.ts';
import { identityVerified } from './rules/identity-verified.ts';
import type { Resolvers } from './schema.generated.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    broker: (_root, { id }, { load }) => load.brokerById.load(id),
    brokerByFilerCode: (_root, { code }, { load }) =>
      load.brokerByFilerCode.load(wellFormed('code', readFilerCode(code))),
    brokers: (_root, args, { load }) => load.brokers(args),
    brokerFinding: (_root, { id }, { load }) => load.findingById.load(id),
    brokerDesignation: (_root, { id }, { load }) => load.designationById.load(id),
    brokerFindings: (_root, args, { load }) => load.brokerFindings(args),
    brokersForReview: (_root, args, { load }) => load.brokersForReview(args),
    brokerVettingOverdue: (_root, page, { load }) => load.brokerVettingOverdue(page),
    adverseBrokerVettings: (_root, args, { load }) => load.adverseBrokerVettings(args),
  },
  Mutation: {
    recordIdentityVerification: async (_root, { input }, { load }) =>
      known(await load.recordVerification(input), load.verificationById),
    recordDueDiligence: async (_root, { input }, { load }) =>
      known(await load.recordDueDiligence(input), load.dueDiligenceById),
    openBrokerFinding: async (_root, { input }, { load }) =>
      known(await load.openFinding(input), load.findingById),
    appealBrokerFinding: async (_root, args, { load }) =>
      known(await load.appealFinding(args), load.findingById),
    closeBrokerFinding: async (_root, args, { load }) =>
      known(await load.closeFinding(args), load.findingById),
    decideRepresentationReview: async (_root, args, { load }) =>
      known(await load.decideReview(args), load.reviewById),
    designateBrokerAsImporterOfRecord: async (_root, { input }, { load }) =>
      known(await load.designate(input), load.designationById),
    endBrokerDesignation: async (_root, args, { load }) =>
      known(await load.endDesignation(args), load.designationById),
    recordBrokerVetting: async (_root, { input }, { load }) =>
      known(await load.recordBrokerVetting(input), load.brokerVettingById),
    decideBrokerVetting: async (_root, args, { load }) =>
      known(await load.decideBrokerVetting(args), load.brokerVettingById),
  },
  Subscription: {
    brokerFindingChanged: (_root, _arguments, { event, load }) => findingChange(event, load.findingById),
    designationChanged: (_root, _arguments, { event, load }) =>
      designationChange(event, load.designationById),
  },
  Broker: {
    __resolveReference: ({ id }, { load }) => load.brokerById.load(id),
    filerCodes: async ({ id }, _arguments, { load }) =>
      (await load.filerCodesOf.load(id)).map(({ code }) => code),
    licenseStatus: ({ id }, { asOf }, { load, today }) => load.statuses.license(id, asOf ?? today),
    ctpat: ({ id }, { asOf }, { load, today }) => load.statuses.ctpat(id, asOf ?? today),
    permits: ({ id }, _arguments, { load }) => load.permitsOf.load(id),
    clients: (broker, page, { load }) => load.clientsOf(broker, page),
    provenance: (broker, _arguments, { load }) => load.provenanceOf(broker),
    licenseHistory: ({ id }, _arguments, { load }) => load.licensePeriodsOf.load(id),
    ctpatHistory: ({ id }, _arguments, { load }) => load.ctpatPeriodsOf.load(id),
    verifications: (broker, page, { load }) => load.verificationsOf(broker, page),
    unverifiedClients: (broker, page, { load }) => load.unverifiedClientsOf(broker, page),
    dueDiligence: (broker, page, { load }) => load.dueDiligenceOf(broker, page),
    findings: (broker, page, { load }) => load.findingsOf(broker, page),
    repeatNoncompliantClientCount: async ({ id }, _arguments, { load }) =>
      (await load.countedClientsOf.load(id))?.count ?? 0,
    vettings: (broker, page, { load }) => load.brokerVettingsOf(broker, page),
  },
  BrokerVetting: {
    broker: ({ brokerId }, _arguments, { load }) => load.brokerById.load(brokerId),
  },
  Importer: {
    __resolveReference: ({ id }, { load }) => load.importerById.load(id),
    brokers: ({ id }, _arguments, { load }) => load.brokersOf.load(id),
    designations: ({ id }, _arguments, { load }) => load.designationsOf.load(id),
    mayDesignateBroker: ({ id }, { on }, { load }) => load.mayDesignate(id, on),
  },
  IdentityVerification: {
    broker: ({ brokerId }, _arguments, { load }) => load.brokerById.load(brokerId),
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
    renewBy: ({ verifiedOn }) => identityVerified.renewBy(verifiedOn),
  },
  DueDiligenceRecord: {
    broker: ({ brokerId }, _arguments, { load }) => load.brokerById.load(brokerId),
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
  },
  BrokerFinding: {
    broker: ({ brokerId }, _arguments, { load }) => load.brokerById.load(brokerId),
    importers: ({ importerIds }, _arguments, { load }) =>
      Promise.all(importerIds.map(async (id) => load.importerById.load(id))),
    steps: ({ id }, _arguments, { load }) => load.findingStepsOf.load(id),
    dueDiligence: (finding, _arguments, { load }) => load.dueDiligenceFor.load(finding),
  },
  RepeatedRepresentation: {
    broker: async ({ id }, _arguments, { load }) => there(await load.brokerById.load(id)),
    clientCount: ({ importerIds }) => importerIds.length,
    clients: ({ id }, _arguments, { load }) => load.representedDaysOf.load(id),
    dueDiligence: ({ id, importerIds }, _arguments, { load }) =>
      load.dueDiligenceFor.load({ brokerId: id, importerIds }),
    reviews: ({ id }, _arguments, { load }) => load.reviewsOf.load(id),
  },
  NoncompliantClient: {
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
  },
  RepresentationReview: {
    broker: ({ brokerId }, _arguments, { load }) => load.brokerById.load(brokerId),
    clientCount: ({ importerIds }) => importerIds.length,
    finding: ({ findingId }, _arguments, { load }) => known(findingId, load.findingById),
  },
  BrokerDesignation: {
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
    broker: ({ brokerId }, _arguments, { load }) => load.brokerById.load(brokerId),
    deniedBy: ({ deniedBy }) => deniedBy.map((rule) => cited(ruleKnown(rule))),
  },
} satisfies Resolvers;

/** A record read back as any other; null where there is none. */
function known<Row>(
  id: string | null,
  byId: { load(id: string): Promise<Row | null> },
): Promise<Row | null> | null {
  return id === null ? null : byId.load(id);
}

/** A row that another one holds on to, which the database keeps from going. */
function there<Row>(row: Row | null): Row {
  if (row === null) throw new Error('a record that another holds on to is gone');
  return row;
}
