import { relatedToImporter } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { enforcedSql } from './rules/recordation-status.ts';

/**
 * Which rows a viewer may know of, as SQL over the table's own name. One text for
 * each audience; parameters: `viewerParams`. A row that is not visible is absent.
 */

/** Filer codes of the asking broker. */
const OWN_FILER_CODE = 'select filer_code.code from filer_code where filer_code.broker_id = :subject';

/** CBP all; an agency with a line flagged to it; the importer its own; a broker what it filed for a client of today. */
export function visibleEntries(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'PGA':
      return ':agency = any(entry.agencies)';
    case 'BROKER':
      return `left(entry.number, 3) in (${OWN_FILER_CODE}) and ${relatedToImporter(viewer, 'entry.importer_id')}`;
    default:
      return relatedToImporter(viewer, 'entry.importer_id');
  }
}

/** Of an entry that is visible: an agency the lines flagged to it, everybody else all. */
export function visibleEntryLines(viewer: Viewer): string {
  return viewer.audience === 'PGA' ? ':agency = any(entry_line.agencies)' : 'true';
}

/**
 * CBP all; an agency with a line flagged to it; the importer its own; a broker
 * where it filed the entry or there is none, for a client of today; the owner of a
 * right through its own recordation, from the detention or seizure on, or once CBP
 * has released a redacted image.
 */
export function visibleSeizures(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'PGA':
      return hasVisibleLine(viewer);
    case 'BROKER':
      return `(seizure.entry_id is null or seizure.filer_code in (${OWN_FILER_CODE}))
        and ${relatedToImporter(viewer, 'seizure.importer_id')}`;
    case 'RIGHTS_HOLDER':
      return `least(seizure.detained_on, seizure.seized_on, seizure.redacted_released_on) <= :today
        and ${hasVisibleLine(viewer)}`;
    default:
      return relatedToImporter(viewer, 'seizure.importer_id');
  }
}

function hasVisibleLine(viewer: Viewer): string {
  return `exists (
    select from seizure_line
    where seizure_line.seizure_id = seizure.id and ${visibleSeizureLines(viewer)})`;
}

/**
 * Of a seizure that is visible: an agency the lines flagged to it; the owner of a
 * right those under its own recordations, in force on the day of the event and
 * today; everybody else all.
 */
export function visibleSeizureLines(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'PGA':
      return ':agency = any(seizure_line.agencies)';
    case 'RIGHTS_HOLDER':
      return `exists (
        select from recordation
        where recordation.id = seizure_line.recordation_id
          and recordation.owner_id = :subject
          and ${enforcedSql('seizure_line.event_on')}
          and ${enforcedSql(':today')})`;
    default:
      return 'true';
  }
}

/** As the importer; an agency those flagged to it. */
export function visibleViolations(viewer: Viewer): string {
  if (viewer.audience === 'PGA') return ':agency = any(violation.agencies)';
  return relatedToImporter(viewer, 'violation.importer_id');
}

/** As the importer; an agency those on a finding flagged to it, or on a seizure with a line flagged to it. */
export function visiblePenalties(viewer: Viewer): string {
  if (viewer.audience !== 'PGA') return relatedToImporter(viewer, 'penalty.importer_id');
  return `(
    exists (select from violation where violation.id = penalty.violation_id and :agency = any(violation.agencies))
    or exists (
      select from seizure_line
      where seizure_line.seizure_id = penalty.seizure_id and :agency = any(seizure_line.agencies)))`;
}

/** As the importer; an agency those on an entry with a line flagged to it. */
export function visibleBills(viewer: Viewer): string {
  if (viewer.audience !== 'PGA') return relatedToImporter(viewer, 'bill.importer_id');
  return `exists (
    select from entry_day
    join entry on entry.filed_on = entry_day.filed_on and entry.id = entry_day.id
    where entry_day.id = bill.entry_id and :agency = any(entry.agencies))`;
}
