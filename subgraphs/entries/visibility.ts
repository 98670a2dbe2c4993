import { relatedToImporter } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { governedSql } from './rules/governed-sql.ts';
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

/** The same of what months count: `importer_month` and its lines have what decides. @param counted the table. */
export function visibleMonths(viewer: Viewer, counted: string): string {
  switch (viewer.audience) {
    case 'PGA':
      return `:agency = any(${counted}.agencies)`;
    case 'BROKER':
      return `${counted}.filer_code in (${OWN_FILER_CODE}) and ${relatedToImporter(viewer, `${counted}.importer_id`)}`;
    default:
      return relatedToImporter(viewer, `${counted}.importer_id`);
  }
}

/** Held for an investigation or for national security (19 USC 1628a(d)). SQL over `seizure`. */
export const IS_HELD = '(seizure.law_enforcement_hold or seizure.national_security_hold)';

/**
 * CBP all; an agency with a line flagged to it; the importer its own; a broker
 * where it filed the entry or there is none, for a client of today; the owner of a
 * right through its own recordation, from the stage on at which the law tells it
 * anything, or while a release to it stands. What a hold keeps is for the cells.
 */
export function visibleSeizures(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'PGA':
      return hasVisibleLine(viewer);
    case 'BROKER':
      return `(seizure.entry_id is null or seizure.filer_code in (${OWN_FILER_CODE}))
        and ${relatedToImporter(viewer, 'seizure.importer_id')}`;
    case 'RIGHTS_HOLDER':
      return `exists (
        select from seizure_line
        where seizure_line.seizure_id = seizure.id and ${visibleSeizureLines(viewer)} and ${IS_TOLD})`;
    default:
      return relatedToImporter(viewer, 'seizure.importer_id');
  }
}

/** On a list of 19 CFR 133.47 on the day of the event and today. SQL over `seizure_line`. */
export function onDmcaList(list: 'ELIGIBLE' | 'INJURED'): string {
  return `exists (
    select from dmca_person person
    where person.recordation_id = seizure_line.recordation_id and person.list = '${list}'
      and person.from_on <= least(seizure_line.event_on, :today::date)
      and (person.until_on is null or person.until_on >= greatest(seizure_line.event_on, :today::date)))`;
}

/** Whether a release of an item to the owner of a line stands. SQL over `seizure` and `seizure_line`. */
function isReleased(...items: readonly string[]): string {
  return `exists (
    select from seizure_release given
    where given.seizure_id = seizure.id and given.recordation_id = seizure_line.recordation_id
      and given.is_current and given.decision = 'RELEASE'
      and given.item in (${items.map((item) => `'${item}'`).join(', ')}))`;
}

/** The day of the feed where CBP has decided nothing since, or the day of its decision. */
function releasedOn(item: string, fed: string): string {
  return `(
    select case when count(*) > 0 then min(given.decided_on) filter (where given.decision = 'RELEASE') else ${fed} end
    from seizure_release given
    where given.seizure_id = seizure.id and given.recordation_id = seizure_line.recordation_id
      and given.is_current and given.item = '${item}')`;
}

/** The importer's answer to the notice of detention: as recorded here, else as the feed has it. SQL over `seizure`. */
export const IMPORTER_RESPONSE = 'coalesce(seizure.recorded_response, seizure.importer_response)';
export const IMPORTER_RESPONDED_ON =
  'case when seizure.recorded_response is null then seizure.importer_responded_on else seizure.recorded_response_on end';

/**
 * 19 CFR 133.47. An eligible person is given images of goods detained that CBP released
 * after the importer's seven business days, though it may not have been told of the
 * detention itself.
 */
