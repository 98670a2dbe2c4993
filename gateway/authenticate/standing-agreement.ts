import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import type { Bearer } from '@good-standing/kernel/viewer/token.ts';
import {
  type Demotion,
  PUBLIC_VIEWER,
  PURPOSES,
  type Purpose,
  type Viewer,
} from '@good-standing/kernel/viewer/viewer.ts';
import type { SharingAgreementRow } from '../access/tables.ts';

/** A purpose was asked for that the agreement does not name. */
export interface PurposeNotAgreed {
  readonly notAgreed: true;
  readonly agreed: readonly Purpose[];
}

export function isPurposeNotAgreed(value: Viewer | PurposeNotAgreed): value is PurposeNotAgreed {
  return 'notAgreed' in value;
}

/**
 * The viewer that a verified bearer is today. Where the token names audience or
 * agreement, only those count; of several in force the latest holds. Without one
 * in force the viewer is PUBLIC, and knows why.
 *
 * @param agreements of the bearer's organisation, latest first.
 * @param purpose as the request's header gives it; null: the usual one.
 */
export function viewerUnder(
  agreements: readonly SharingAgreementRow[],
  bearer: Bearer,
  purpose: string | null,
  today: Temporal.PlainDate,
): Viewer | PurposeNotAgreed {
  const meant = agreements.filter(
    (agreement) =>
      (bearer.audience === null || agreement.audience === bearer.audience) &&
      (bearer.agreementId === null || agreement.id === bearer.agreementId),
  );
  const inForce = meant.find((agreement) => demotion(agreement, today) === null);
  if (inForce === undefined) return demoted(bearer, agreements[0], meant[0], today);
  const chosen =
    purpose === null ? inForce.purposes[0] : inForce.purposes.find((agreed) => agreed === purpose);
  if (chosen === undefined) return { notAgreed: true, agreed: inForce.purposes };
  return {
    audience: inForce.audience,
    organization: organizationOf(inForce),
    actor: bearer.actor,
    subject: inForce.subject,
    agency: inForce.agency,
    agreementId: inForce.id,
    rules: rulesOf(inForce),
    purposes: inForce.purposes,
    purpose: chosen,
    demoted: null,
    ...(inForce.identifiersPerDay === null ? {} : { identifiersPerDay: inForce.identifiersPerDay }),
  };
}

/** Whether a header names a purpose at all; another word is refused whoever asks. */
export function isPurpose(text: string): text is Purpose {
  return PURPOSES.some((purpose) => purpose === text);
}

function demoted(
  bearer: Bearer,
  known: SharingAgreementRow | undefined,
  meant: SharingAgreementRow | undefined,
  today: Temporal.PlainDate,
): Viewer {
  return {
    ...PUBLIC_VIEWER,
    organization: known === undefined ? null : organizationOf(known),
    actor: bearer.actor,
    demoted: meant === undefined ? 'NO_AGREEMENT' : demotion(meant, today),
  };
}

/** Null where the agreement is in force: from its first day to its last, both in, and before the day of revocation. */
function demotion(agreement: SharingAgreementRow, today: Temporal.PlainDate): Demotion | null {
  if (agreement.revokedOn !== null && compareDays(agreement.revokedOn, today) <= 0)
    return 'AGREEMENT_REVOKED';
  if (compareDays(today, agreement.expiresOn) > 0) return 'AGREEMENT_EXPIRED';
  return compareDays(today, agreement.effectiveOn) < 0 ? 'AGREEMENT_NOT_YET_IN_FORCE' : null;
}

function organizationOf(agreement: SharingAgreementRow) {
  return {
    id: agreement.organizationId,
    name: agreement.organizationName,
    address: agreement.organizationAddress,
  };
}

const rules = new WeakMap<SharingAgreementRow, ReadonlySet<string>>();

function rulesOf(agreement: SharingAgreementRow): ReadonlySet<string> {
  let known = rules.get(agreement);
  if (known === undefined) {
    known = new Set(agreement.rules);
    rules.set(agreement, known);
  }
  return known;
}
