/** Give it to an owner's `also` to have the table `mutation`. */
export const mutationTables = {
  name: 'mutation',
  migrations: new URL('./migrations/', import.meta.url),
} as const;
