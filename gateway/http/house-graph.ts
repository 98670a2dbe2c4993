import { AUDIENCES, type Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { contractFor } from '@good-standing/schema/contract/contract.ts';
import { marksOf } from '@good-standing/schema/contract/directives.ts';
import { type GraphQLSchema, parse } from 'graphql';
import { planner } from '../plan/planner.ts';
import type { Graph } from './operations.ts';
import { refusingScalars } from './refusing-scalars.ts';

/** The supergraph as the door needs it: a planner, the contract of each audience, the marks of the SDL. */
export function graphOf(supergraphSdl: string): Graph {
  const made = planner(supergraphSdl);
  const contracts = Object.fromEntries(
    AUDIENCES.map((audience) => [
      audience,
      refusingScalars(contractFor(made.apiSchema, supergraphSdl, audience)),
    ]),
  ) as Record<Audience, GraphQLSchema>;
  return { planner: made, contracts, marks: marksOf(parse(supergraphSdl, { noLocation: true })) };
}
