import type { ListedParty } from '@good-standing/debarments/index/listed-party.ts';
import { oneOf, random } from './random.ts';
import { readRecords } from './read-csv.ts';

/** How many listed parties, and names of theirs, the full list is taken to have. */
export const FULL_LIST = { parties: 170_000, names: 345_000 };

const STREETS = 'MAIN OAK PARK CEDAR ELM LAKE HILL RIVER SPRING MILL CHURCH WALNUT PINE MAPLE SUNSET'.split(
  ' ',
);
const CITIES = 'SPRINGFIELD FRANKLIN CLINTON GREENVILLE BRISTOL SALEM FAIRVIEW MADISON GEORGETOWN'.split(' ');
const SYLLABLES = 'BA KO RIN TAL ME SU VAR DEN LO MIR CAS TEL NOR FIN GAR PEL ZAN HAR WES DOR QUI LEN'.split(
  ' ',
);

/**
 * The published parties, and as many more of words as theirs as make up a full list:
 * persons of given and family names in use, firms of words of firms and coined ones.
 */
export function fullList(published: readonly ListedParty[], folder: string): readonly ListedParty[] {
  const next = random(170);
  const persons = readRecords(`${folder}/clean_persons_us.csv`);
  const given = persons
    .map(({ first_name = '' }) => first_name)
    .filter((name) => /^[A-Za-z]{2,}$/.test(name));
  const family = persons.map(({ last_name = '' }) => last_name).filter((name) => /^[A-Za-z]{3,}$/.test(name));
  const firmWords = published
    .filter(({ kind }) => kind !== 'PERSON')
    .flatMap(({ names }) => (names[0] ?? '').split(/[^A-Za-z]+/))
    .filter((word) => word.length > 3);
  const coined = () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => oneOf(SYLLABLES, next)).join('');
  const person = () =>
    `${oneOf(family, next)}${next() < 0.4 ? coined().slice(0, 3).toLowerCase() : ''}, ${oneOf(given, next)} ${next() < 0.6 ? oneOf(given, next) : ''}`.trim();
  const firm = () =>
    `${next() < 0.6 ? coined() : oneOf(firmWords, next)} ${oneOf(firmWords, next)} ${next() < 0.5 ? oneOf(firmWords, next) : ''} ${oneOf(['INC', 'LLC', 'LTD', 'CO'], next)}`;
  const parties = [...published];
  let names = published.reduce((sum, party) => sum + party.names.length, 0);
  while (parties.length < FULL_LIST.parties) {
    const isPerson = next() < 0.85;
    const missing = (FULL_LIST.names - names) / (FULL_LIST.parties - parties.length);
    const count = Math.max(1, Math.floor(missing) + (next() < missing % 1 ? 1 : 0));
    const listed = generated(parties.length, isPerson, next, () =>
      Array.from({ length: count }, isPerson ? person : firm),
    );
    parties.push(listed);
    names += count;
  }
  return parties;
}

function generated(
  nth: number,
  isPerson: boolean,
  next: () => number,
  names: () => readonly string[],
): ListedParty {
  const number = () => Math.floor(next() * 9_900) + 100;
  return {
    key: `generated_${nth}`,
    kind: isPerson ? 'PERSON' : 'ORGANIZATION',
    names: names(),
    addresses: [
      {
        lines: isPerson ? [] : [`${number()} ${oneOf(STREETS, next)} ${oneOf(['ST', 'AVE', 'RD'], next)}`],
        city: oneOf(CITIES, next),
        region: oneOf(['TX', 'CA', 'OH', 'FL', 'NY'], next),
        postalCode: String(10_000 + Math.floor(next() * 80_000)),
        country: 'US',
      },
    ],
    identifiers: [{ scheme: 'UEI', value: `G${String(nth).padStart(11, '0')}` }],
    phones: [],
    emails: [],
  };
}
