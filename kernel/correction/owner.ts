/** Give it to an owner's `also` to have the table `correction`. */
export const correctionTables = {
  name: 'correction',
  migrations: new URL('./migrations/', import.meta.url),
} as const;
