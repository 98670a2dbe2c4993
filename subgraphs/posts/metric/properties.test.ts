import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decidePosts } from '../closing/decide-posts.ts';
import type { QuarterFacts } from '../closing/quarter-facts.ts';
import { appliesOn, type ByClass, metric } from '../parameters.ts';
import { measure } from './determine.ts';
import { byClass, CLASSES, type MetricInputs, type Stratum } from './inputs.ts';
import { shrunkRate } from './rates.ts';
import { compare, type Rational, rational, write } from './rational.ts';

const parameter = appliesOn(metric, Temporal.PlainDate.from('2026-07-01'));
const numbers = parameter.value;

const count = (max: number) => fc.integer({ min: 0, max });
const part = (max: number) =>
  count(max).chain((whole) => count(whole).map((some) => ({ part: some, whole })));

const stratum = (most: number): fc.Arbitrary<Stratum> =>
  count(most).chain((inspected) =>
    fc.record({
      inspected: fc.constant(inspected),
      seized: fc.record({
        narcotics: count(inspected),
        intellectualProperty: count(inspected),
        other: count(inspected),
      }),
    }),
  );

/** A post with mail, as the feed lets it be. */
const inputs: fc.Arbitrary<MetricInputs> = fc.integer({ min: 1, max: 100_000 }).chain((items) =>
  count(items).chain((targeted) =>
    fc.record({
      items: fc.constant(items),
      targeted: stratum(targeted).map((some) => ({ ...some, items: targeted })),
      random: stratum(items - targeted),
      isExemptFromAdvanceData: fc.boolean(),
      advanceData: part(items).chain(({ part: compliant, whole: required }) =>
        fc.record({
          required: fc.constant(required),
          compliant: fc.constant(compliant),
          quality: fc.option(count(1_000).map((thousandth) => (thousandth / 1_000).toFixed(3))),
        }),
      ),
      requests: part(50),
      returns: part(50),
      blocked: fc.record({ part: count(60), whole: count(50) }),
    }),
  ),
);
const share = fc.integer({ min: 0, max: 1_000 }).map((thousandth) => rational(thousandth, 1_000));
const priors: fc.Arbitrary<ByClass<Rational>> = fc.record({
  narcotics: share,
  intellectualProperty: share,
  other: share,
});
const previousIndex = fc.option(share);
const factor = fc.integer({ min: 2, max: 9 });

const scoreOf = (
  some: MetricInputs,
  against: { priors: ByClass<Rational>; previousIndex: Rational | null },
) => {
  const measured = measure(some, against, numbers);
  if (measured === null) throw new Error('expected mail');
  return measured.score;
};
const scaled = <Some extends Stratum>(some: Some, by: number): Some => ({
  ...some,
  inspected: some.inspected * by,
  seized: byClass((each) => some.seized[each] * by),
});

