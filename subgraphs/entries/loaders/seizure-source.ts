import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { abandonedGoodsTold, RIGHTS_BASES, type RightsBasis } from '../parameters.ts';
import type { SeizureGround } from '../schema.generated.ts';
import {
  heldUnder,
  IMPORTER_RESPONDED_ON,
  IMPORTER_RESPONSE,
  onDmcaList,
  visibleSeizureLines,
} from '../visibility.ts';

/** What a statement selects of `seizure`, and what it joins for it. */
export interface SeizureSource {
  readonly columns: string;
  /** After `seizure` in the from clause. */
  readonly joins: string;
}

const GROUND_OF: Readonly<Record<RightsBasis, SeizureGround>> = {
  GRAY_MARKET: 'GRAY_MARKET',
  DMCA: 'DMCA',
  COPYRIGHT: 'IPR_COPYRIGHT',
  TRADEMARK: 'IPR_TRADEMARK',
};

/** A seizure as this viewer stands to it. */
export function seizureSource(viewer: Viewer): SeizureSource {
  switch (viewer.audience) {
    case 'RIGHTS_HOLDER':
      return { columns: columns(viewer, OWN_DOCUMENTS, OF_RIGHT), joins: joins(visibleSeizureLines(viewer)) };
    case 'PGA':
      return {
        columns: columns(viewer, OWN_DOCUMENTS, OF_NONE),
        joins: ownLines(visibleSeizureLines(viewer)),
      };
    default:
      return { columns: columns(viewer, DOCUMENTS, OF_NONE), joins: '' };
  }
}

/** A seizure as the owner of the recordation `:recordation` stands to it. */
export function seizureSourceFor(viewer: Viewer): SeizureSource {
  return {
    columns: columns(viewer, OWN_DOCUMENTS, OF_RIGHT),
    joins: joins(heldUnder('recordation.id = :recordation')),
  };
}

/** Whether a ground is among those that this viewer is told of. @param ground SQL. */
export function hasGround(viewer: Viewer, ground: string): string {
  if (viewer.audience !== 'RIGHTS_HOLDER') return `${ground} = any(seizure.grounds)`;
  return `exists (
    select from seizure_line
    where seizure_line.seizure_id = seizure.id and ${visibleSeizureLines(viewer)} and ${GROUND} = ${ground})`;
}

/** In no order of days. */
const NO_DAY = "date '0001-01-01'";

/**
 * The day that lists are in order of, of which the order tells no more than the cells that the viewer
 * reads: the event with its presentation to whom events are told; to owners of rights, and to whom the
 * stage alone is told, what CBP did; to others no day. Of what is held it tells nothing but to CBP.
 *
 * @param table `seizure` or `seizure_line`.
 */
export function listedOn({ audience, rules }: Viewer, table: string): string {
  if (audience === 'CBP') return `${table}.event_on`;
  const readsEvents = rules.has('SEIZURE_CLOCKS');
  if (readsEvents && audience !== 'RIGHTS_HOLDER') return `${table}.listed_on`;
  return readsEvents || rules.has('SEIZURE_STAGE') ? `${table}.acted_on` : NO_DAY;
}

const IN_ORDER = `array[${RIGHTS_BASES.map((basis) => `'${basis}'`).join(', ')}]`;
const GROUND = `case seizure_line.basis ${RIGHTS_BASES.map((basis) => `when '${basis}' then '${GROUND_OF[basis]}'`).join(' ')} end`;

/** A line as a document has it, and where it is not among these, as the line is. */
const described = (document: string) =>
  `coalesce(seizure_line.description_at_${document}, seizure_line.description)`;
const counted = (document: string) => `coalesce(seizure_line.quantity_at_${document}, seizure_line.quantity)`;

const textsOf = (document: string) =>
  `coalesce(array_agg(${described(document)} order by seizure_line.number) filter (where ${described(document)} is not null), '{}')`;
// NOTE: in order, as a sum of floating-point numbers depends on it.
const sumOf = (document: string) => `sum(${counted(document)} order by seizure_line.number)`;

/**
 * The lines that the viewer may know of, in one row; nothing of it depends on whether
 * there are others. @param which SQL over `seizure_line`.
 */
function ownLines(which: string): string {
  return `
    cross join lateral (
      select ${textsOf('entry')} as descriptions_at_entry, ${sumOf('entry')} as quantity_at_entry,
        ${textsOf('detention')} as descriptions_at_detention, ${sumOf('detention')} as quantity_at_detention,
        ${textsOf('seizure')} as descriptions_at_seizure, ${sumOf('seizure')} as quantity_at_seizure,
        sum(seizure_line.value_cents)::bigint as value_cents,
        (${IN_ORDER})[min(array_position(${IN_ORDER}, seizure_line.basis))] as basis,
        array_agg(distinct ${GROUND}) as grounds,
        array_agg(distinct seizure_line.recordation_id) as recordations,
        coalesce(bool_or(seizure_line.basis = 'DMCA' and ${onDmcaList('ELIGIBLE')}), false) as is_eligible,
        coalesce(bool_or(seizure_line.basis = 'DMCA' and ${onDmcaList('INJURED')}), false) as is_injured
      from seizure_line
      where seizure_line.seizure_id = seizure.id and ${which}
    ) own`;
}

