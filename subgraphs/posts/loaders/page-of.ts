import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';

/** A page of what a post has. */
export type PageOf<Row> = (post: { readonly id: string }, page: PageArguments) => Promise<Connection<Row>>;
