import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { addressesOf } from './addresses.ts';
import { standingChange } from './changes/standing-change.ts';
import { consentChange } from './consents/consent-change.ts';
import { importerNumberScalar } from './importer-number-scalar.ts';
import { REGISTRY_WORDS } from './listings/words.ts';
import { reviewDueOn } from './rules/certification-review.ts';
import { certificationState, isInForce } from './rules/certification-state.ts';
import { renewalTiming, renewBy } from './rules/certification-validity.ts';
import { DEFAULT_READING, nonresidentImporter } from './rules/residency.ts';
import type { Resolvers } from './schema.generated.ts';
import { evidenceFor } from './standing/evidence-for.ts';
import { residencyLimbs, shown } from './standing/residency-limbs.ts';
import { DISCLAIMER, ruleKnown, standingRuleset } from './standing/ruleset.ts';

export const resolvers = {
  ...preludeScalars,
  ImporterNumber: importerNumberScalar,
  Query: {
    importer: (_root, { id }, { load }) => load.importerById.load(id),
    possibleDuplicates: (_root, { importer }, { load }) => load.possibleDuplicates(importer),
    importerByNumber: (_root, { number }, { load }) =>
      load.importerByNumber.load(wellFormed('number', readImporterNumber(number))),
    importers: (_root, args, { load }) => load.importers(args),
    trustedImporters: (_root, args, { load }) => load.trustedImporters(args),
    trustedListingApplications: (_root, args, { load }) => load.trustedListingApplications(args),
    vettingOverdue: (_root, page, { load }) => load.vettingOverdue(page),
    adverseVettings: (_root, args, { load }) => load.adverseVettings(args),
    simulateRuleset: (_root, args, { load }) => load.simulation(args),
    night: (_root, { on }, { load }) => load.night(on ?? null),
    passings: (_root, args, { load }) => load.passings(args),
    standingRuleset: (_root, { on }, { today }) => standingRuleset(on ?? today),
  },
  Mutation: {
    fileConfidentialityCertification: async (_root, { input }, { load }) =>
      known(await load.fileCertification(input), load.certificationById),
    withdrawConfidentialityCertification: async (_root, args, { load }) =>
      known(await load.withdrawCertification(args), load.certificationById),
    reviewConfidentialityCertification: async (_root, args, { load }) =>
      known(await load.reviewCertification(args), load.certificationById),
    grantStandingConsent: async (_root, { input }, { load }) =>
      known(await load.grantConsent(input), load.consentById),
    revokeStandingConsent: async (_root, args, { load }) =>
      known(await load.revokeConsent(args), load.consentById),
    applyForTrustedListing: async (_root, args, { load }) =>
      known(await load.applyForListing(args), load.applicationById),
    withdrawTrustedListing: async (_root, args, { load }) =>
      known(await load.withdrawListing(args), load.applicationById),
    decideTrustedListing: async (_root, args, { load }) =>
      known(await load.decideListing(args), load.applicationById),
    enrollKnownShipper: async (_root, { input }, { load }) =>
      known(await load.enrollShipper(input), load.enrolmentById),
    endKnownShipperEnrollment: async (_root, args, { load }) =>
      known(await load.endEnrolment(args), load.enrolmentById),
    recordVetting: async (_root, { input }, { load }) =>
      known(await load.recordVetting(input), load.vettingById),
    decideVetting: async (_root, args, { load }) => known(await load.decideVetting(args), load.vettingById),
  },
  RegistrationRecord: {
    addresses: (record) => addressesOf(record),
  },
  PossibleDuplicate: {
    importer: async ({ importerId }, _arguments, { load }) =>
      listed(await load.importerById.load(importerId)),
  },
  Subscription: {
    consentChanged: (_root, { importers }, { event }) => consentChange(event, importers ?? null),
    standingChanged: (_root, { importers }, context) => standingChange(context, importers ?? null),
  },
  StandingChange: {
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
  },
  ConsentChange: {
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
  },
  Importer: {
    __resolveReference: ({ id }, { load }) => load.importerById.load(id),
    registryHistory: (importer, _arguments, { load }) => load.registrationsOf(importer),
    numberHistory: (importer, _arguments, { load }) => load.formerNumbersOf(importer),
    addresses: (importer) => addressesOf(importer),
    profile: (importer) => importer,
    owners: ({ id }, _arguments, { load }) => load.ownersOf.load(id),
    affiliates: (importer, { depth }, { load }) => load.affiliatesOf(importer, depth),
    assets: ({ id }, _arguments, { load }) => load.assetsOf.load(id),
    bonds: ({ id }, _arguments, { load }) => load.bondsOf.load(id),
    confidentiality: ({ id }, _arguments, { load }) => load.certificationsOf.load(id),
    manifestConfidentiality: ({ id }, { on }, { load }) => load.manifestConfidentialityOf(id, on),
    consents: ({ id }, _arguments, { load }) => load.consentsOf.load(id),
    trustedListing: ({ id }, _arguments, { load }) => load.trustedListingOf.load(id),
    trustedListingApplications: ({ id }, _arguments, { load }) => load.applicationsOf.load(id),
    listingSuspensions: ({ id }, _arguments, { load }) => load.listingSuspensionsOf.load(id),
    knownShipperRecord: ({ id }, _arguments, { load }) => load.enrolmentsOf.load(id),
    knownShipper: ({ id }, _arguments, { load }) => load.knownShipperOf(id),
    provenance: async (importer, _arguments, { load }) => [await load.provenanceOf(importer)],
    standing: (importer, args, { load }) => load.standingOf(importer, args),
    standingHistory: (importer, page, { load }) => load.standingHistoryOf(importer, page),
    whyNot: (importer, { asOf }, { load }) => load.failuresOf(importer, asOf),
    vettings: (importer, page, { load }) => load.vettingsOf(importer, page),
    riskTier: (importer, { asOf }, { load }) => load.riskTierOf(importer, asOf),
    residency: (importer, { asOf }, { load }) => load.residencyOf(importer, asOf),
    coveredImporter: (importer, { asOf }, { load }) => load.coveredImporterOf(importer, asOf),
    bondSufficiency: (importer, { asOf }, { load }) => load.bondSufficiencyOf(importer, asOf),
    importerNumberEligibility: (importer, { asOf }, { load }) => load.numberEligibilityOf(importer, asOf),
    entryEligibility: (importer, args, { load }) => load.entryEligibilityOf(importer, args),
    entryTypes: (importer, args, { load }) => load.entryTypesOf(importer, args),
  },
  ScreeningResult: {
    __resolveReference: ({ consent }, { load }) =>
      consent == null ? null : load.screenedConsent.load(consent),
    standing: async (screened, _arguments, { load }) => (await load.standingOf(screened, {}))?.status ?? null,
  },
  Night: {
    on: ({ sweptOn }) => sweptOn,
    since: ({ sinceOn }) => sinceOn,
    passed: ({ kinds }) => kinds.map(({ kind, passed }) => ({ kind, count: passed })),
  },
  Passing: {
    on: ({ passedOn }) => passedOn,
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
  },
  SimulatedStatusChange: {
    sample: ({ sample }, _arguments, { load }) => all(sample, load.importerById),
  },
  SimulatedTierChange: {
    sample: ({ sample }, _arguments, { load }) => all(sample, load.importerById),
  },
  Vetting: {
    importer: ({ importerId }, _arguments, { load }) =>
      importerId === null ? null : load.importerById.load(importerId),
  },
  Standing: {
    reasons: ({ kept }) => kept,
    disclaimer: () => DISCLAIMER,
  },
  StandingReason: {
    legalStatus: ({ rule }) => ruleKnown(rule).legalStatus,
    summary: ({ rule }) => ruleKnown(rule).says,
    authority: ({ rule }) => ruleKnown(rule).authority.join('; '),
    cure: ({ rule }) => ruleKnown(rule).cure,
    since: ({ since }) => Temporal.PlainDate.from(since),
    until: ({ until }) => (until === null ? null : Temporal.PlainDate.from(until)),
    via: ({ via }, _arguments, { load }) => (via === null ? null : load.importerById.load(via)),
    evidence: (reason, _arguments, { viewer }) => evidenceFor(viewer, reason),
  },
  ResidencyDetermination: {
    residency: ({ definitionAControls }) => definitionAControls,
    reading: () => DEFAULT_READING,
    nonresidentImporter: ({ facts }) => shown(nonresidentImporter(facts)),
    limbs: ({ facts }) => residencyLimbs(facts),
  },
  ConfidentialityCertification: {
    state: (certification, _arguments, { today }) => certificationState(certification, today),
    inForce: (certification, _arguments, { today }) => isInForce(certification, today),
    renewBy: ({ validUntil }) => renewBy(validUntil),
    renewal: ({ receivedOn, earlierUntil }) => renewalTiming(receivedOn, earlierUntil),
    reviewDueOn: (certification) => reviewDueOn(certification),
    reviews: ({ id }, _arguments, { load }) => load.reviewsOf.load(id),
  },
  Affiliation: {
    declaredBy: ({ id }, _arguments, { load }) => load.importerById.load(id),
    importer: ({ relatedId }, _arguments, { load }) =>
      relatedId === null ? null : load.importerById.load(relatedId),
  },
  TrustedImporterConnection: {
    notListed: ({ asked }, _arguments, { load }) => load.namesNotListed(asked),
    words: () => REGISTRY_WORDS,
    receivedAt: (_connection, _arguments, { load }) => load.trustedImportersReceivedAt(),
  },
  TrustedListingApplication: {
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
    vetting: (application, _arguments, { load }) => load.listingVettingOf(application),
    decisions: ({ id }, _arguments, { load }) => load.listingDecisionsOf.load(id),
  },
  KnownShipperRecord: {
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
    decisions: ({ id }, _arguments, { load }) => load.listingDecisionsOf.load(id),
  },
  TrustedListing: {
    importer: ({ importerId }, _arguments, { load }) => load.importerById.load(importerId),
  },
} satisfies Resolvers;

/** A record read back as any other; null where there is none. */
function known<Row>(
  id: string | null,
  byId: { load(id: string): Promise<Row | null> },
): Promise<Row | null> | null {
  return id === null ? null : byId.load(id);
}

/** Those that are there still. */
async function all<Row>(
  ids: readonly string[],
  byId: { load(id: string): Promise<Row | null> },
): Promise<readonly Row[]> {
  const rows = await Promise.all(ids.map((id) => byId.load(id)));
  return rows.filter((row) => row !== null);
}

/** Importers are not deleted: one of whom the registry said something is there. */
function listed<Row>(row: Row | null): Row {
  if (row === null) throw new Error('the registry has lost an importer that it named');
  return row;
}
