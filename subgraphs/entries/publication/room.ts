import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type {
  PublishSeizureInput,
  QueryPublicationCandidatesArgs,
  QueryPublishedSeizuresArgs,
  WithdrawSeizurePublicationInput,
} from '../schema.generated.ts';
import { candidates } from './candidates.ts';
import { publicationById, publications } from './publications.ts';
import { publishSeizure } from './publish-seizure.ts';
import { publishedSeizures } from './published-seizures.ts';
import type { Candidate, Publication, Published } from './tables.ts';
import { withdrawPublication } from './withdraw-publication.ts';

/** What a request reads and changes of publications. */
export interface PublicationRoom {
  readonly published: (args: QueryPublishedSeizuresArgs) => Promise<Connection<Published>>;
  readonly candidates: (args: QueryPublicationCandidatesArgs) => Promise<Connection<Candidate>>;
  readonly list: (args: PageArguments) => Promise<Connection<Publication>>;
  readonly publish: (input: PublishSeizureInput) => Promise<Publication | null>;
  readonly withdraw: (input: WithdrawSeizurePublicationInput) => Promise<Publication | null>;
}

export function publicationRoom(setting: LoaderSetting): PublicationRoom {
  const byId = publicationById(setting);
  const publish = publishSeizure(setting);
  const withdraw = withdrawPublication(setting);
  const readBack = (id: string | null) => (id === null ? null : byId.clear(id).load(id));
  return {
    published: publishedSeizures(setting),
    candidates: candidates(setting),
    list: publications(setting),
    publish: async (input) => readBack(await publish(input)),
    withdraw: async (input) => readBack(await withdraw(input)),
  };
}
