import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** Webhooks `w` of the organisation, for the audience and the record that the viewer acts for. */
export const OWN = `
  w.organization_id = :organization and w.audience = :audience
  and w.subject is not distinct from :subject and w.agency is not distinct from :agency`;

export function ownParams({ organization, audience, subject, agency }: Viewer) {
  return { organization: organization?.id ?? null, audience, subject, agency };
}