const HAS_IMAGES_OF_DEVICE = `(
  seizure_line.basis = 'DMCA' and ${onDmcaList('ELIGIBLE')}
  and seizure.detained_on <= :today
  and coalesce(least(seizure.seized_on, seizure.forfeited_on, seizure.abandoned_on, seizure.released_on,
    seizure.excluded_on) > :today, true)
  and not coalesce(${IMPORTER_RESPONSE} = 'SUFFICIENT' and ${IMPORTER_RESPONDED_ON} <= :today, false)
  and seizure.disclosure_warnings is distinct from false
  and seizure.importer_window_ends_on < :today
  and ${releasedOn('IMAGES', 'seizure.images_released_on')} > seizure.importer_window_ends_on
  and ${releasedOn('IMAGES', 'seizure.images_released_on')} <= :today)`;

/** Whether the owner of a line is told anything of its seizure. SQL over `seizure` and `seizure_line`. */
const IS_TOLD = `(
  (least(seizure.seized_on, seizure.forfeited_on) <= :today
    and (seizure_line.basis <> 'DMCA' or ${onDmcaList('INJURED')}))
  or (seizure.detained_on <= :today and ${governedSql('LIMITED_INFORMATION', 'WINDOW_OPEN', 'MUST')})
  or ${isReleased('LIMITED_INFORMATION', 'REDACTED_SAMPLE', 'SAMPLE')}
  or (${governedSql('REDACTED_IMAGES', 'PRESENTED', 'MAY')}
    and ${releasedOn('REDACTED_IMAGES', 'seizure.redacted_released_on')} <= :today)
  or ${HAS_IMAGES_OF_DEVICE})`;

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
      return heldUnder(OWN_RECORDATION);
    default:
      return 'true';
  }
}

/** In the asking rights holder's name, or in its care as verified agent today. SQL over `recordation`. */
export const OWN_RECORDATION = `(recordation.owner_id = :subject or exists (
  select from recordation_agent agent
  where agent.recordation_id = recordation.id and agent.agent_id = :subject
    and agent.from_on <= :today and (agent.until_on is null or agent.until_on >= :today)))`;

/** Lines held for a right under such a recordation, in force on the day of the event and today. @param which SQL over `recordation`. */
export function heldUnder(which: string): string {
  return `(seizure_line.basis is not null
    and exists (
      select from recordation
      where recordation.id = seizure_line.recordation_id
        and ${which}
        and ${enforcedSql('seizure_line.event_on')}
        and ${enforcedSql(':today')})
    and (seizure_line.basis <> 'DMCA' or ${onDmcaList('ELIGIBLE')} or ${onDmcaList('INJURED')}))`;
}

/**
 * What CBP decided to release: the owner of a right what it decided for its own
 * recordations; the importer what was released; CBP all.
 */
export function visibleReleases(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'RIGHTS_HOLDER':
      return isOfOwnRecordation('seizure_release');
    case 'IMPORTER':
      return `seizure_release.decision = 'RELEASE'`;
    default:
      return 'false';
  }
}

/** Samples: the owner of a right those asked for under its own recordations; the importer those that were released; CBP all. */
export function visibleSamples(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'RIGHTS_HOLDER':
      return isOfOwnRecordation('sample_request');
    case 'IMPORTER':
      return 'sample_request.paragraph is not null';
    default:
      return 'false';
  }
}

/** Requests for images: the owner of a right its own; CBP all; nobody else any. */
export function visibleImageRequests(viewer: Viewer): string {
  if (viewer.audience === 'CBP') return 'true';
  return viewer.audience === 'RIGHTS_HOLDER' ? isOfOwnRecordation('image_request') : 'false';
}

function isOfOwnRecordation(table: string): string {
  return `exists (
    select from recordation where recordation.id = ${table}.recordation_id and ${OWN_RECORDATION})`;
}

/**
 * Of a seizure that is visible: the owner of a right the clocks of what CBP owes to it;
 * everybody else but CBP those of the goods; CBP all.
 */
export function visibleClocks(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return `(seizure_clock.recordation_id is null or ${isOwedUnder('true')})`;
    case 'RIGHTS_HOLDER':
      return isOwedUnder(visibleSeizureLines(viewer));
    default:
      return 'seizure_clock.recordation_id is null';
  }
}

