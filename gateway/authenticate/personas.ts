import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';

/** Audiences that can hold a token, as they are written on the command line, each with the cast's own organisation. */
export const PERSONAS = {
  cbp: { audience: 'CBP', organization: 'cbp' },
  pga: { audience: 'PGA', organization: 'fda' },
  importer: { audience: 'IMPORTER', organization: 'aurora' },
  broker: { audience: 'BROKER', organization: 'beacon' },
  platform: { audience: 'PLATFORM', organization: 'bazaar' },
  'rights-holder': { audience: 'RIGHTS_HOLDER', organization: 'lumen' },
  carrier: { audience: 'CARRIER', organization: 'swift' },
  post: { audience: 'POST', organization: 'qumar' },
  usps: { audience: 'USPS', organization: 'usps' },
} as const satisfies Record<string, { readonly audience: Audience; readonly organization: string }>;

export type PersonaName = keyof typeof PERSONAS;

export function isPersonaName(text: string | undefined): text is PersonaName {
  return text !== undefined && Object.hasOwn(PERSONAS, text);
}
