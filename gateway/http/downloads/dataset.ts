/** A cell of a download: a list is joined by `;` in CSV. */
export type Cell = string | number | boolean | null | readonly string[];
export type Row = Readonly<Record<string, Cell>>;

/** A column of a download, as its data dictionary tells it. */
export interface Column {
  readonly name: string;
  /** XML Schema datatype, as CSV on the Web has it. */
  readonly datatype: 'string' | 'integer' | 'decimal' | 'boolean' | 'date' | 'dateTime';
  /** Coordinate of the SDL that it is of, whose description it has; or its own. */
  readonly of?: string;
  readonly says?: string;
  /** Joins the items of a list. */
  readonly separator?: ';';
}

/** Asks a canonical operation as anyone may, and gives its data. */
export type Ask = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** What a download may be narrowed by, each with the form of its value. */
export type Parameters = Readonly<Record<string, RegExp>>;

export interface DownloadAsked {
  readonly ask: Ask;
  /** By name; what was not given is absent. */
  readonly given: Readonly<Record<string, string>>;
  readonly today: Temporal.PlainDate;
}

/** What names the state of the data: the same state, the same bytes. */
export interface State {
  readonly digest: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Something public that can be had as a whole. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly authority: string;
  /** Where the records come from. */
  readonly source: string;
  readonly parameters: Parameters;
  readonly columns: readonly Column[];
  /** The state it is given in, for data that has one; null where what was asked for is not there. Absent: it has none. */
  readonly state?: (asked: DownloadAsked) => Promise<State | null>;
  /** In a fixed order, page by page. */
  readonly rows: (asked: DownloadAsked, state: State | null) => AsyncIterable<readonly Row[]>;
}
