import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { filingsOfBroker, partiesOfFilings } from './disclosures/broker-filings.ts';
import {
  caseOfSeizure,
  mitigationOfPenalty,
  penaltyOfSeizure,
  valueOfSeizure,
} from './disclosures/case-of-seizure.ts';
import { clocksOfSeizure } from './disclosures/clocks-of-seizure.ts';
import { comprehensiveInformation } from './disclosures/comprehensive-information.ts';
import {
  commercialTotals,
  commercialValues,
  entryIdentifiers,
  entryLines,
  entryParties,
  penaltiesOfViolation,
  provenance,
  seizuresOfEntry,
  standingAtFiling,
} from './disclosures/entry-data.ts';
import {
  dutyAccountOfImporter,
  entriesOfImporter,
  lineCountsOfImporter,
  penaltiesOfImporter,
  seizuresOfImporter,
  violationsOfImporter,
} from './disclosures/importer-record.ts';
import { limitedImportationInformation } from './disclosures/limited-importation-information.ts';
import { recordationSeizures } from './disclosures/recordation-seizures.ts';
import { redactedImages } from './disclosures/redacted-images.ts';
import { bondOfSample, officerOfRelease, releasesOfSeizure } from './disclosures/releases-of-seizure.ts';
import { stageOfSeizure } from './disclosures/seizure-stage.ts';
import { unredactedImages } from './disclosures/unredacted-images.ts';
import { reportPolicy } from './reports/policy.ts';

/** Who may have what of entries and seizures, field by field. What is not here is @public in the SDL. */
export const policy = {
  'Entry.number': entryIdentifiers,
  'Entry.importer': entryParties,
  'Entry.importerStandingAtFiling': standingAtFiling,
  'Entry.broker': entryParties,
  'Entry.lines': entryLines,
  'Entry.certifications': entryLines,
  'Certification.signedBy': entryParties,
  'Entry.enteredValue': commercialTotals,
  'Entry.dutiesOwed': commercialTotals,
  'Entry.dutiesPaid': commercialTotals,
  'Entry.security': commercialValues,
  'Entry.seizures': seizuresOfEntry,
  'Entry.provenance': provenance,

  'Broker.filings': filingsOfBroker,
  'BrokerFilingPeriod.importers': partiesOfFilings,

  'EntryLine.value': commercialValues,
  'EntryLine.duty': commercialValues,
  'EntryLine.manufacturerCode': entryParties,

  'Seizure.stage': stageOfSeizure,
  'Seizure.grounds': stageOfSeizure,
  'Seizure.environment': stageOfSeizure,
  'Seizure.recordations': stageOfSeizure,
  'Seizure.caseNumber': caseOfSeizure,
  'Seizure.importer': caseOfSeizure,
  'Seizure.entry': caseOfSeizure,
  'Seizure.detentionNotice': caseOfSeizure,
  'Seizure.abandonment': caseOfSeizure,
  'Seizure.disposition': caseOfSeizure,
  'Seizure.importedOn': limitedImportationInformation,
  'Seizure.port': limitedImportationInformation,
  'Seizure.description': limitedImportationInformation,
  'Seizure.quantity': limitedImportationInformation,
  'Seizure.countryOfOrigin': limitedImportationInformation,
  'Seizure.lines': limitedImportationInformation,
  'Seizure.manufacturer': comprehensiveInformation,
  'Seizure.exporter': comprehensiveInformation,
  'Seizure.importerParty': comprehensiveInformation,
  'Seizure.redactedImages': redactedImages,
  'Seizure.images': unredactedImages,
  'Seizure.releases': releasesOfSeizure,
  'Seizure.imageRequests': releasesOfSeizure,
  'Seizure.samples': releasesOfSeizure,
  'Seizure.domesticValue': valueOfSeizure,
  'Seizure.penalty': penaltyOfSeizure,
  'Seizure.clocks': clocksOfSeizure,
  'Seizure.events': clocksOfSeizure,
  'SeizureLine.agencies': caseOfSeizure,
  'SeizureLine.consent': caseOfSeizure,
  'SeizureLine.value': valueOfSeizure,
  'SeizureRelease.decidedBy': officerOfRelease,
  'SampleRequest.bond': bondOfSample,

  'Recordation.seizures': recordationSeizures,

  'Violation.penalties': penaltiesOfViolation,
  'Penalty.mitigation': mitigationOfPenalty,

  'Importer.entries': entriesOfImporter,
  'Importer.history': entriesOfImporter,
  'HistoryPeriod.lines': lineCountsOfImporter,
  'HistoryPeriod.countries': lineCountsOfImporter,
  'HistoryPeriod.agencies': lineCountsOfImporter,
  'Importer.seizures': seizuresOfImporter,
  'Importer.violations': violationsOfImporter,
  'Importer.evasionCases': violationsOfImporter,
  'Importer.forcedLaborDetentions': violationsOfImporter,
  'Importer.liquidatedDamages': penaltiesOfImporter,
  'Importer.dutyAccount': dutyAccountOfImporter,

  ...reportPolicy,
} satisfies Policy;
