import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, type Reason } from '../standing/assess.ts';
import { evidenceFor } from '../standing/evidence-for.ts';
import type { KnownFinding, StandingInputs } from '../standing/inputs.ts';
import { type KeptSpan, whatChanged } from './what-changed.ts';

const reason = (over: Partial<Reason> = {}): Reason => ({
  rule: 'GS-003',
  ruleVersion: 1,
  effect: 'FAIL_NOT_GOOD',
  since: '2026-08-01',
  until: null,
  via: null,
  cause: null,
  evidence: [{ kind: 'VIOLATION', record: 'vio_1', observedOn: '2026-07-01' }],
  ...over,
});
const held = { kind: 'VIOLATION', record: 'vio_2', observedOn: '2026-07-02', isHeld: true } as const;
const span = (from: string, status: KeptSpan['status'], ...reasons: readonly Reason[]): KeptSpan => ({
  from,
  until: null,
  status,
  reasons,
});
const failed = span('2026-08-01', 'NOT_GOOD', reason());

describe('EO 14411 § 2(d); 5 USC 552(b)(7): who is told that a standing is another', () => {
  test.each([
    ['another status', span('2026-08-01', 'GOOD'), 'STATUS'],
    ['the status from another day', { ...failed, from: '2026-08-02' }, 'STATUS'],
    ['another rule', span('2026-08-01', 'NOT_GOOD', reason({ rule: 'GS-018' })), 'REASONS'],
    ['more evidence', span('2026-08-01', 'NOT_GOOD', reason({ evidence: [] })), 'REASONS'],
    ['another last day', span('2026-08-01', 'NOT_GOOD', reason({ until: '2027-01-01' })), 'REASONS'],
    [
      'more evidence under a hold',
      span('2026-08-01', 'NOT_GOOD', reason({ evidence: [...reason().evidence, held] })),
      'HELD',
    ],
    ['another version of the rule', span('2026-08-01', 'NOT_GOOD', reason({ ruleVersion: 2 })), null],
    ['the same', failed, null],
  ] as const)('%s', (_case, after, difference) => {
    expect([whatChanged([failed], [after]), whatChanged([after], [failed])]).toEqual([
      difference,
      difference,
    ]);
  });

  test.each([
    ['evidence of an affiliate that is not public', { via: 'imp_2', cause: 'GS-003' }, 'HELD'],
    ['another affiliate with the same exclusion', { via: 'imp_3', cause: 'GS-003', evidence: [] }, 'HELD'],
  ] as const)('%s is for CBP alone', (_case, over, difference) => {
    const before = span('2026-08-01', 'NOT_GOOD', reason({ via: 'imp_2', cause: 'GS-003', evidence: [] }));
    const after = span('2026-08-01', 'NOT_GOOD', reason(over));
    expect(whatChanged([before], [after])).toBe(difference);
  });
});

const day = fc.integer({ min: 0, max: 8 }).map((nth) => `2026-0${nth + 1}-01`);
const finding = (nth: number): fc.Arbitrary<KnownFinding> =>
  fc
    .record({
      rule: fc.constantFrom('GS-001', 'GS-003', 'GS-015'),
      effect: fc.constantFrom('FAIL_INELIGIBLE', 'FAIL_NOT_GOOD', 'WATCH'),
      from: day,
      lasts: fc.option(fc.integer({ min: 1, max: 90 })),
      records: fc.array(
        fc.record({ kind: fc.constantFrom('VIOLATION', 'EXCLUSION'), isHeld: fc.boolean() }),
        { maxLength: 3 },
      ),
    })
    .map(({ rule, effect, from, lasts, records }) => ({
      key: `fnd_${nth}`,
      rule,
      ruleVersion: 1,
      effect,
      validFrom: from,
      validUntil: lasts === null ? null : Temporal.PlainDate.from(from).add({ days: lasts }).toString(),
      evidence: records.map(({ kind, isHeld }, record) => ({
        kind,
        record: `rec_${record}`,
        observedOn: from,
        ...(isHeld ? { isHeld } : {}),
      })),
    }));
