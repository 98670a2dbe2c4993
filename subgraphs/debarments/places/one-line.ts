import type { PartyAddress } from '../index/listed-party.ts';
import { countryByName } from './country-named.ts';
import { UNITS } from './street-words.ts';

const STATES = new Set(
  `AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
  OR PA PR RI SC SD TN TX UT VT VA VI WA WV WI WY AB BC MB NB NL NS NT NU ON PE QC SK YT`.split(/\s+/),
);
/** Of the United States, Canada, the United Kingdom; figures elsewhere, a country's letter before them or not. */
const POSTAL_CODE =
  /(?:^|\s)(\d{5}-\d{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|(?:[A-Z]{1,2}-)?\d{4,6}(?: [A-Z]{2}(?=$))?)(?=\s|$)/i;

/**
 * An address that stands in one line, taken apart: `221 E 51st St, Chicago, IL 60615,
 * USA`. What says its town or postal code by itself is left as it is; what cannot be
 * told stays in the line.
 */
export function takenApart(address: PartyAddress): PartyAddress {
  const [line, ...more] = address.lines;
  if (line === undefined || more.length > 0 || address.city !== null || address.postalCode !== null) {
    return address;
  }
  const parts = line
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  let { country, region } = address;
  const last = parts.at(-1) ?? '';
  if (parts.length > 1) {
    const named = countryByName(last);
    if (named !== null) {
      country ??= named;
      parts.pop();
    }
  }
  const [street = ''] = parts;
  if (parts.length === 1) return { ...address, country, ...endOfStreet(street, region) };
  let postalCode: string | null = null;
  let city: string | null = null;
  for (let at = parts.length - 1; at > 0 && at > parts.length - 3 && postalCode === null; at -= 1) {
    const part = parts[at] as string;
    if (isUnit(part)) break;
    const code = POSTAL_CODE.exec(part)?.[1] ?? null;
    if (code === null) continue;
    postalCode = code;
    parts[at] = part.replace(code, ' ').trim();
  }
  const tail = parts.slice(1).filter((part) => part !== '');
  const [, town = null, state = null] = /^(?:(.*?)\s+)?([A-Z]{2})$/i.exec(tail.at(-1) ?? '') ?? [];
  if (state !== null && STATES.has(state.toUpperCase())) {
    region ??= state.toUpperCase();
    tail.pop();
    if (town !== null) tail.push(town);
  }
  const end = tail.at(-1);
  if (end !== undefined && !/\d/.test(end) && !isUnit(end)) {
    city = end;
    tail.pop();
  }
  return { lines: [[street, ...tail].join(', ')], city, region, postalCode, country };
}

/** `221 E 51st St Chicago IL 60615`: where the town begins nobody can tell. */
function endOfStreet(street: string, region: string | null) {
  const [, line = street, state = '', postalCode = null] =
    /^(.+?)\s+([A-Z]{2})\s+(\d{5})(?:-\d{4})?$/i.exec(street) ?? [];
  if (!STATES.has(state.toUpperCase())) return { lines: [street], city: null, region, postalCode: null };
  return { lines: [line], city: null, region: region ?? state.toUpperCase(), postalCode };
}

function isUnit(part: string): boolean {
  const [first = '', second = ''] = part.toUpperCase().split(/[\s.#]+/);
  return part.startsWith('#') || (UNITS.has(first) && second !== '');
}
