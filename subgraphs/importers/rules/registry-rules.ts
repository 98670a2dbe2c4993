import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Found, Rule } from '@good-standing/kernel/rule/rule.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';

/** What the registry says of an importer that concerns its standing, with the days that are known. */
export interface Registered {
  readonly importerId: string;
  readonly facts: readonly RegistryFact[];
  readonly bonds: readonly RegisteredBond[];
  readonly assets: readonly RegisteredAsset[];
}

export type RegistryFactKind = 'VOIDED' | 'POST_BOX' | 'NO_VOLUME' | 'NO_YEAR_ORGANIZED' | 'NO_OWNERS';

export interface RegistryFact {
  readonly kind: RegistryFactKind;
  /** Null: since before the registry was first received. */
  readonly from: string | null;
  /** Last day; null: still so. */
  readonly until: string | null;
}

/** A continuous bond of activity 1. */
export interface RegisteredBond {
  readonly id: string;
  readonly cents: number;
  readonly from: string;
  /** Last day; null: in force. */
  readonly until: string | null;
}

/** A tangible asset in the United States. */
export interface RegisteredAsset {
  readonly cents: number;
  readonly from: string | null;
  readonly until: string | null;
}

const FIRST_DAY = '0001-01-01';
const day = (text: string) => Temporal.PlainDate.from(text);
const dayOrNull = (text: string | null) => (text === null ? null : day(text));
const dayAfter = (text: string) => day(text).add({ days: 1 }).toString();
const dayBefore = (text: string) => day(text).subtract({ days: 1 }).toString();
const later = (one: string, other: string) => (one > other ? one : other);

/** GS-008. From when a defect is known; one older than the rule counts from the rule's first day. */
export const registryData: Rule<Registered> = {
  ...STANDING_RULES['GS-008'],
  finds: ({ importerId, facts }) =>
    facts.flatMap(({ kind, from, until }): readonly Found[] => {
      const evidence = [
        {
          kind: 'REGISTRY',
          record: importerId,
          observedOn: day(from ?? STANDING_RULES['GS-008'].effectiveOn),
        },
      ];
      if (kind === 'VOIDED') {
        const first = day(from ?? STANDING_RULES['GS-008'].effectiveOn);
        return [
          {
            about: `voided ${from}`,
            effect: 'FAIL_INELIGIBLE',
            from: first,
            until: dayOrNull(until),
            evidence,
          },
        ];
      }
      if (kind !== 'POST_BOX') return [];
      // NOTE: the limb for defects is of EO 14411, and younger than the rule.
      const first = later(from ?? '', STANDING_RULES['GS-003'].effectiveOn);
      const cureDays = valueOn(STANDING_PARAMETERS.dataCureDays, first);
      return staged({ about: `post box ${from}`, first, until, cureDays, before: 'WATCH', evidence });
    }),
};

/** GS-009. Undetermined while it may be cured, then failed. */
export const missingDisclosures: Rule<Registered> = {
  ...STANDING_RULES['GS-009'],
  finds: ({ importerId, facts }) =>
    facts
      .filter(({ kind }) => kind.startsWith('NO_'))
      .flatMap(({ kind, from, until }) => {
        const first = later(from ?? '', STANDING_RULES['GS-009'].effectiveOn);
        return staged({
          about: `${kind} ${from}`,
          first,
          until,
          cureDays: valueOn(STANDING_PARAMETERS.disclosureCureDays, first),
          before: 'UNKNOWN',
          evidence: [{ kind: `DISCLOSURE_${kind}`, record: importerId, observedOn: day(first) }],
        });
      }),
};

/** GS-010. Below both at once. */
export const assetsAndBonding: Rule<Registered> = {
  ...STANDING_RULES['GS-010'],
  finds: ({ importerId, bonds, assets }) => {
    const { effectiveOn } = STANDING_RULES['GS-010'];
    const turns = turnsOf([...bonds, ...assets], effectiveOn);
    return turns.flatMap((turn, nth): readonly Found[] => {
      const isBelow =
        sumOn(bonds, turn) < valueOn(STANDING_PARAMETERS.leastContinuousBondCents, turn) &&
        sumOn(assets, turn) < valueOn(STANDING_PARAMETERS.leastDomesticAssetsCents, turn);
      if (!isBelow) return [];
      const next = turns[nth + 1];
      return [
        {
          about: `below ${turn}`,
          effect: 'FAIL_NOT_GOOD',
          from: day(turn),
          until: next === undefined ? null : day(dayBefore(next)),
          evidence: [{ kind: 'REGISTRY', record: importerId, observedOn: day(turn) }],
        },
      ];
    });
  },
};

/** GS-011. Only a bond that was: who never had one secures its entries singly. */
export const terminatedBond: Rule<Registered> = {
  ...STANDING_RULES['GS-011'],
  finds: ({ bonds }) => {
    const turns = [
      ...new Set(bonds.flatMap(({ until }) => (until === null ? [] : [dayAfter(until)]))),
    ].sort();
    return turns.flatMap((first): readonly Found[] => {
      if (bonds.some((bond) => holdsOn(bond, first))) return [];
      const next = bonds
        .map(({ from }) => from)
        .filter((from) => from > first)
        .sort()[0];
      const ended = bonds.filter(({ until }) => until === dayBefore(first));
      return staged({
        about: `unbonded ${first}`,
        first,
        until: next === undefined ? null : dayBefore(next),
        cureDays: valueOn(STANDING_PARAMETERS.bondCureDays, first),
        before: 'WATCH',
        evidence: ended.map(({ id }) => ({ kind: 'BOND', record: id, observedOn: day(first) })),
      });
    });
  },
};

export const rulesOfRegistry = [registryData, missingDisclosures, assetsAndBonding, terminatedBond] as const;

interface Staged {
  readonly about: string;
  readonly first: string;
  readonly until: string | null;
  readonly cureDays: number;
  readonly before: 'WATCH' | 'UNKNOWN';
  readonly evidence: Found['evidence'];
}

/** For the days to cure it is watched or undetermined, then it fails. */
function staged({ about, first, until, cureDays, before, evidence }: Staged): readonly Found[] {
  if (until !== null && until < first) return [];
  const cureEnd = day(first).add({ days: cureDays - 1 });
  const end = dayOrNull(until);
  const isCured = end !== null && compareDays(end, cureEnd) <= 0;
  const cure: Found = { about, effect: before, from: day(first), until: isCured ? end : cureEnd, evidence };
  const failed: Found = {
    about: `${about} failed`,
    effect: 'FAIL_NOT_GOOD',
    from: cureEnd.add({ days: 1 }),
    until: end,
    evidence,
  };
  return isCured ? [cure] : [cure, failed];
}

interface Dated {
  readonly from: string | null;
  readonly until: string | null;
}

function turnsOf(dated: readonly Dated[], since: string): readonly string[] {
  const days = dated.flatMap(({ from, until }) => [
    from ?? FIRST_DAY,
    ...(until === null ? [] : [dayAfter(until)]),
  ]);
  return [...new Set([since, ...days.filter((turn) => turn > since)])].sort();
}

function holdsOn({ from, until }: Dated, on: string): boolean {
  return (from === null || from <= on) && (until === null || on <= until);
}

function sumOn(dated: readonly (Dated & { readonly cents: number })[], on: string): number {
  return dated.filter((each) => holdsOn(each, on)).reduce((sum, { cents }) => sum + cents, 0);
}
