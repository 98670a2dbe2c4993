import { describe, expect, test } from 'vitest';
import { affiliatesOf, type Disclosed, strengthOf } from './affiliates.ts';
import { assess, type StandingSpan } from './assess.ts';
import { affiliatesConduct } from './attributed.ts';
import { type Affiliate, canonical, type KnownFinding, type StandingInputs } from './inputs.ts';

const bonded = {
  facts: [],
  bonds: [{ id: 'bnd_1', cents: 5_000_000, from: '2010-01-01', until: null }],
  assets: [],
};
const inputs = (over: Partial<StandingInputs> = {}): StandingInputs => ({
  importerId: 'imp_self',
  registered: bonded,
  lookedAt: ['GS-001', 'GS-003', 'GS-004'],
  findings: [],
  affiliates: [],
  ...over,
});
const finding = (over: Partial<KnownFinding> = {}): KnownFinding => ({
  key: 'fnd_1',
  rule: 'GS-001',
  ruleVersion: 1,
  effect: 'FAIL_INELIGIBLE',
  validFrom: '2026-05-01',
  validUntil: '2026-10-31',
  evidence: [{ kind: 'EXCLUSION', record: 'exc_1', observedOn: '2026-05-01' }],
  ...over,
});
const affiliate = (over: Partial<Affiliate> = {}): Affiliate => ({
  edge: 'dis_1',
  id: 'imp_other',
  strength: 'SAME',
  from: '2020-01-01',
  until: null,
  findings: [finding()],
  ...over,
});
const told = (spans: readonly StandingSpan[]) =>
  spans.map(({ from, status, since }) => `${from} ${status} since ${since}`);

describe('the worst reason of a day is its status', () => {
  test('an exclusion that terminates: ineligible for its days, with nobody looking again', () => {
    expect(told(assess(inputs({ findings: [finding()] })))).toEqual([
      '2020-01-31 GOOD since 2020-01-31',
      '2026-05-01 INELIGIBLE since 2026-05-01',
      '2026-11-01 GOOD since 2026-11-01',
    ]);
  });

  test.each([
    ['nothing', [], 'GOOD'],
    ['watched', ['WATCH'], 'WATCH'],
    ['unknown is worse than watched', ['WATCH', 'UNKNOWN'], 'UNDETERMINED'],
    ['a failure is worse than unknown', ['UNKNOWN', 'FAIL_NOT_GOOD'], 'NOT_GOOD'],
    ['ineligible is the worst', ['FAIL_NOT_GOOD', 'FAIL_INELIGIBLE', 'WATCH'], 'INELIGIBLE'],
  ] as const)('%s', (_case, effects, status) => {
    const findings = effects.map((effect, nth) =>
      finding({ key: `fnd_${nth}`, rule: 'GS-002', effect, validFrom: '2026-01-01', validUntil: null }),
    );
    expect(assess(inputs({ findings })).at(-1)?.status).toBe(status);
  });

  test('a status lasts through changes of its reasons', () => {
    const findings = [
      finding({
        key: 'fnd_1',
        rule: 'GS-002',
        effect: 'WATCH',
        validFrom: '2026-01-01',
        validUntil: '2026-03-31',
      }),
      finding({
        key: 'fnd_2',
        rule: 'GS-002',
        effect: 'WATCH',
        validFrom: '2026-02-01',
        validUntil: '2026-05-31',
      }),
    ];
    expect(told(assess(inputs({ findings })))).toEqual([
      '2020-01-31 GOOD since 2020-01-31',
      '2026-01-01 WATCH since 2026-01-01',
      '2026-02-01 WATCH since 2026-01-01',
      '2026-04-01 WATCH since 2026-01-01',
      '2026-06-01 GOOD since 2026-06-01',
    ]);
  });

  test('what was found before a rule was there counts from its first day', () => {
    const found = finding({
      rule: 'GS-003',
      effect: 'FAIL_NOT_GOOD',
      validFrom: '2024-01-01',
      validUntil: null,
    });
    expect(told(assess(inputs({ findings: [found] }))).at(-1)).toBe('2026-06-03 NOT_GOOD since 2026-06-03');
  });

  test('a finding by a rule since given up counts for nothing', () => {
    expect(assess(inputs({ findings: [finding({ rule: 'GS-777' })] }))).toHaveLength(1);
  });
});

describe('what is unknown of a required rule is never good', () => {
  test.each([
    ['all looked at', inputs(), 'GOOD', []],
    [
      'the list of exclusions never was',
      inputs({ lookedAt: ['GS-003', 'GS-004'] }),
      'UNDETERMINED',
      ['GS-001'],
    ],
    ['nothing was', inputs({ lookedAt: [] }), 'UNDETERMINED', ['GS-001', 'GS-003', 'GS-004']],
    ['not in the registry', inputs({ registered: null }), 'UNDETERMINED', ['GS-008']],
  ] as const)('%s', (_case, given, status, rules) => {
    const last = assess(given).findLast(({ from }) => from <= '2026-11-02');
    expect([last?.status, last?.reasons.map(({ rule }) => rule)]).toEqual([status, rules]);
  });
});