/** With what CBP decided for their recordations, and whether their owner asked for images. */
function joins(which: string): string {
  const released = (item: string) =>
    `min(given.decided_on) filter (where given.item = '${item}' and given.decision = 'RELEASE')`;
  return `${ownLines(which)}
    cross join lateral (
      select ${released('LIMITED_INFORMATION')} as limited_on,
        ${released('REDACTED_IMAGES')} as redacted_on,
        ${released('IMAGES')} as images_on,
        coalesce(bool_or(given.item = 'REDACTED_IMAGES'), false) as redacted_decided,
        coalesce(bool_or(given.item = 'IMAGES'), false) as images_decided
      from seizure_release given
      where given.seizure_id = seizure.id and given.is_current and given.recordation_id = any(own.recordations)
    ) given`;
}

/** What depends on whose the lines are; the decision that stands prevails over the day that the feed has. */
const OF_RIGHT = `
  own.grounds, own.basis,
  own.is_eligible as "isEligiblePerson", own.is_injured as "isInjuredPerson",
  given.limited_on as "limitedReleasedOn",
  case when given.redacted_decided then given.redacted_on else seizure.redacted_released_on end as "redactedReleasedOn",
  case when given.images_decided then given.images_on else seizure.images_released_on end as "imagesReleasedOn",
  least(seizure.images_requested_on, (
    select min(asked.requested_on)
    from image_request asked
    where asked.seizure_id = seizure.id and asked.recordation_id = any(own.recordations)
  )) as "imagesRequestedOn",
  coalesce((
    select parameter.is_on
    from dated_parameter parameter
    where parameter.name = '${abandonedGoodsTold.name}' and parameter.effective_on <= :today
    order by parameter.effective_on desc
    limit 1
  ), ${abandonedGoodsTold.value}) as "abandonedGoodsTold"`;

const OF_NONE = `
  seizure.grounds, null as basis, false as "isEligiblePerson", false as "isInjuredPerson", null::date as "limitedReleasedOn",
  null::date as "redactedReleasedOn", null::date as "imagesReleasedOn", null::date as "imagesRequestedOn",
  false as "abandonedGoodsTold"`;

/** What the documents say of the whole seizure. */
const DOCUMENTS = `
  array_remove(array[seizure.description_at_entry], null) as "descriptionsAtEntry",
  array_remove(array[seizure.description_at_detention], null) as "descriptionsAtDetention",
  array_remove(array[seizure.description_at_seizure], null) as "descriptionsAtSeizure",
  seizure.quantity_at_entry as "quantityAtEntry", seizure.quantity_at_detention as "quantityAtDetention",
  seizure.quantity_at_seizure as "quantityAtSeizure", seizure.domestic_value_cents as "domesticValueCents"`;

/** What they say of the lines that the viewer may know of. */
const OWN_DOCUMENTS = `
  own.descriptions_at_entry as "descriptionsAtEntry",
  own.descriptions_at_detention as "descriptionsAtDetention",
  own.descriptions_at_seizure as "descriptionsAtSeizure",
  own.quantity_at_entry as "quantityAtEntry", own.quantity_at_detention as "quantityAtDetention",
  own.quantity_at_seizure as "quantityAtSeizure", own.value_cents as "domesticValueCents"`;

/** As recorded here, else as the feed has it: a belief taken back is none. */
const recorded = (belief: string, fed: string) => `
    case seizure.recorded_belief when true then ${belief} when false then null else ${fed} end`;
const BELIEF_ON = recorded('seizure.recorded_belief_on', 'seizure.commissioner_belief_on');
const BELIEF_BASIS = recorded('seizure.recorded_belief_basis', 'seizure.commissioner_belief_basis');

function columns(viewer: Viewer, documents: string, right: string): string {
  return `
    seizure.id, seizure.case_number as "caseNumber", seizure.entry_id as "entryId",
    seizure.importer_id as "importerId", seizure.environment, seizure.port,
    seizure.presented_on as "presentedOn", seizure.detained_on as "detainedOn",
    seizure.detention_notice_on as "detentionNoticeOn", seizure.seized_on as "seizedOn",
    seizure.seizure_notice_on as "seizureNoticeOn", seizure.forfeited_on as "forfeitedOn",
    seizure.abandoned_on as "abandonedOn", seizure.excluded_on as "excludedOn",
    seizure.released_on as "releasedOn", seizure.event_on as "eventOn", seizure.imported_on as "importedOn",
    ${IMPORTER_RESPONSE} as "importerResponse", ${IMPORTER_RESPONDED_ON} as "importerRespondedOn",
    seizure.disclosure_warnings as "containsDisclosureWarnings",
    seizure.importer_notified_on as "importerNotifiedOn",
    ${BELIEF_ON} as "commissionerBeliefOn",
    ${BELIEF_BASIS} as "commissionerBeliefBasis", seizure.disposition, seizure.disposed_on as "disposedOn",
    seizure.disposed_by as "disposedBy", seizure.disposition_authority as "dispositionAuthority",
    seizure.unit, seizure.origin,
    seizure.manufacturer_name as "manufacturerName", seizure.manufacturer_address as "manufacturerAddress",
    seizure.exporter_name as "exporterName", seizure.exporter_address as "exporterAddress",
    seizure.importer_name as "importerName", seizure.importer_address as "importerAddress",
    seizure.redacted_images as "redactedImages",
    seizure.images, seizure.law_enforcement_hold as "lawEnforcementHold",
    seizure.national_security_hold as "nationalSecurityHold",
    ${listedOn(viewer, 'seizure')} as "listedOn",
    ${documents}, ${right}`;
}