const findings = fc.tuple(finding(1), finding(2)).map((both) => [...both]);
const inputs: fc.Arbitrary<StandingInputs> = fc
  .tuple(findings, fc.subarray(['own', 'affiliate']))
  .map(([[own, other], which]) => ({
    importerId: 'imp_self',
    registered: {
      facts: [],
      bonds: [{ id: 'bnd_1', cents: 5_000_000, from: '2010-01-01', until: null }],
      assets: [],
    },
    lookedAt: ['GS-001', 'GS-003', 'GS-004'],
    findings: which.includes('own') && own !== undefined ? [own] : [],
    affiliates:
      which.includes('affiliate') && other !== undefined
        ? [
            {
              edge: 'dis_1',
              id: 'imp_other',
              strength: 'SAME' as const,
              from: null,
              until: null,
              findings: [other],
            },
          ]
        : [],
  }));

/** Another knowledge of one standing: all of it, or only the evidence of its findings. */
const both = fc
  .tuple(inputs, inputs, findings, fc.constantFrom('all', 'evidence', 'nothing'))
  .map(([one, other, [restated], how]): readonly [StandingInputs, StandingInputs] => {
    if (how === 'all') return [one, other];
    if (how === 'nothing' || restated === undefined) return [one, { ...one }];
    const anew = (known: KnownFinding) => ({ ...known, evidence: restated.evidence });
    return [
      one,
      {
        ...one,
        findings: one.findings.map(anew),
        affiliates: one.affiliates.map((each) => ({ ...each, findings: each.findings.map(anew) })),
      },
    ];
  });

const viewer = (audience: Viewer['audience']): Viewer => ({ ...PUBLIC_VIEWER, audience });

/** The status on every day, as `Importer.standing(asOf:)` answers it. */
function statusesRead(spans: readonly KeptSpan[]): readonly string[] {
  let on = Temporal.PlainDate.from('2026-01-01');
  const read: string[] = [];
  for (; on.year === 2026; on = on.add({ days: 1 })) {
    const text = on.toString();
    read.push(
      spans.find(({ from, until }) => from <= text && (until === null || text <= until))?.status ?? '',
    );
  }
  return read;
}

/** The history with its reasons, as `Importer.standingHistory` answers it, but for who the affiliate is. */
function reasonsRead(spans: readonly KeptSpan[], as: Viewer): readonly unknown[] {
  return spans.map(({ from, until, reasons }) => [
    from,
    until,
    reasons
      .map(({ rule, effect, since, until: last, cause, ...of }) =>
        JSON.stringify([
          [rule, effect, since, last, cause],
          evidenceFor(as, { ...of }).map(({ kind, record, observedOn }) => `${kind} ${record} ${observedOn}`),
        ]),
      )
      .sort(),
  ]);
}

test('who is told could read another answer before and after, and who could is told', () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(both, ([one, other]) => {
      const [before, after] = [assess(one), assess(other)];
      const difference = whatChanged(before, after);
      told.add(String(difference));
      const differs = (read: (spans: readonly KeptSpan[]) => unknown) =>
        JSON.stringify(read(before)) !== JSON.stringify(read(after));
      const isOther = {
        status: differs(statusesRead),
        reasons: differs((spans) => reasonsRead(spans, viewer('IMPORTER'))),
        all: differs((spans) => reasonsRead(spans, viewer('CBP'))),
      };
      expect(difference === 'STATUS').toBe(isOther.status);
      expect(difference === 'STATUS' || difference === 'REASONS').toBe(isOther.status || isOther.reasons);
      expect(difference !== null).toBe(isOther.status || isOther.reasons || isOther.all);
    }),
    { numRuns: 400 },
  );
  expect([...told].sort()).toEqual(['HELD', 'REASONS', 'STATUS', 'null']);
});
