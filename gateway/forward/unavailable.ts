/** What kept a subgraph from answering; for the log, the client is told nothing of it. */
export type Obstacle = 'connection' | 'broken' | 'deadline' | 'size' | 'not-graphql';

export class SubgraphUnavailable extends Error {
  readonly what: Obstacle;

  constructor(what: Obstacle, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SubgraphUnavailable';
    this.what = what;
  }
}
