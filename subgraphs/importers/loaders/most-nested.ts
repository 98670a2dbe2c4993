/** The most that a list without pages gives of one importer, as the SDL says. */
export const MOST_NESTED = 200;
