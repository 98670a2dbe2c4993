import type { Random } from './random.ts';

const FIRST = [
  'AMBER',
  'BIRCH',
  'CEDAR',
  'DELTA',
  'EMBER',
  'FALCON',
  'GRANITE',
  'HARBOR',
  'INDIGO',
  'JUNIPER',
  'KESTREL',
  'LANTERN',
  'MAPLE',
  'NIMBUS',
  'OPAL',
  'PRAIRIE',
  'QUARRY',
  'RIVER',
  'SUMMIT',
  'TIDAL',
  'UMBER',
  'VALLEY',
  'WILLOW',
  'YARROW',
  'ZENITH',
] as const;
const SECOND = [
  'BRIGHT',
  'CLEAR',
  'COAST',
  'CREST',
  'FIELD',
  'FORD',
  'GATE',
  'GROVE',
  'HILL',
  'HOLLOW',
  'LAKE',
  'LINE',
  'MARSH',
  'MILL',
  'POINT',
  'RIDGE',
  'SHORE',
  'SPRING',
  'STONE',
  'VIEW',
  'WOOD',
] as const;
const TRADE = [
  'TRADING',
  'IMPORTS',
  'SUPPLY',
  'GOODS',
  'HOME',
  'FOODS',
  'TOYS',
  'TEXTILES',
  'ELECTRONICS',
  'TOOLS',
  'GARDEN',
  'OUTDOOR',
] as const;
const FORM = ['LLC', 'INC', 'CORP', 'CO', 'LTD'] as const;
const GIVEN = [
  'ALEX',
  'BLAIR',
  'CASEY',
  'DANA',
  'ELLIS',
  'FINLEY',
  'GALE',
  'HARPER',
  'JULES',
  'KELLY',
  'LANE',
  'MORGAN',
] as const;
const FAMILY = [
  'ASHDOWN',
  'BRACKEN',
  'CORDELL',
  'DUNMORE',
  'EASTLAKE',
  'FARROW',
  'GRANBY',
  'HOLLIS',
  'KINLEY',
  'LORRING',
  'MARSTON',
  'NORWELL',
] as const;
const STREET = [
  'MAIN',
  'OAK',
  'MARKET',
  'CANAL',
  'FRONT',
  'MILL',
  'STATION',
  'DEPOT',
  'WHARF',
  'FOUNDRY',
] as const;
const KIND = ['ST', 'AVE', 'RD', 'BLVD', 'LN'] as const;
type City = readonly [city: string, region: string, postalPrefix: string];

const CITIES: readonly [City, ...City[]] = [
  ['SAMPLEVILLE', 'OH', '430'],
  ['EXAMPLE CITY', 'TX', '750'],
  ['SPECIMEN FALLS', 'NY', '120'],
  ['MOCKINGBIRD', 'GA', '303'],
  ['FICTION BAY', 'CA', '941'],
  ['PLACEHOLDER', 'IL', '606'],
  ['INVENTION', 'WA', '981'],
  ['TESTERTON', 'NJ', '070'],
];

/** Names of no one: invented words, then a number, so that none is anybody's. */
export function companyName(random: Random, nth: number): string {
  return `${random.pick(FIRST)} ${random.pick(SECOND)} ${random.pick(TRADE)} ${nth} ${random.pick(FORM)}`;
}

export function personName(random: Random): { readonly first: string; readonly last: string } {
  return { first: random.pick(GIVEN), last: random.pick(FAMILY) };
}

export interface InventedAddress {
  readonly line: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
}

export function address(random: Random): InventedAddress {
  const [city, region, prefix] = random.pick(CITIES);
  return {
    line: `${random.between(1, 9_999)} ${random.pick(STREET)} ${random.pick(KIND)}`,
    city,
    region,
    postalCode: `${prefix}${String(random.between(0, 99)).padStart(2, '0')}`,
  };
}
