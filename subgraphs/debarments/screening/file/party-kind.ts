const PERSONS = new Set(['PERSON', 'INDIVIDUAL', 'NATURAL PERSON', 'P', 'I']);
const ORGANIZATIONS = new Set([
  'ORGANIZATION',
  'ORGANISATION',
  'COMPANY',
  'FIRM',
  'BUSINESS',
  'ENTITY',
  'LEGAL ENTITY',
  'CORPORATION',
  'O',
]);

/** As callers write it, in any case; null where nothing or unknown; undefined where it cannot be read. */
export function readKind(text: string): 'PERSON' | 'ORGANIZATION' | null | undefined {
  const written = text
    .trim()
    .toUpperCase()
    .replace(/[\s_-]+/g, ' ');
  if (PERSONS.has(written)) return 'PERSON';
  if (ORGANIZATIONS.has(written)) return 'ORGANIZATION';
  return written === '' || written === 'UNKNOWN' || written === 'VESSEL' || written === 'OTHER'
    ? null
    : undefined;
}
