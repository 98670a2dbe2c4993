import { type Decision, disclose, type Relation, withhold } from '../disclosure/decision.ts';
import type { Viewer } from '../viewer/viewer.ts';

/**
 * SQL that is true where the viewer stands in the relation of its audience to
 * the importer named by `importerId`, an SQL expression. Needs the tables of
 * kernel/relation in the search path. Parameters: `viewerParams`.
 *
 * PGA: a line flagged to the agency. IMPORTER: itself. BROKER: engagement in
 * force today. CBP: always. Every other audience: never.
 */
export function relatedToImporter(viewer: Viewer, importerId: string): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'PGA':
      return `exists (select from jurisdiction j where j.importer_id = ${importerId} and j.agency = :agency)`;
    case 'IMPORTER':
      return `${importerId} = :subject`;
    case 'BROKER':
      return `exists (
        select from engagement g
        where g.importer_id = ${importerId} and g.broker_id = :subject
          and g.from_on <= :today and (g.until_on is null or g.until_on >= :today))`;
    default:
      return 'false';
  }
}

/** The parameters that row predicates may name. Day and instant come from the request. */
export function viewerParams(viewer: Viewer, today: Temporal.PlainDate) {
  return {
    subject: viewer.subject,
    agency: viewer.agency,
    organization: viewer.organization?.id ?? null,
    today: today.toString(),
  };
}

/** The relation that a row visible through `relatedToImporter` proves. */
export function relationOf(viewer: Viewer): Relation | null {
  switch (viewer.audience) {
    case 'CBP':
      return 'CBP';
    case 'PGA':
      return 'JURISDICTION';
    case 'IMPORTER':
      return 'SELF';
    case 'BROKER':
      return 'OWN_CLIENT';
    default:
      return null;
  }
}

/** Disclosed where `related`, else withheld for want of the relation. */
export function whereRelated(viewer: Viewer, related: boolean): Decision {
  const relation = relationOf(viewer);
  return related && relation !== null ? disclose(relation) : withhold('RELATION');
}
