/** Strings that may be longer than an audience's others, by the place where they are given; in characters. */
export const LONG_TEXTS: Readonly<Record<string, number>> = {
  'Mutation.submitViolationReport(input:).about': 500,
  'Mutation.submitViolationReport(input:).description': 4_000,
  'Mutation.submitViolationReport(input:).goods': 500,
  'Mutation.submitViolationReport(input:).foundAt': 500,
  'Mutation.submitViolationReport(input:).reporter.name': 200,
  'Mutation.submitViolationReport(input:).reporter.email': 254,
  'Mutation.submitViolationReport(input:).attachments.content': 349_528,
  'Mutation.followUpViolationReport(input:).text': 2_000,
  'Mutation.followUpViolationReport(input:).attachments.content': 349_528,
  'Mutation.decideViolationReport(note:)': 2_000,
  'Mutation.decideViolationReport(message:)': 2_000,
  'Mutation.publishSeizure(input:).description': 300,
  'Mutation.publishSeizure(input:).note': 1_000,
  'Mutation.withdrawSeizurePublication(input:).note': 1_000,
  'Mutation.takeStatisticsSnapshot(input:).note': 1_000,
};

/** Fields that take files, whose requests may be larger than an audience's others. */
export const FIELDS_WITH_FILES: ReadonlySet<string> = new Set([
  'Mutation.submitViolationReport',
  'Mutation.followUpViolationReport',
]);

/** Bytes of the body of a request for one of them. Every full body of the usual size is a point. */
export const BODY_BYTES_WITH_FILES = 512 * 1024;
