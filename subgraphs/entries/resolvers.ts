import { type EntryTypeCode, entryType } from '@good-standing/kernel/identifiers/entry-type.ts';
import {
  readRecordationNumber,
  recordationKind,
} from '@good-standing/kernel/identifiers/recordation-number.ts';
import { entryNumberScalar, preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { isHeld } from './disclosures/seizure-facts.ts';
import { namedParty } from './named-party.ts';
import { publicationMutations, publicationQueries, publicationTypes } from './publication/resolvers.ts';
import { quantity } from './quantity.ts';
import { recipientNotice } from './recipient-notice.ts';
import { reportMutations, reportQueries, reportTypes } from './reports/resolvers.ts';
import { clockAsOf, clocksAsOf, OWED } from './rules/clock-as-of.ts';
import { isAbandonedBeforeSeizure, saleAllowedFrom } from './rules/disposition.ts';
import { documentOfStage } from './rules/document-of-stage.ts';
import { clocksOfEvasion, evasionStage } from './rules/evasion.ts';
import { finalityOf } from './rules/finality.ts';
import { clocksOfForcedLabor } from './rules/forced-labor.ts';
import type { EntryOutcome } from './rules/importer-history.ts';
import { mitigationOf } from './rules/mitigation-of-penalty.ts';
import { clocksOfLiquidatedDamages } from './rules/petition.ts';
import { recordationStatus } from './rules/recordation-status.ts';
import { notAfter, seizureEvents } from './rules/seizure-events.ts';
import { seizureStageAsked } from './rules/seizure-stage.ts';
import type { Resolvers } from './schema.generated.ts';
import { seizureImage } from './seizure-image.ts';
import { statisticsMutations, statisticsQueries, statisticsTypes } from './statistics/resolvers.ts';

export const resolvers = {
  ...preludeScalars,
  EntryNumber: entryNumberScalar,
  Query: {
    entry: (_root, { id }, { load }) => load.entryById.load(id),
    entryByNumber: (_root, { number }, { load }) => load.entryByNumber(number),
    seizure: (_root, { id }, { load }) => load.seizureById.load(id),
    myRecordations: (_root, page, { load }) => load.ownRecordations(page),
    recordation: (_root, { number }, { load }) =>
      load.recordationByNumber(wellFormed('number', readRecordationNumber(number))),
    closedPenalties: (_root, page, { load }) => load.closedPenalties(page),
    clocksDue: (_root, due, { load }) => load.clocksDue(due),
    ...publicationQueries,
    ...statisticsQueries,
    ...reportQueries,
  },
  Mutation: {
    decideSeizureRelease: (_root, { input }, { load }) => load.decideRelease(input),
    requestImages: (_root, { input }, { load }) => load.requestImages(input),
    requestSample: (_root, { input }, { load }) => load.requestSample(input),
    recordSampleStep: (_root, { input }, { load }) => load.recordSampleStep(input),
    recordImporterResponse: (_root, { input }, { load }) => load.recordResponse(input),
    recordAbandonmentBelief: (_root, { input }, { load }) => load.recordBelief(input),
    ...publicationMutations,
    ...statisticsMutations,
    ...reportMutations,
  },
  Entry: {
    __resolveReference: ({ id }, { load }) => load.entryById.load(id),
    type: (entry) => entryType(entry.type),
    importer: (entry, _arguments, { load }) => load.importerById.load(entry.importerId),
    importerStandingAtFiling: (entry, { knownAt }, { load }) =>
      load.standingAtFiling.load({ ...entry, knownAt: knownAt ?? null }),
    broker: ({ brokerId }) => (brokerId === null ? null : { id: brokerId }),
    post: (entry) => (entry.postCode === null ? null : { code: entry.postCode }),
    lines: (entry, page, { load }) => load.linesOfEntry(entry.id, page),
    enteredValue: (entry) => entry.enteredValueCents,
    dutiesOwed: (entry) => entry.dutiesOwedCents,
    dutiesPaid: (entry) => entry.dutiesPaidCents,
    security: (entry) => (entry.bondType === null && entry.suretyCode === null ? null : entry),
    certifications: (entry, _arguments, { load }) => load.certificationsOfEntry.load(entry.id),
    seizures: (entry, _arguments, { load }) => load.seizuresOfEntry.load(entry.id),
    accountingKey: ({ id }, _arguments, { load }) => load.accountingKeyOf(id),
    provenance: (entry, _arguments, { load }) => load.provenanceOf(entry),
  },
  EntryLine: {
    quantity: (line) => quantity(line.quantity, line.unit),
    value: (line) => line.valueCents,
    accountingKey: ({ id }, _arguments, { load }) => load.accountingKeyOf(id),
    duty: (line) => line.dutyCents,
  },
  Seizure: {
    __resolveReference: ({ id }, { load }) => load.seizureById.load(id),
    stage: (seizure, { asOf }, { today }) => seizureStageAsked(seizure, asOf, today),
    description: (seizure, _arguments, { today }) => documentOfStage(seizure, today).description,
    quantity: (seizure, _arguments, { today }) =>
      quantity(documentOfStage(seizure, today).quantity, seizure.unit),
    countryOfOrigin: (seizure) => seizure.origin,
    manufacturer: (seizure) => namedParty(seizure.manufacturerName, seizure.manufacturerAddress),
    exporter: (seizure) => namedParty(seizure.exporterName, seizure.exporterAddress),
    importerParty: (seizure) => namedParty(seizure.importerName, seizure.importerAddress),
    importer: (seizure, _arguments, { load }) =>
      seizure.importerId === null ? null : load.importerById.load(seizure.importerId),
    entry: (seizure, _arguments, { load }) =>
      seizure.entryId === null ? null : load.entryById.load(seizure.entryId),
    detentionNotice: (seizure) => seizure,
    abandonment: (seizure) => (seizure.abandonedOn === null ? null : seizure),
    disposition: (seizure) =>
      seizure.disposition === null && saleAllowedFrom(seizure) === null ? null : seizure,
    redactedImages: (seizure) => seizure.redactedImages.map(seizureImage),
    images: (seizure) => seizure.images.map(seizureImage),
    releases: (seizure, _arguments, { load }) => load.releasesOfSeizure.load(seizure.id),
    imageRequests: (seizure, _arguments, { load }) => load.imageRequestsOfSeizure.load(seizure.id),
    samples: (seizure, _arguments, { load }) => load.samplesOfSeizure.load(seizure.id),
    domesticValue: (seizure) => seizure.domesticValueCents,
    lines: (seizure, _arguments, { load }) => load.linesOfSeizure.load(seizure.id),
    recordations: (seizure, _arguments, { load }) => load.recordationsOfSeizure.load(seizure.id),
    clocks: async (seizure, { asOf }, { load, today }) =>
      (await load.clocksOfSeizure.load(seizure.id)).map((clock) => clockAsOf(clock, asOf ?? today, today)),
    events: (seizure, { asOf }, { viewer, today }) =>
      seizureEvents(seizure, viewer.audience, notAfter(asOf, today)),
    accountingKey: (seizure, _arguments, { load }) =>
      isHeld(seizure) ? null : load.accountingKeyOf(seizure.id),
    penalty: (seizure, _arguments, { load }) => load.penaltyOfSeizure.load(seizure.id),
  },
  StatutoryClock: {
    recordation: (clock, _arguments, { load }) =>
      clock.recordationId === undefined || clock.recordationId === null
        ? null
        : load.recordationById.load(clock.recordationId),
    owedBy: (clock) => OWED[clock.kind].by,
    owedTo: (clock) => OWED[clock.kind].to,
  },
  ClockDue: {
    clock: (due, _arguments, { today }) => clockAsOf(due, today, today),
    seizure: ({ seizureId }, _arguments, { load }) =>
      seizureId === null ? null : load.seizureById.load(seizureId),
    evasionCase: ({ caseId }, _arguments, { load }) =>
      caseId === null ? null : load.evasionCaseById.load(caseId),
    forcedLaborDetention: ({ caseId }, _arguments, { load }) =>
      caseId === null ? null : load.forcedLaborById.load(caseId),
    importer: ({ importerId }, _arguments, { load }) =>
      importerId === null ? null : load.importerById.load(importerId),
  },
  EvasionCase: {
    stage: (held) => evasionStage(held),
    interimDecidedOn: ({ interimOn }) => interimOn,
    hasInterimMeasures: ({ interim }) => (interim === null ? null : interim === 'MEASURES'),
    clocks: (held, _arguments, { today }) => clocksAsOf(clocksOfEvasion(held), today),
  },
  ForcedLaborDetention: {
    entry: ({ entryId }, _arguments, { load }) => (entryId === null ? null : load.entryById.load(entryId)),
    clocks: (held, _arguments, { today }) => clocksAsOf(clocksOfForcedLabor(held), today),
  },
  LiquidatedDamages: {
    entry: ({ entryId }, _arguments, { load }) => (entryId === null ? null : load.entryById.load(entryId)),
    assessed: (claim) => claim.assessedCents,
    mitigated: (claim) => claim.mitigatedCents,
    paid: (claim) => claim.paidCents,
    noticedOn: (claim) => claim.assessedOn,
    mitigation: (claim) => ({ penalty: claim, ...mitigationOf(claim, []) }),
    clocks: (claim, _arguments, { today }) => clocksAsOf(clocksOfLiquidatedDamages(claim), today),
  },
  Abandonment: {
    isBeforeSeizure: (seizure) => isAbandonedBeforeSeizure(seizure),
    commissionerBelief: ({ commissionerBeliefOn: recordedOn, commissionerBeliefBasis: basis }) =>
      recordedOn === null ? null : { recordedOn, basis },
  },
  SeizureDisposition: {
    kind: (seizure) => seizure.disposition,
    by: (seizure) => seizure.disposedBy,
    authority: (seizure) => seizure.dispositionAuthority,
    saleAllowedFrom: (seizure) => saleAllowedFrom(seizure),
  },
  DetentionNotice: {
    issuedOn: (seizure) => seizure.detentionNoticeOn,
  },
  SeizureLine: {
    quantity: (line) => quantity(line.quantity, line.unit),
    recordation: (line, _arguments, { load }) =>
      line.recordationId === null ? null : load.recordationById.load(line.recordationId),
    consent: ({ consentAskedOn: askedOn, consentAnswer: answer, consentAnsweredOn: answeredOn }) =>
      askedOn === null ? null : { askedOn, answer, answeredOn },
    accountingKey: (line, _arguments, { load }) => (isHeld(line) ? null : load.accountingKeyOf(line.id)),
    value: (line) => line.valueCents,
  },
  SeizureRelease: {
    recordation: (release, _arguments, { load }) => load.recordationById.load(release.recordationId),
    recipientNotice: (release) => recipientNotice(release),
    decidedBy: (release) => release.actor,
  },
  ImageRequest: {
    recordation: (request, _arguments, { load }) => load.recordationById.load(request.recordationId),
  },
  SampleRequest: {
    recordation: (sample, _arguments, { load }) => load.recordationById.load(sample.recordationId),
    bond: (sample) => sample,
    steps: (sample, _arguments, { load }) => load.stepsOfSample.load(sample.id),
  },
  SampleBond: {
    number: (sample) => sample.bondNumber,
    amount: (sample) => sample.bondAmountCents,
    basis: (sample) => sample.bondBasis,
  },
  SampleStep: {
    number: (step) => step.nth,
  },
  ClosedPenalty: {
    assessed: (penalty) => penalty.assessedCents,
    lossOfRevenue: (penalty) => penalty.lossOfRevenueCents,
    mitigated: (penalty) => penalty.mitigatedCents,
    paid: (penalty) => penalty.paidCents,
  },
  Recordation: {
    __resolveReference: ({ id }, { load }) => load.recordationById.load(id),
    kind: (recordation) => recordationKind(recordation.number),
    status: (recordation, { asOf }, { today }) => recordationStatus(recordation, asOf ?? today),
    grayMarketProtection: (recordation) => recordation.grayMarket,
    seizures: (recordation, { filter, ...page }, { load }) =>
      load.seizuresOfRecordation(recordation.id, page, filter),
  },
  Violation: {
    entry: (violation, _arguments, { load }) =>
      violation.entryId === null ? null : load.entryById.load(violation.entryId),
    accountingKey: ({ id }, _arguments, { load }) => load.accountingKeyOf(id),
    penalties: (violation, _arguments, { load }) => load.penaltiesOfViolation.load(violation.id),
    finality: (violation) => finalityOf(violation),
    appeal: ({ appealedOn: filedOn, appealOutcome: outcome, appealDecidedOn: decidedOn }) =>
      filedOn === null ? null : { filedOn, outcome, decidedOn },
  },
  Penalty: {
    assessed: (penalty) => penalty.assessedCents,
    lossOfRevenue: (penalty) => penalty.lossOfRevenueCents,
    mitigated: (penalty) => penalty.mitigatedCents,
    paid: (penalty) => penalty.paidCents,
    mitigation: async (penalty, _arguments, { load }) => ({
      penalty,
      ...mitigationOf(penalty, await load.foundAgainst.load(penalty.importerId)),
    }),
  },
  PenaltyMitigation: {
    statutoryMaximum: ({ statutoryMaximumCents }) => statutoryMaximumCents,
    isAboveMaximum: ({ statutoryMaximumCents, penalty }) =>
      statutoryMaximumCents === null ? null : penalty.assessedCents > statutoryMaximumCents,
    least: ({ leastCents }) => leastCents,
    isPriorDisclosure: ({ penalty }) => penalty.isPriorDisclosure,
    hasNationalSecurityException: ({ penalty }) => penalty.exceptionApprovedBy !== null,
    nationalSecurityException: ({ penalty }) => (penalty.exceptionApprovedBy === null ? null : penalty),
  },
  NationalSecurityException: {
    approvedBy: ({ exceptionApprovedBy }) => exceptionApprovedBy ?? '',
    reason: ({ exceptionReason }) => exceptionReason,
  },
  PenaltyRuleApplied: {
    id: ({ rule }) => rule.id,
    says: ({ rule }) => rule.says,
    authority: ({ rule }) => rule.authority,
    legalStatus: ({ rule }) => rule.legalStatus,
    amount: ({ cents }) => cents,
  },
  DutyAccount: {
    owed: (account) => account.owedCents,
    paid: (account) => account.paidCents,
    outstanding: (account) => account.outstandingCents,
    pastDue: (account) => account.pastDueCents,
    ageing: (account, _arguments, { load }) => load.ageingOfImporter.load(account.importerId),
    bills: (account, page, { load }) => load.billsOfImporter(account.importerId, page),
  },
  AgeingBand: {
    outstanding: (band) => band.outstandingCents,
  },
  Bill: {
    amount: (bill) => bill.amountCents,
    paid: (bill) => bill.paidCents,
    outstanding: (bill) => Math.max(bill.amountCents - bill.paidCents, 0),
    payments: (bill, _arguments, { load }) => load.paymentsOfBill.load(bill.id),
  },
  Payment: {
    amount: (payment) => payment.amountCents,
  },
  Broker: {
    __resolveReference: ({ id }) => ({ id }),
    filings: ({ id }, span, { load }) => load.filingsOfBroker(id, span),
  },
  Importer: {
    __resolveReference: ({ id }, { load }) => load.importerById.load(id),
    entries: (importer, { filter, ...page }, { load }) => load.entriesOfImporter(importer.id, page, filter),
    history: (importer, span, { load }) => load.historyOfImporter(importer, span),
    seizures: (importer, page, { load }) => load.seizuresOfImporter(importer.id, page),
    violations: (importer, page, { load }) => load.violationsOfImporter(importer.id, page),
    evasionCases: (importer, page, { load }) => load.evasionCasesOfImporter(importer.id, page),
    forcedLaborDetentions: (importer, page, { load }) => load.forcedLaborOfImporter(importer.id, page),
    liquidatedDamages: (importer, page, { load }) => load.liquidatedDamagesOfImporter(importer.id, page),
    dutyAccount: (importer, _arguments, { load }) => load.dutyAccountOfImporter.load(importer.id),
  },
  HistoryPeriod: {
    entryTypes: (period) => period.of.TYPE,
    outcomes: (period) => period.of.OUTCOME,
    countries: (period) => period.of.COUNTRY,
    agencies: (period) => period.of.AGENCY,
  },
  EntryTypeCount: {
    type: (count) => entryType(count.value as EntryTypeCode),
  },
  OutcomeCount: {
    outcome: (count) => count.value as EntryOutcome,
  },
  CountryCount: {
    country: (count) => count.value,
  },
  AgencyCount: {
    agency: (count) => count.value,
  },
  ...publicationTypes,
  ...statisticsTypes,
  ...reportTypes,
} satisfies Resolvers;
