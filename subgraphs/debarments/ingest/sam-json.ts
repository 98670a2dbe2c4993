import { jsonArray } from '@good-standing/kernel/ingest/json-array.ts';
import {
  joined,
  type ListedAction,
  type ListedAddress,
  type ListedEntry,
  type ListedIdentifier,
} from './listed-entry.ts';

/** The elements of a v4 extract: `{"totalRecords": …, "excludedEntity": [{…}, …]}`. */
export const samElements = jsonArray(['excludedEntity']);

/** What the API gives where it has nothing, in the place of a text, a day or an object. */
const NOT_THERE = /^currently not available$/i;

type Json = Readonly<Record<string, unknown>>;

/** Null where the element is no object. */
export function entryOfElement(element: unknown): ListedEntry | null {
  if (!isObject(element)) return null;
  const details = objectAt(element, 'exclusionDetails');
  const own = objectAt(element, 'exclusionIdentification');
  const other = objectAt(element, 'exclusionOtherInformation');
  const locations = objectsAt(other, 'moreLocations');
  return {
    samNumber: textAt(own, 'samNumber'),
    classification: textAt(details, 'classificationType'),
    entityName: textAt(own, 'entityName'),
    personName: joined(
      textAt(own, 'firstName'),
      textAt(own, 'middleName'),
      textAt(own, 'lastName'),
      textAt(own, 'suffix'),
    ),
    shortName: joined(textAt(own, 'firstName'), textAt(own, 'lastName')),
    otherNames: [
      ...objectsAt(objectAt(other, 'references'), 'referencesList').map((name) =>
        textAt(name, 'exclusionName'),
      ),
      ...locations.map((location) => textAt(location, 'exclusionName')),
    ],
    identifiers: [
      ...identifiersOf(own, true),
      ...locations.flatMap((location) => identifiersOf(location, false)),
    ],
    address: addressOf(objectAt(element, 'exclusionPrimaryAddress')),
    otherAddresses: [
      ...objectsAt(element, 'exclusionSecondaryAddress'),
      ...locations.map((location) => objectAt(location, 'primaryAddress')),
      ...locations.flatMap((location) => objectsAt(location, 'secondaryAddress')),
    ].map(addressOf),
    program: textAt(details, 'exclusionProgram'),
    agency: textAt(details, 'excludingAgencyCode') || textAt(details, 'excludingAgencyName'),
    agencyName: textAt(details, 'excludingAgencyName'),
    exclusionType: textAt(details, 'exclusionType'),
    ctCode: textAt(other, 'ctCode'),
    comments: textAt(other, 'additionalComments'),
    actions: objectsAt(objectAt(element, 'exclusionActions'), 'listOfActions').map(actionOf),
    raw: JSON.stringify(element),
  };
}

function actionOf(action: Json): ListedAction {
  return {
    activeOn: textAt(action, 'activateDate'),
    terminatesOn: textAt(action, 'terminationDate'),
    createdOn: textAt(action, 'createDate'),
  };
}

function identifiersOf(holder: Json, isOwn: boolean): readonly ListedIdentifier[] {
  return [
    { scheme: 'UEI', text: textAt(holder, 'ueiSAM'), isOwn },
    { scheme: 'CAGE', text: textAt(holder, 'cageCode'), isOwn },
    { scheme: 'NPI', text: textAt(holder, 'npi'), isOwn },
  ];
}

function addressOf(address: Json): ListedAddress {
  return {
    lines: [textAt(address, 'addressLine1'), textAt(address, 'addressLine2')],
    city: textAt(address, 'city'),
    region: textAt(address, 'stateOrProvinceCode'),
    postalCode: [textAt(address, 'zipCode'), textAt(address, 'zipCodePlus4')].filter(Boolean).join('-'),
    country: textAt(address, 'countryCode'),
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(holder: Json, name: string): Json {
  const value = holder[name];
  return isObject(value) ? value : {};
}

/** The objects of a list; a placeholder among them is none. */
function objectsAt(holder: Json, name: string): readonly Json[] {
  const value = holder[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Trimmed, since reference names come with a leading space; '' for null, a placeholder, or anything that is no text. */
function textAt(holder: Json, name: string): string {
  const value = holder[name];
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return NOT_THERE.test(text) ? '' : text.toWellFormed();
}
