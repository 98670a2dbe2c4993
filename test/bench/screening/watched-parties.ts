import type { ListedParty } from '@good-standing/debarments/index/listed-party.ts';
import { readParty } from '@good-standing/debarments/screening/party.ts';
import { marksOf } from '@good-standing/debarments/watching/marks.ts';
import { oneOf, random } from './random.ts';
import { readRecords } from './read-csv.ts';

const STREETS = 'MAIN OAK PARK CEDAR ELM LAKE HILL RIVER SPRING MILL CHURCH WALNUT'.split(' ');
const CITIES = 'SPRINGFIELD FRANKLIN CLINTON GREENVILLE BRISTOL SALEM FAIRVIEW MADISON'.split(' ');
const SYLLABLES =
  'BRI CHO DEX EVA FLO GRO HUX IVO JAN KEP LUX MYR NIX OLA PRU QUA RHO SKY TWI UMA VEX WYN XEN YOL ZIP AMB ELD OND ULF'.split(
    ' ',
  );
const AT_ONCE = 5_000;
/** One in so many has the name of somebody listed. */
const LISTED = 200;

export interface WatchedBenchRow {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly party: object;
  readonly facts: string;
  readonly marks: string;
}

/** Sellers as a platform has them: persons of names in use, firms of coined and of common words. */
export function* watchedRows(
  count: number,
  listed: readonly ListedParty[],
  folder: string,
): Generator<readonly WatchedBenchRow[]> {
  const next = random(5);
  const persons = readRecords(`${folder}/clean_persons_us.csv`);
  const given = persons.map(({ first_name = '' }) => first_name).filter((name) => name !== '');
  const family = persons.map(({ last_name = '' }) => last_name).filter((name) => name !== '');
  const common = 'TRADING IMPORTS GLOBAL GOODS SUPPLY DIRECT HOME STYLE FASHION TECH PARTS TOYS'.split(' ');
  const coined = () =>
    Array.from({ length: 3 + Math.floor(next() * 2) }, () => oneOf(SYLLABLES, next)).join('');
  const nameOf = (isPerson: boolean) => {
    if (next() < 1 / LISTED) return oneOf(listed, next).names[0] ?? '';
    if (isPerson) return `${oneOf(given, next)} ${oneOf(family, next)}`;
    return `${coined()} ${oneOf(common, next)} ${next() < 0.5 ? 'LLC' : 'INC'}`;
  };
  let rows: WatchedBenchRow[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const isPerson = next() < 0.4;
    const party = {
      name: nameOf(isPerson),
      kind: isPerson ? ('PERSON' as const) : ('ORGANIZATION' as const),
      address: {
        lines: [`${100 + Math.floor(next() * 9_900)} ${oneOf(STREETS, next)} ST`],
        city: oneOf(CITIES, next),
        postalCode: String(10_000 + Math.floor(next() * 80_000)),
        country: 'US',
      },
    };
    const read = readParty(party);
    if (typeof read === 'string') continue;
    const reference = `seller ${nth}`;
    const facts = JSON.stringify(read.facts);
    rows.push({
      id: `wtc_bench${nth}`,
      reference,
      name: party.name,
      party,
      facts,
      marks: marksOf(read.facts),
    });
    if (rows.length < AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
