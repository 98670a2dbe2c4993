/**
 * What CBP determines of an importer from everything it knows, so that it tells by law
 * of records that who reads it may not read: the standing of who has an unpaid bill
 * falls for its broker too (EO 14411 § 2(d)). Two worlds that differ in such a bill
 * differ here and must; everything else they are asked.
 */
export const DETERMINATIONS: ReadonlySet<string> = new Set([
  'Broker.repeatNoncompliantClientCount',
  'Entry.importerStandingAtFiling',
  'Importer.bondSufficiency',
  'Importer.coveredImporter',
  'Importer.entryEligibility',
  'Importer.entryTypes',
  'Importer.importerNumberEligibility',
  'Importer.mayDesignateBroker',
  'Importer.residency',
  'Importer.riskTier',
  'Importer.vettings',
  'Importer.standing',
  'Importer.standingHistory',
  'Importer.whyNot',
]);
