import { readFileSync } from 'node:fs';

/** The SDL that every subgraph repeats ahead of its own: directives, scalars, pages, provenance. */
export const preludeSdl: string = readFileSync(new URL('./prelude.graphql', import.meta.url), 'utf8');
