import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Question, Reply, TestHouse } from './house.ts';

export interface TypedReply<Data> extends Omit<Reply, 'data'> {
  readonly data: Data;
}

/** Asks a canonical operation as a typed client does: variables and answer have the types that codegen read off the contract. */
export async function ask<Data, Variables extends Readonly<Record<string, unknown>>>(
  house: TestHouse,
  viewer: Pick<Question, 'as' | 'of' | 'purpose'>,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<TypedReply<Data>> {
  const reply = await house.ask({ ...viewer, query: print(document), variables });
  return { ...reply, data: reply.data as Data };
}
