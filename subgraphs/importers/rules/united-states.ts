const STATES =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|DC District of Columbia|PR Puerto Rico|VI U.S. Virgin Islands|US United States|USA United States of America'
    .split('|')
    .map((state) => state.split(/ (.*)/s));

const NAMES: ReadonlySet<string> = new Set(STATES.flat().map((name) => name.toUpperCase()));

/**
 * Whether a place, as written, is a State, the District of Columbia, Puerto Rico, the
 * U.S. Virgin Islands or the United States: the customs territory and the Virgin
 * Islands, as 19 USC 4321(e)(2) has it. GA is the State, as importers write it.
 */
export function isInUnitedStates(place: string): boolean {
  return NAMES.has(place.trim().toUpperCase());
}
