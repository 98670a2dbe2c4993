import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';

/** What a request may ask for at most. Checked in this order, the first one exceeded is told. */
export interface Limits {
  /** Bytes of the request body, as sent; no encoding is accepted. */
  readonly bodyBytes: number;
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Operations of one document. */
  readonly operations: number;
  /** Field selections with every fragment written out. */
  readonly selections: number;
  /** Fields within fields, fragments written out. */
  readonly depth: number;
  /** Aliased selections, fragments written out. */
  readonly aliases: number;
  /** Fields of the operation's own level, fragments written out. */
  readonly rootFields: number;
  /** Directives, fragments written out. */
  readonly directives: number;
  /** Items of one page: every argument that slices a list. */
  readonly first: number;
  /** Items of one list given as input. */
  readonly listItems: number;
  /** Characters of one string given as input, page cursors apart. */
  readonly characters: number;
  /** Characters of a search by the beginning of a name, at least. */
  readonly prefix: number;
  /** Objects that the answer may hold, estimated from the sizes asked for. */
  readonly cost: number;
  /** Milliseconds until an answer must be there. */
  readonly deadlineMs: number;
  /** Subscriptions that one organisation holds open at a time, in one process. */
  readonly streams: number;
  /** Events that wait in memory for one subscriber; more are read from where they are kept. */
  readonly queuedEvents: number;
}

const PUBLIC: Limits = {
  bodyBytes: 16 * 1024,
  tokens: 500,
  operations: 1,
  selections: 500,
  depth: 6,
  aliases: 5,
  rootFields: 3,
  directives: 10,
  first: 25,
  listItems: 20,
  characters: 100,
  prefix: 3,
  cost: 500,
  deadlineMs: 2_000,
  streams: 0,
  queuedEvents: 0,
};

const PARTNER: Limits = {
  bodyBytes: 64 * 1024,
  tokens: 1_000,
  operations: 1,
  selections: 2_000,
  depth: 10,
  aliases: 15,
  rootFields: 10,
  directives: 30,
  first: 100,
  listItems: 100,
  characters: 200,
  prefix: 3,
  cost: 5_000,
  deadlineMs: 5_000,
  streams: 5,
  queuedEvents: 1_000,
};

/** A thousand parties in one call of `screen`, each with its candidates and their explanations. */
const SCREENING_COST = 60_000;

/** Those who check parties before listing or carrying. */
const SCREENING: Limits = { ...PARTNER, bodyBytes: 512 * 1024, listItems: 1_000, cost: SCREENING_COST };

const AGENCY: Limits = {
  bodyBytes: 512 * 1024,
  tokens: 2_000,
  operations: 1,
  selections: 4_000,
  depth: 12,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  first: 200,
  listItems: 1_000,
  characters: 500,
  prefix: 1,
  cost: SCREENING_COST,
  deadlineMs: 10_000,
  streams: 20,
  queuedEvents: 10_000,
};

/** Classes: nobody in particular, partners under an agreement, those of them who screen, government agencies. */
export function limitsFor(audience: Audience): Limits {
  switch (audience) {
    case 'PUBLIC':
      return PUBLIC;
    case 'CBP':
    case 'PGA':
      return AGENCY;
    case 'PLATFORM':
    case 'CARRIER':
    case 'BROKER':
      return SCREENING;
    default:
      return PARTNER;
  }
}