describe(`${affiliatesConduct.id} ${affiliatesConduct.says}`, () => {
  const act = finding({
    rule: 'GS-003',
    effect: 'FAIL_NOT_GOOD',
    validFrom: '2026-07-01',
    validUntil: null,
    evidence: [{ kind: 'VIOLATION', record: 'vio_1', observedOn: '2026-02-01' }],
  });
  test.each([
    ['control: never as ineligibility', affiliate(), '2026-06-03', 'NOT_GOOD'],
    ['the day before the order', affiliate(), '2026-06-02', 'GOOD'],
    ['the exclusion has terminated', affiliate(), '2026-11-01', 'GOOD'],
    ['a share or an officer alone', affiliate({ strength: 'WATCH' }), '2026-06-03', 'WATCH'],
    ['affiliated from within the exclusion', affiliate({ from: '2026-08-01' }), '2026-08-01', 'NOT_GOOD'],
    ['the day before', affiliate({ from: '2026-08-01' }), '2026-07-31', 'GOOD'],
    ['no affiliate any more', affiliate({ until: '2026-06-30' }), '2026-07-01', 'GOOD'],
    ['an act while affiliated', affiliate({ findings: [act] }), '2026-11-02', 'NOT_GOOD'],
    ['an act before', affiliate({ findings: [act], from: '2026-02-02' }), '2026-11-02', 'GOOD'],
    ['an act on the first day', affiliate({ findings: [act], from: '2026-02-01' }), '2026-11-02', 'NOT_GOOD'],
    [
      'an act while affiliated, and no affiliate any more',
      affiliate({ findings: [act], until: '2026-09-30' }),
      '2026-11-02',
      'GOOD',
    ],
    ['only watched', affiliate({ findings: [{ ...act, effect: 'WATCH' }] }), '2026-11-02', 'GOOD'],
    [
      'by a rule that counts against itself alone',
      affiliate({ findings: [{ ...act, rule: 'GS-015' }] }),
      '2026-11-02',
      'GOOD',
    ],
  ] as const)('%s', (_case, of, on, status) => {
    const span = assess(inputs({ affiliates: [of] })).findLast(({ from }) => from <= on);
    expect(span?.status).toBe(status);
  });

  test('the reason names the affiliate and its own rule', () => {
    expect(assess(inputs({ affiliates: [affiliate()] }))[1]?.reasons).toMatchObject([
      { rule: 'GS-005', via: 'imp_other', cause: 'GS-001', since: '2026-06-03', until: '2026-10-31' },
    ]);
  });
});

describe('who is an affiliate', () => {
  const edge = (over: Partial<Disclosed>): Disclosed => ({
    id: 'dis_1',
    declarer: 'imp_self',
    related: 'imp_other',
    basis: 'CONTROL',
    percent: 60,
    controlling: null,
    from: '2024-01-01',
    until: null,
    ...over,
  });

  test.each([
    ['50 percent', edge({ percent: 50 }), 'SAME'],
    ['49', edge({ percent: 49 }), 'WATCH'],
    ['10', edge({ percent: 10 }), 'WATCH'],
    ['9', edge({ percent: 9 }), null],
    ['9 and controlling', edge({ percent: 9, controlling: true }), 'SAME'],
    ['control of unknown share', edge({ percent: null }), 'SAME'],
    ['of unknown share, not controlling', edge({ percent: null, controlling: false }), 'WATCH'],
    ['a shared officer', edge({ basis: 'SHARED_OFFICER', percent: null }), 'WATCH'],
    ['a shared address', edge({ basis: 'SHARED_ATTRIBUTE', percent: 90 }), 'WATCH'],
  ] as const)('%s: %s', (_case, of, strength) => {
    expect(strengthOf(of)).toBe(strength);
  });

  test('either side discloses it', () => {
    const back = edge({ declarer: 'imp_other', related: 'imp_self' });
    expect(affiliatesOf('imp_self', [back])).toMatchObject([{ id: 'imp_other', strength: 'SAME' }]);
  });

  test('a common controller makes affiliates, on the days of both', () => {
    const up = edge({ related: 'imp_parent', until: '2026-06-30' });
    const down = edge({ id: 'dis_2', declarer: 'imp_parent', related: 'imp_sibling', from: '2026-01-01' });
    expect(affiliatesOf('imp_self', [up, down])).toMatchObject([
      { id: 'imp_parent' },
      { id: 'imp_sibling', from: '2026-01-01', until: '2026-06-30' },
    ]);
  });

  test('no further than that, and a circle ends', () => {
    const chain = [
      edge({ related: 'imp_a' }),
      edge({ id: 'dis_2', declarer: 'imp_a', related: 'imp_b' }),
      edge({ id: 'dis_3', declarer: 'imp_b', related: 'imp_c' }),
      edge({ id: 'dis_4', declarer: 'imp_c', related: 'imp_self', basis: 'SHARED_OFFICER' }),
      edge({ id: 'dis_5', related: 'imp_self' }),
    ];
    expect(affiliatesOf('imp_self', chain).map(({ id }) => id)).toEqual(['imp_a', 'imp_b', 'imp_c']);
    expect(affiliatesOf('imp_self', chain).find(({ id }) => id === 'imp_c')?.strength).toBe('WATCH');
  });
});

test('inputs are one text, in whatever order they come', () => {
  const one = inputs({ findings: [finding(), finding({ key: 'fnd_2' })], lookedAt: ['GS-003', 'GS-001'] });
  const { findings, ...rest } = one;
  const other = { findings: [...findings].reverse(), ...rest, lookedAt: ['GS-001', 'GS-003'] };
  expect(canonical(other)).toBe(canonical(one));
});
