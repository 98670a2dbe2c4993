import { readFileSync } from 'node:fs';

/** The SDL that every subgraph repeats ahead of its own: directives, scalars, pages, provenance. */
export const sharedSdl: string = readFileSync(new URL('./shared.graphql', import.meta.url), 'utf8');
