/** EO 13904 is of 31 January 2020: no quarter before is scored under it. */
export const FIRST_QUARTER = '2020-Q1';