/** Goods held as circumvention devices are told of to whom is on the list of injured persons alone (19 CFR 133.47). @param which SQL over `seizure_line`. */
function isOwedUnder(which: string): string {
  return `exists (
    select from seizure_line
    where seizure_line.seizure_id = seizure_clock.seizure_id
      and seizure_line.recordation_id = seizure_clock.recordation_id
      and ${which}
      and (seizure_line.basis <> 'DMCA' or ${onDmcaList('INJURED')}))`;
}

/** What CBP owes in cases of evasion and of forced labor: its own list. */
export function visibleCaseClocks(viewer: Viewer): string {
  return viewer.audience === 'CBP' ? 'true' : 'false';
}

/**
 * Investigations of evasion: an agency those flagged to it; importer and broker once the parties were
 * told that there is one (19 CFR 165.15(d)): before it, it is not there.
 */
export function visibleEvasionCases(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'PGA':
      return ':agency = any(evasion_case.agencies)';
    default:
      return `evasion_case.notified_on <= :today and ${relatedToImporter(viewer, 'evasion_case.importer_id')}`;
  }
}

/** As the importer; an agency those flagged to it. */
export function visibleForcedLaborDetentions(viewer: Viewer): string {
  if (viewer.audience === 'PGA') return ':agency = any(forced_labor_detention.agencies)';
  return relatedToImporter(viewer, 'forced_labor_detention.importer_id');
}

/** As the importer; an agency those flagged to it. */
export function visibleLiquidatedDamages(viewer: Viewer): string {
  if (viewer.audience === 'PGA') return ':agency = any(liquidated_damages.agencies)';
  return relatedToImporter(viewer, 'liquidated_damages.importer_id');
}

/** As the importer; an agency those flagged to it. */
export function visibleViolations(viewer: Viewer): string {
  if (viewer.audience === 'PGA') return ':agency = any(violation.agencies)';
  return relatedToImporter(viewer, 'violation.importer_id');
}

/**
 * As the importer; an agency those on a finding flagged to it, or on a seizure with a
 * line flagged to it; outside CBP none of a seizure that is held.
 */
export function visiblePenalties(viewer: Viewer): string {
  if (viewer.audience === 'CBP') return 'true';
  if (viewer.audience !== 'PGA') {
    return `${relatedToImporter(viewer, 'penalty.importer_id')} and ${ITS_SEIZURE_IS_NOT_HELD}`;
  }
  return `${ITS_SEIZURE_IS_NOT_HELD} and (
    exists (select from violation where violation.id = penalty.violation_id and :agency = any(violation.agencies))
    or exists (
      select from seizure_line
      where seizure_line.seizure_id = penalty.seizure_id and :agency = any(seizure_line.agencies)))`;
}

const ITS_SEIZURE_IS_NOT_HELD = `not exists (
  select from seizure where seizure.id = penalty.seizure_id and ${IS_HELD})`;

/** 19 CFR 103.32. Penalty cases of which anybody may know the six items: closed, and of no seizure that is held. */
export const CLOSED_PENALTIES = `penalty.closed_on <= :today and ${ITS_SEIZURE_IS_NOT_HELD}`;

/** As the importer; an agency those on an entry whose every line is flagged to it: a bill is a sum over the lines. */
export function visibleBills(viewer: Viewer): string {
  if (viewer.audience !== 'PGA') return relatedToImporter(viewer, 'bill.importer_id');
  return `exists (
    select from entry_day
    join entry on entry.filed_on = entry_day.filed_on and entry.id = entry_day.id
    where entry_day.id = bill.entry_id
      and :agency = any(entry.agencies)
      and not exists (
        select from entry_line
        where entry_line.filed_on = entry.filed_on
          and entry_line.entry_id = entry.id
          and not :agency = any(entry_line.agencies)))`;
}
