import type { PersonaName } from '@good-standing/gateway/authenticate/personas.ts';
import type { EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import { PUBLIC_SENDING } from '@good-standing/kernel/webhook/send.ts';
import {
  GrantConsentDocument,
  RevokeConsentDocument,
} from '@good-standing/schema/operations/importer/operations.generated.ts';
import { RegisterWebhookDocument } from '@good-standing/schema/operations/platform/operations.generated.ts';
import { type TestHouse, TODAY, testHouse } from './house.ts';
import { ask } from './typed.ts';

/** Milliseconds from each failed attempt to the next, in tests. */
export const RETRY_AFTER_MS = [30, 30, 30];

/** A house whose webhooks may go to receivers on this machine and are tried again at once. */
export function eventsHouse(): Promise<TestHouse> {
  return testHouse(undefined, {
    webhooksToLoopback: true,
    webhooks: { retryAfterMs: RETRY_AFTER_MS, sending: { ...PUBLIC_SENDING, deadlineMs: 1_000 } },
  });
}

export interface Party {
  readonly as: PersonaName;
  readonly of?: string;
}

/** The importer of an organisation consents to a platform: another last day is another consent. @returns its id. */
export async function consent(house: TestHouse, of: string, platform: string, daysAhead: number) {
  const until = TODAY.add({ days: daysAhead }).toString();
  const { data, errors } = await ask(house, { as: 'importer', of }, GrantConsentDocument, {
    platform,
    until,
  });
  if (!data?.grantStandingConsent) throw new Error(`no consent: ${JSON.stringify(errors)}`);
  return data.grantStandingConsent.id;
}

export async function revoke(house: TestHouse, of: string, id: string): Promise<void> {
  const { data } = await ask(house, { as: 'importer', of }, RevokeConsentDocument, { id });
  if (!data?.revokeStandingConsent) throw new Error('nothing was revoked');
}

/** Registers a webhook, for changes of consents where nothing else is said. */
export async function register(
  house: TestHouse,
  party: Party,
  url: string,
  events: EventKind[] = ['CONSENT_CHANGED'],
) {
  const { data, errors } = await ask(house, party, RegisterWebhookDocument, { url, events });
  const { webhook, secret } = data?.registerWebhook ?? {};
  if (!webhook || !secret) throw new Error(`no webhook: ${JSON.stringify(errors)}`);
  return { id: webhook.id, secret };
}

/** Until the look gives something. */
export async function eventually<Value>(
  look: () => Promise<Value | null | undefined | false>,
): Promise<Value> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise((later) => setTimeout(later, 20));
  }
}