describe('EO 13904 § 5(a): properties of the metric', () => {
  test('(i) how much of the targeted mail is inspected does not matter', () => {
    fc.assert(
      fc.property(inputs, priors, previousIndex, factor, (some, prior, previous, by) => {
        const against = { priors: prior, previousIndex: previous };
        const harder = { ...some, targeted: scaled(some.targeted, by) };
        expect(write(scoreOf(harder, against))).toBe(write(scoreOf(some, against)));
      }),
    );
  });

  test('(ii) nor how much is inspected at random, where the prior is the rate that was found', () => {
    fc.assert(
      fc.property(inputs, previousIndex, factor, (some, previous, by) => {
        fc.pre(some.random.inspected > 0);
        const found = byClass((each) => rational(some.random.seized[each], some.random.inspected));
        const against = { priors: found, previousIndex: previous };
        const more = { ...some, random: scaled(some.random, by) };
        expect(write(scoreOf(more, against))).toBe(write(scoreOf(some, against)));
      }),
    );
  });

  test('(ii) with any other prior, inspecting more only moves the rate from it towards what was found', () => {
    fc.assert(
      fc.property(inputs, priors, factor, (some, prior, by) => {
        fc.pre(some.random.inspected > 0);
        const more = { ...some, random: scaled(some.random, by) };
        for (const each of CLASSES) {
          const found = rational(some.random.seized[each], some.random.inspected);
          const before = shrunkRate(some, each, prior, numbers);
          const after = shrunkRate(more, each, prior, numbers);
          expect(isBetween(before, prior[each], found)).toBe(true);
          expect(isBetween(after, before, found)).toBe(true);
        }
      }),
    );
  });

  test('(iii) never better for a seizure more, never worse for anything done well', () => {
    fc.assert(
      fc.property(inputs, priors, previousIndex, (some, prior, previous) => {
        const against = { priors: prior, previousIndex: previous };
        const score = scoreOf(some, against);
        for (const worse of withOneSeizureMore(some)) {
          expect(compare(scoreOf(worse, against), score)).toBeLessThanOrEqual(0);
        }
        for (const better of doneBetter(some)) {
          expect(compare(scoreOf(better, against), score)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('(iii) never worse for a worse quarter before, where there was any violation in it', () => {
    fc.assert(
      fc.property(inputs, priors, share, share, (some, prior, one, other) => {
        fc.pre(one.numerator > 0n && compare(one, other) < 0);
        const against = (previous: Rational) => ({ priors: prior, previousIndex: previous });
        expect(compare(scoreOf(some, against(other)), scoreOf(some, against(one)))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('(iv) nor how much mail there is, where as much of it is targeted', () => {
    fc.assert(
      fc.property(inputs, priors, previousIndex, factor, (some, prior, previous, by) => {
        const against = { priors: prior, previousIndex: previous };
        const { items } = some.targeted;
        const larger = {
          ...some,
          items: some.items * by,
          targeted: { ...some.targeted, items: items * by },
        };
        expect(write(scoreOf(larger, against))).toBe(write(scoreOf(some, against)));
      }),
    );
  });

  test('(v) nor in which order posts are decided', () => {
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 2, maxLength: 6 }), priors, (some, prior) => {
        const posts = some.map((each, nth) => ({
          postId: `post ${nth}`,
          inputs: each,
          previousIndex: null,
          runId: null,
          line: null,
        }));
        const facts = (order: typeof posts): QuarterFacts => ({
          quarter: '2026-Q3' as QuarterFacts['quarter'],
          metric: parameter,
          threshold: { id: 'thr', threshold: '60.000' },
          priors: prior,
          posts: order,
        });
        const decided = decidePosts(facts(posts));
        const reversed = decidePosts(facts([...posts].reverse()));
        expect([...reversed].reverse()).toEqual(decided);
      }),
    );
  });

  test('a score is 0 to 100, and its interval holds it', () => {
    fc.assert(
      fc.property(inputs, priors, previousIndex, (some, prior, previous) => {
        const measured = measure(some, { priors: prior, previousIndex: previous }, numbers);
        if (measured === null) throw new Error('expected mail');
        expect(isBetween(measured.score, rational(0), rational(100))).toBe(true);
        expect(isBetween(measured.score, measured.low, measured.high)).toBe(true);
      }),
    );
  });
});

function isBetween(value: Rational, one: Rational, other: Rational): boolean {
  const [below, above] = compare(one, other) <= 0 ? [one, other] : [other, one];
  return compare(below, value) <= 0 && compare(value, above) <= 0;
}

function withOneSeizureMore(some: MetricInputs): readonly MetricInputs[] {
  return (['targeted', 'random'] as const).flatMap((where) =>
    CLASSES.filter((each) => some[where].seized[each] < some[where].inspected).map((each) => ({
      ...some,
      [where]: { ...some[where], seized: { ...some[where].seized, [each]: some[where].seized[each] + 1 } },
    })),
  );
}

function doneBetter(some: MetricInputs): readonly MetricInputs[] {
  const { advanceData, blocked } = some;
  const more = <Key extends 'requests' | 'returns'>(key: Key) =>
    some[key].part < some[key].whole ? [{ ...some, [key]: { ...some[key], part: some[key].part + 1 } }] : [];
  return [
    ...more('requests'),
    ...more('returns'),
    ...(blocked.part > 0 ? [{ ...some, blocked: { ...blocked, part: blocked.part - 1 } }] : []),
    ...(advanceData.compliant < advanceData.required
      ? [{ ...some, advanceData: { ...advanceData, compliant: advanceData.compliant + 1 } }]
      : []),
    ...(advanceData.quality === null ? [] : [{ ...some, advanceData: { ...advanceData, quality: '1.000' } }]),
  ];
}
