import { provenanceOf } from '@good-standing/kernel/ingest/provenance.ts';
import { importerStubs } from '@good-standing/kernel/relation/importer-stub.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { appealFinding, closeFinding } from './broker-findings/decide-finding.ts';
import { findingById, findingPages, findingStepsOf, findingsOf } from './broker-findings/findings.ts';
import { openFinding } from './broker-findings/open-finding.ts';
import { designate, endDesignation } from './designations/designate.ts';
import { designationById, designationsOf, mayDesignate } from './designations/designations.ts';
import { dueDiligenceById, dueDiligenceFor, dueDiligenceOf } from './due-diligence/due-diligence.ts';
import { recordDueDiligence } from './due-diligence/record-due-diligence.ts';
import { brokerByFilerCode, brokerById, brokers, filerCodesOf } from './loaders/brokers.ts';
import { brokersOf, clientsOf } from './loaders/clients.ts';
import { permitsOf } from './loaders/permits.ts';
import { ctpatPeriodsOf, licensePeriodsOf } from './loaders/status-history.ts';
import { statuses } from './loaders/statuses.ts';
import { decideReview } from './representation/decide-review.ts';
import {
  brokersForReview,
  countedClientsOf,
  representedDaysOf,
  reviewById,
  reviewsOf,
} from './representation/representation.ts';
import { recordVerification } from './verifications/record-verification.ts';
import { unverifiedClientsOf, verificationById, verificationsOf } from './verifications/verifications.ts';
import { decideBrokerVetting } from './vetting/decide-vetting.ts';
import { recordBrokerVetting } from './vetting/record-vetting.ts';
import {
  adverseBrokerVettings,
  brokerVettingById,
  brokerVettingOverdue,
  brokerVettingsOf,
} from './vetting/vettings.ts';

export type Context = RequestContext<Loaders>;
export type Loaders = ReturnType<typeof loaders>;

/** Every way to the brokers' tables, for one request and its viewer. */
export function loaders(setting: LoaderSetting) {
  return {
    brokerById: brokerById(setting),
    brokerByFilerCode: brokerByFilerCode(setting),
    brokers: brokers(setting),
    filerCodesOf: filerCodesOf(setting),
    statuses: statuses(setting),
    permitsOf: permitsOf(setting),
    importerById: importerStubs(setting),
    brokersOf: brokersOf(setting),
    clientsOf: clientsOf(setting),
    provenanceOf: provenanceOf(setting.sql),
    licensePeriodsOf: licensePeriodsOf(setting),
    ctpatPeriodsOf: ctpatPeriodsOf(setting),
    verificationById: verificationById(setting),
    verificationsOf: verificationsOf(setting),
    unverifiedClientsOf: unverifiedClientsOf(setting),
    recordVerification: recordVerification(setting),
    dueDiligenceById: dueDiligenceById(setting),
    dueDiligenceOf: dueDiligenceOf(setting),
    dueDiligenceFor: dueDiligenceFor(setting),
    recordDueDiligence: recordDueDiligence(setting),
    findingById: findingById(setting),
    findingsOf: findingsOf(setting),
    brokerFindings: findingPages(setting),
    findingStepsOf: findingStepsOf(setting),
    openFinding: openFinding(setting),
    appealFinding: appealFinding(setting),
    closeFinding: closeFinding(setting),
    countedClientsOf: countedClientsOf(setting),
    representedDaysOf: representedDaysOf(setting),
    brokersForReview: brokersForReview(setting),
    reviewById: reviewById(setting),
    reviewsOf: reviewsOf(setting),
    decideReview: decideReview(setting),
    designationById: designationById(setting),
    designationsOf: designationsOf(setting),
    mayDesignate: mayDesignate(setting),
    designate: designate(setting),
    endDesignation: endDesignation(setting),
    brokerVettingsOf: brokerVettingsOf(setting),
    brokerVettingById: brokerVettingById(setting),
    brokerVettingOverdue: brokerVettingOverdue(setting),
    adverseBrokerVettings: adverseBrokerVettings(setting),
    recordBrokerVetting: recordBrokerVetting(setting),
    decideBrokerVetting: decideBrokerVetting(setting),
  };
}
