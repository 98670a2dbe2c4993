import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Bearer } from '@good-standing/kernel/viewer/token.ts';
import { describe, expect, test } from 'vitest';
import type { SharingAgreementRow } from '../access/tables.ts';
import { viewerUnder } from './standing-agreement.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const bearer: Bearer = {
  actor: 'analyst-7',
  organization: 'fda',
  audience: null,
  agreementId: null,
  expiresAt: 0,
};

const agreement: SharingAgreementRow = {
  id: 'agr_fda' as RecordId<'agr'>,
  number: 'INV-AGR-002',
  audience: 'PGA',
  subject: null,
  agency: 'FDA',
  authority: '19 USC 1411(d)',
  rules: ['IMPORTER_NAME'],
  purposes: ['RISK_ASSESSMENT', 'IDENTITY'],
  effectiveOn: day('2026-01-01'),
  expiresOn: day('2026-12-31'),
  revokedOn: null,
  identifiersPerDay: null,
  organizationId: 'org_fda',
  organizationName: 'Food and Drug Administration (invented)',
  organizationAddress: '1 Sample Way',
};

describe('an agreement is in force from its first day to its last, and before the day of its revocation', () => {
  test.each([
    ['2025-12-31', null, 'AGREEMENT_NOT_YET_IN_FORCE'],
    ['2026-01-01', null, null], // first day
    ['2026-12-31', null, null], // last day
    ['2027-01-01', null, 'AGREEMENT_EXPIRED'],
    ['2026-05-31', '2026-06-01', null],
    ['2026-06-01', '2026-06-01', 'AGREEMENT_REVOKED'], // the day of revocation
    ['2027-01-01', '2026-06-01', 'AGREEMENT_REVOKED'],
  ])('on %s, revoked %s: %s', (today, revoked, demoted) => {
    const held = { ...agreement, revokedOn: revoked === null ? null : day(revoked) };
    const viewer = viewerUnder([held], bearer, null, day(today));
    expect(viewer).toMatchObject({ demoted, audience: demoted === null ? 'PGA' : 'PUBLIC' });
  });
});

describe('the viewer', () => {
  test('under an agreement in force is all that it says', () => {
    expect(viewerUnder([agreement], bearer, null, day('2026-11-22'))).toEqual({
      audience: 'PGA',
      organization: {
        id: 'org_fda',
        name: 'Food and Drug Administration (invented)',
        address: '1 Sample Way',
      },
      actor: 'analyst-7',
      subject: null,
      agency: 'FDA',
      agreementId: 'agr_fda',
      rules: new Set(['IMPORTER_NAME']),
      purposes: ['RISK_ASSESSMENT', 'IDENTITY'],
      purpose: 'RISK_ASSESSMENT',
      demoted: null,
    });
  });

  test('without one has nothing of it but the name under which its requests are accounted for', () => {
    expect(viewerUnder([agreement], bearer, null, day('2027-01-01'))).toEqual({
      audience: 'PUBLIC',
      organization: {
        id: 'org_fda',
        name: 'Food and Drug Administration (invented)',
        address: '1 Sample Way',
      },
      actor: 'analyst-7',
      subject: null,
      agency: null,
      agreementId: null,
      rules: new Set(),
      purposes: [],
      purpose: null,
      demoted: 'AGREEMENT_EXPIRED',
    });
  });

  test.each([
    ['nobody knows', [], {}],
    ['acting for an audience it has no agreement for', [agreement], { audience: 'CBP' }],
    ['under an agreement that is not its own', [agreement], { agreementId: 'agr_other' }],
  ] as const)('%s is PUBLIC', (_case, held, claims) => {
    const viewer = viewerUnder(held, { ...bearer, ...claims }, null, day('2026-11-22'));
    expect(viewer).toMatchObject({ audience: 'PUBLIC', demoted: 'NO_AGREEMENT' });
  });

  test('of several in force the latest holds; one that has ended does not hide one that has not', () => {
    const older = { ...agreement, id: 'agr_older' as RecordId<'agr'>, effectiveOn: day('2025-01-01') };
    const ended = { ...agreement, revokedOn: day('2026-02-01') };
    expect(viewerUnder([agreement, older], bearer, null, day('2026-11-22'))).toMatchObject({
      agreementId: 'agr_fda',
    });
    expect(viewerUnder([ended, older], bearer, null, day('2026-11-22'))).toMatchObject({
      agreementId: 'agr_older',
    });
  });

  test('chooses among the purposes agreed', () => {
    const today = day('2026-11-22');
    expect(viewerUnder([agreement], bearer, 'IDENTITY', today)).toMatchObject({ purpose: 'IDENTITY' });
    expect(viewerUnder([agreement], bearer, 'ENFORCEMENT', today)).toEqual({
      notAgreed: true,
      agreed: ['RISK_ASSESSMENT', 'IDENTITY'],
    });
  });
});
