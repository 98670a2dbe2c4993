import { provenanceOf } from '@good-standing/kernel/ingest/provenance.ts';
import { importerStubs } from '@good-standing/kernel/relation/importer-stub.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { lazily } from '@good-standing/kernel/subgraph/lazily.ts';
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
export const loaders = lazily({
  brokerById,
  brokerByFilerCode,
  brokers,
  filerCodesOf,
  statuses,
  permitsOf,
  importerById: importerStubs,
  brokersOf,
  clientsOf,
  provenanceOf: ({ sql }: LoaderSetting) => provenanceOf(sql),
  licensePeriodsOf,
  ctpatPeriodsOf,
  verificationById,
  verificationsOf,
  unverifiedClientsOf,
  recordVerification,
  dueDiligenceById,
  dueDiligenceOf,
  dueDiligenceFor,
  recordDueDiligence,
  findingById,
  findingsOf,
  brokerFindings: findingPages,
  findingStepsOf,
  openFinding,
  appealFinding,
  closeFinding,
  countedClientsOf,
  representedDaysOf,
  brokersForReview,
  reviewById,
  reviewsOf,
  decideReview,
  designationById,
  designationsOf,
  mayDesignate,
  designate,
  endDesignation,
  brokerVettingsOf,
  brokerVettingById,
  brokerVettingOverdue,
  adverseBrokerVettings,
  recordBrokerVetting,
  decideBrokerVetting,
});
