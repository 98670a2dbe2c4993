const PERSONS = new Set(['PERSON', 'INDIVIDUAL', 'NATURAL PERSON', 'HUMAN', 'P', 'I']);
const ORGANIZATIONS = new Set([
  'ORGANIZATION',
  'ORGANISATION',
  'COMPANY',
  'FIRM',
  'BUSINESS',
  'ENTITY',
  'ORG',
  'PUBLIC BODY',
  'CORPORATION',
  'O',
]);

/** As callers write it, in any case; null where nothing or unknown; undefined where it cannot be read. */
export function readKind(text: string): 'PERSON' | 'ORGANIZATION' | null | undefined {
  const written = text
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toUpperCase()
    .replace(/[\s_-]+/g, ' ');
  if (PERSONS.has(written)) return 'PERSON';
  if (ORGANIZATIONS.has(written)) return 'ORGANIZATION';
  return written === '' ||
    written === 'UNKNOWN' ||
    written === 'LEGAL ENTITY' ||
    written === 'VESSEL' ||
    written === 'OTHER'
    ? null
    : undefined;
}
