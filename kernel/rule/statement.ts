/** `IN_FORCE`: the law says so itself. `PROPOSED`: an order directs it and CBP has not yet defined it. */
export type LegalStatus = 'IN_FORCE' | 'PROPOSED';

/** What a rule says of a person's standing on a day. */
export type RuleEffect = 'FAIL_INELIGIBLE' | 'FAIL_NOT_GOOD' | 'WATCH' | 'PASS' | 'UNKNOWN';

/** What comes of a rule: an effect on standing, or for rules that are not of standing what they do instead. */
export type RuleOutcome = Exclude<RuleEffect, 'PASS'> | 'DENY' | 'REVIEW' | 'DETERMINES' | 'DUTY';

/** The owner whose evidence a rule reads; the rule's `finds` stands there. */
export type RuleOwner = 'importers' | 'entries' | 'debarments' | 'brokers';

/**
 * What a numbered rule says, apart from how it is decided. One string is the
 * rule's name, its docstring, the reason a viewer is given and the title of its test.
 */
export interface RuleStatement {
  /** GS-001. */
  readonly id: string;
  /** Raised whenever the rule would decide a case differently. */
  readonly version: number;
  /** The rule in one sentence, as the person concerned is told it. */
  readonly says: string;
  readonly authority: readonly string[];
  readonly legalStatus: LegalStatus;
  /** ISO day from which the rule counts. */
  readonly effectiveOn: string;
  readonly owner: RuleOwner;
  readonly outcomes: readonly RuleOutcome[];
  /** Whether standing is undetermined until this rule's evidence has been looked at. */
  readonly required: boolean;
  /** Names of the parameters it reads. */
  readonly parameters: readonly string[];
  /** What ends its effect, as the person concerned is told; null where it has none on standing. */
  readonly cure: string | null;
  /** Why the rule, or a limb of it, is not applied to the data there is; null: applied. */
  readonly notApplied: string | null;
  /** Where the text allows another reading: which one is taken, and what the other would be; null: it allows none. */
  readonly reading: string | null;
}
