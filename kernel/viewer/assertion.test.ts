import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Assertion, type Expected, seenNonces, signAssertion, verifyAssertion } from './assertion.ts';
import { PUBLIC_VIEWER, type Viewer } from './viewer.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

const fda: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'PGA',
  organization: { id: 'org_1', name: 'Food and Drug Administration (invented)', address: '1 Sample Way' },
  actor: 'analyst-7',
  agency: 'FDA',
  agreementId: 'agr_1',
  rules: new Set(['IMPORTER_NAME', 'VIOLATIONS']),
  purposes: ['RISK_ASSESSMENT'],
  purpose: 'RISK_ASSESSMENT',
};

const assertion: Assertion = {
  viewer: fda,
  requestId: 'b3a3b0b2-0000-4000-8000-000000000001',
  now: Temporal.Instant.from('2026-11-22T12:00:00Z'),
  policyVersion: 'p1',
  ledgerAvailable: true,
  accountedBy: 'SUBGRAPH',
  event: null,
};

const SENT = Date.UTC(2026, 10, 22, 12);
const body = '{"query":"{importer{name}}"}';

function signed(over: Partial<Assertion> = {}): string {
  return signAssertion(privateKey, { ...assertion, ...over }, { subgraph: 'importers', body, sentAt: SENT });
}

function verified(text: string | undefined, over: Partial<Expected> = {}) {
  return verifyAssertion(publicKey, text, {
    subgraph: 'importers',
    policyVersion: 'p1',
    body,
    receivedAt: SENT + 100,
    seen: seenNonces(),
    ...over,
  });
}

function altered(text: string, change: (claims: Record<string, unknown>) => void): string {
  const [claims = '', signature] = text.split('.');
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString());
  change(read);
  return `${Buffer.from(JSON.stringify(read)).toString('base64url')}.${signature}`;
}

describe('what a gateway tells a subgraph in another process', () => {
  test('arrives whole', () => {
    expect(verified(signed())).toEqual(assertion);
    expect(verified(signed({ viewer: PUBLIC_VIEWER }))).toEqual({ ...assertion, viewer: PUBLIC_VIEWER });
    const event = {
      id: 'evt_1',
      kind: 'CONSENT_CHANGED',
      record: 'imp_1',
      occurredAt: '2026-11-22T12:00:00Z',
    } as const;
    expect(verified(signed({ event }))).toEqual({ ...assertion, event });
  });

  test.each([
    ['none', undefined, 'MISSING'],
    ['empty', '', 'MISSING'],
    ['unsigned', signed().split('.')[0], 'MALFORMED'],
    ['an empty signature', `${signed().split('.')[0]}.`, 'SIGNATURE'],
    ['a third part', `${signed()}.x`, 'MALFORMED'],
    ['too long', `${'a'.repeat(20_000)}.a`, 'MALFORMED'],
    [
      'signed by another',
      signAssertion(stranger.privateKey, assertion, { subgraph: 'importers', body, sentAt: SENT }),
      'SIGNATURE',
    ],
    [
      'for another subgraph',
      signAssertion(privateKey, assertion, { subgraph: 'entries', body, sentAt: SENT }),
      'OTHER_SUBGRAPH',
    ],
    [
      'for another body',
      signAssertion(privateKey, assertion, { subgraph: 'importers', body: '{}', sentAt: SENT }),
      'OTHER_BODY',
    ],
    ['under another policy (A64)', signed({ policyVersion: 'p0' }), 'OTHER_POLICY'],
    [
      'a promoted viewer',
      altered(signed(), (claims) => {
        claims.viewer = { ...(claims.viewer as object), audience: 'CBP' };
      }),
      'SIGNATURE',
    ],
    [
      'a wider grant',
      altered(signed(), (claims) => {
        (claims.viewer as { rules: string[] }).rules.push('PROVENANCE');
      }),
      'SIGNATURE',
    ],
    [
      'a later end',
      altered(signed(), (claims) => {
        claims.issuedAt = SENT + 60_000;
      }),
      'SIGNATURE',
    ],
    ['signed but of another shape', signed({ viewer: { ...fda, audience: 'ADMIN' as 'CBP' } }), 'MALFORMED'],
  ] as const)('refused: %s', (_case, text, fault) => {
    expect(verified(text)).toBe(fault);
  });

  test.each([
    [-5_001, 'NOT_YET_VALID'],
    [-5_000, 'accepted'],
    [0, 'accepted'],
    [29_999, 'accepted'],
    [30_000, 'EXPIRED'],
  ])('%i ms after it was sent: %s', (age, outcome) => {
    const result = verified(signed(), { receivedAt: SENT + age });
    expect(typeof result === 'string' ? result : 'accepted').toBe(outcome);
  });

  test('is good once', () => {
    const seen = seenNonces();
    const text = signed();
    expect(verified(text, { seen })).toEqual(assertion);
    expect(verified(text, { seen })).toBe('REPLAYED');
    expect(verified(signed(), { seen })).toEqual(assertion);
  });
});

describe('the memory of what was seen', () => {
  test('lasts as long as an assertion does, and no longer', () => {
    const seen = seenNonces();
    expect(seen.isFirst('a', 0)).toBe(true);
    expect(seen.isFirst('a', 34_999)).toBe(false);
    expect(seen.isFirst('a', 35_000)).toBe(true);
  });

  test('believes nothing rather than forget', () => {
    const seen = seenNonces(2);
    expect([seen.isFirst('a', 0), seen.isFirst('b', 1), seen.isFirst('c', 2)]).toEqual([true, true, false]);
    expect(seen.isFirst('c', 35_000)).toBe(true);
  });
});
