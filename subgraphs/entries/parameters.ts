/** A number or choice that the law leaves open, or a text of law by its days: what we take, and on what ground. */
export interface Parameter<Value> {
  readonly value: Value;
  readonly basis: string;
  readonly status: 'POLICY' | 'SETTLED';
}

/** What a line was held for, with what the owner of that right is told by. */
export const RIGHTS_BASES = ['GRAY_MARKET', 'DMCA', 'COPYRIGHT', 'TRADEMARK'] as const;
/** In this order the stricter is first: it counts where an owner has lines of several in one seizure (policy). */
export type RightsBasis = (typeof RIGHTS_BASES)[number];

/** The rule sets of `rules/rights-holder-matrix.ts`. */
export type RuleSet =
  | 'TRADEMARK'
  | 'RESTRICTED_GOODS'
  | 'COPYRIGHT_BEFORE_2024'
  | 'COPYRIGHT'
  | 'CIRCUMVENTION';

/** One text of 19 CFR part 133, for events from a day on until the next text of the same basis. */
export interface LegalText {
  readonly basis: RightsBasis;
  /** First day of events that it governs; null: any day before the next text. */
  readonly from: string | null;
  readonly version: string;
  readonly ruleSet: RuleSet;
}

/** The text that governs an event is that of its day; a basis has none for events before its first text. */
export const legalTexts: Parameter<readonly LegalText[]> = {
  value: [
    { basis: 'TRADEMARK', from: null, version: '19 CFR 133.21', ruleSet: 'TRADEMARK' },
    { basis: 'TRADEMARK', from: '2024-08-23', version: '19 CFR 133.21 (89 FR 52364)', ruleSet: 'TRADEMARK' },
    { basis: 'GRAY_MARKET', from: null, version: '19 CFR 133.25', ruleSet: 'RESTRICTED_GOODS' },
    {
      basis: 'COPYRIGHT',
      from: null,
      version: '19 CFR 133.42-133.44 before 89 FR 52364',
      ruleSet: 'COPYRIGHT_BEFORE_2024',
    },
    { basis: 'COPYRIGHT', from: '2024-08-23', version: '19 CFR 133.42 (89 FR 52364)', ruleSet: 'COPYRIGHT' },
    { basis: 'DMCA', from: '2024-08-23', version: '19 CFR 133.47 (89 FR 52364)', ruleSet: 'CIRCUMVENTION' },
  ],
  basis:
    '89 FR 52364, in force 2024-08-23, rewrote 133.42 after 133.21 and added 133.47; its amendment of 133.21 itself changes no cell that we know of.',
  status: 'SETTLED',
};

/**
 * Whether owners of rights are told of goods abandoned before seizure. Dated rows of
 * the table `dated_parameter` under this name prevail from their day on.
 */
export const abandonedGoodsTold: Parameter<boolean> & { readonly name: string } = {
  name: 'ABANDONED_GOODS_TOLD',
  value: false,
  basis:
    'EO 13785 § 4(b)(ii) directs it; the rule that would say how was proposed (84 FR 44790) and never made.',
  status: 'POLICY',
};
