import type { Decision } from '@good-standing/kernel/disclosure/decision.ts';
import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import type { Disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import {
  DISCLOSURE_RULES,
  type DisclosureRule,
  isDisclosureRule,
} from '@good-standing/kernel/disclosure/rules.ts';
import { AUDIENCES, type Audience, PURPOSES, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { Asked } from './compare.ts';

/** A policy of one coordinate with one thing in it wrong. */
export interface Mutant {
  readonly what: string;
  readonly disclosure: Disclosure<never>;
}

/** Every single mistake of one coordinate's policy: turned round, blind to a fact, open or shut without reason. */
export function mutantsOf(disclosure: Disclosure<never>, asked: readonly Asked[]): readonly Mutant[] {
  const { withoutAgreement = false } = disclosure;
  const deciding = (what: string, decide: Disclosure<never>['decide']) => ({
    what,
    disclosure: { ...disclosure, decide },
  });
  return [
    deciding('turned round', (...given) => turned(disclosure.decide(...given))),
    ...audiencesIn(asked).map((audience) =>
      deciding(`turned round for ${audience}`, (viewer, ...given) => {
        const decision = disclosure.decide(viewer, ...given);
        return viewer.audience === audience ? turned(decision) : decision;
      }),
    ),
    ...blindnesses(disclosure, asked).map(({ what, blind }) =>
      deciding(what, (viewer, facts, on) => disclosure.decide(viewer, blind(facts), on)),
    ),
    ...blindToViewer(disclosure, asked),
    {
      what: 'open to who has no grant, or shut',
      disclosure: { ...disclosure, withoutAgreement: !withoutAgreement },
    },
    ...(withoutAgreement ? [] : PURPOSES).map((purpose) => ({
      what: `for ${purpose} alone`,
      disclosure: { ...disclosure, purposes: [purpose] },
    })),
  ];
}

function turned(decision: Decision): Decision {
  return decision.outcome === 'DISCLOSE' ? withhold('RELATION') : disclose('AUDIENCE');
}

/** Audiences whose cells the policy decides, and not the door. */
function audiencesIn(asked: readonly Asked[]): readonly Audience[] {
  const seen = new Set(asked.filter(({ row }) => row.line !== 0).map(({ situation }) => situation.audience));
  return AUDIENCES.filter((audience) => seen.has(audience));
}

interface Blindness {
  readonly what: string;
  readonly blind: (facts: never) => never;
}

/** One for each fact that the policy reads: as if it were never so, and as if it were always so. */
function blindnesses(disclosure: Disclosure<never>, asked: readonly Asked[]): readonly Blindness[] {
  return [...readBy(disclosure, asked, 'facts')].flatMap((fact) => {
    const values = new Set(asked.map(({ facts }) => (facts as Readonly<Record<string, unknown>>)[fact]));
    const constants = [...values].filter((value) => typeof value === 'boolean' || value === null);
    if (values.size === 1) return [];
    return constants.map((constant) => ({
      what: `as if ${fact} were always ${constant}`,
      blind: (facts: never) => ({ ...(facts as object), [fact]: constant }) as never,
    }));
  });
}

/** As if every viewer had one purpose, no subject or no grants, where the policy reads these. */
function blindToViewer(disclosure: Disclosure<never>, asked: readonly Asked[]): readonly Mutant[] {
  const read = readBy(disclosure, asked, 'viewer');
  const blind = (what: string, constant: Partial<Viewer>): Mutant => ({
    what,
    disclosure: {
      ...disclosure,
      decide: (viewer, facts, on) => disclosure.decide({ ...viewer, ...constant }, facts, on),
    },
  });
  return [
    ...(read.has('purpose') ? [...PURPOSES, null] : []).map((purpose) =>
      blind(`as if every purpose were ${purpose}`, { purpose }),
    ),
    ...(read.has('subject') ? [blind('as if no viewer had a record of its own', { subject: null })] : []),
    ...(read.has('rules') ? [blind('as if no agreement granted anything', { rules: new Set() })] : []),
  ];
}

/** What the policy reads of a record, or of a viewer, in any cell. */
function readBy(
  { decide }: Disclosure<never>,
  asked: readonly Asked[],
  what: 'facts' | 'viewer',
): ReadonlySet<string> {
  const read = new Set<string>();
  const watched = <Value extends object>(value: Value): Value =>
    new Proxy(value, {
      get(target, name, receiver) {
        if (typeof name === 'string') read.add(name);
        return Reflect.get(target, name, receiver);
      },
    });
  for (const { facts, viewer, on } of asked) {
    if (viewer.audience === 'CBP') continue;
    if (what === 'viewer') decide(watched(viewer), facts as never, on);
    else decide(viewer, watched(facts) as never, on);
  }
  return read;
}

/** Every audience dropped from a rule, or added to it; the rule is as it was afterwards. */
export function withAudienceTurned<Result>(rule: string, audience: Audience, inspect: () => Result): Result {
  if (!isDisclosureRule(rule)) throw new Error(`${rule} is no rule`);
  const entry: { readonly audiences: readonly Audience[] } = DISCLOSURE_RULES[rule satisfies DisclosureRule];
  const { audiences } = entry;
  const turnedRound = audiences.includes(audience)
    ? audiences.filter((each) => each !== audience)
    : [...audiences, audience];
  Object.assign(entry, { audiences: turnedRound });
  try {
    return inspect();
  } finally {
    Object.assign(entry, { audiences });
  }
}
