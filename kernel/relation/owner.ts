/** Give it to an owner's `also` to have the tables `jurisdiction` and `engagement`. */
export const relationTables = {
  name: 'relation',
  migrations: new URL('./migrations/', import.meta.url),
} as const;
