/** What a report may hold. All of it is our policy: the law says that reports are received and answered. */

/** Characters of whom it is about, of the goods, of where they were found. */
export const LONGEST_LINE = 500;
/** A report that says nothing helps nobody. */
export const SHORTEST_DESCRIPTION = 20;
export const LONGEST_DESCRIPTION = 4_000;
/** Characters of one follow-up, and of a note of CBP. */
export const LONGEST_MESSAGE = 2_000;
export const LONGEST_NAME = 200;

/** Bytes of one attachment, decoded. */
export const LARGEST_ATTACHMENT = 262_144;
/** Attachments of one request. */
export const MOST_ATTACHMENTS_AT_ONCE = 3;
/** Attachments of one report. */
export const MOST_ATTACHMENTS = 10;
/** What one reporter may say after the report itself. */
export const MOST_FOLLOW_UPS = 50;
/** What both may say: the list is given whole. */
export const MOST_IN_ALL = 200;

/** Agencies of one decision. */
export const MOST_AGENCIES = 10;

/** Characters of a client key of who has no organisation: as many as 128 random bits need in base64url. */
export const SHORTEST_KEY_OF_NOBODY = 22;
