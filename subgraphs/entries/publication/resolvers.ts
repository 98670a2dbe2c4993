import { quantity } from '../quantity.ts';
import type { MutationResolvers, QueryResolvers, Resolvers } from '../schema.generated.ts';
import { publicationRules } from './rules.ts';
import { publicationScore } from './score.ts';

export const publicationQueries = {
  publishedSeizures: (_root, asked, { load }) => load.publications.published(asked),
  publicationRules: (_root, { on }, { today }) => publicationRules(on ?? today),
  publicationCandidates: (_root, asked, { load }) => load.publications.candidates(asked),
  seizurePublications: (_root, page, { load }) => load.publications.list(page),
} satisfies QueryResolvers;

export const publicationMutations = {
  publishSeizure: (_root, { input }, { load }) => load.publications.publish(input),
  withdrawSeizurePublication: (_root, { input }, { load }) => load.publications.withdraw(input),
} satisfies MutationResolvers;

export const publicationTypes = {
  PublishedSeizure: {
    priorityTradeIssues: ({ issues }) => issues,
    quantity: (published) => quantity(published.quantity, published.unit),
    countryOfOrigin: ({ origin }) => origin,
    noticePublishedOn: ({ noticeOn }) => noticeOn,
  },
  PublicationCandidate: {
    seizure: ({ id }, _arguments, { load }) => load.seizureById.load(id),
    score: (candidate) => publicationScore(candidate, candidate.on).points,
    scoreParts: (candidate) => publicationScore(candidate, candidate.on).parts,
  },
  SeizurePublication: {
    published: (publication) => publication,
    seizure: ({ seizureId }, _arguments, { load }) => load.seizureById.load(seizureId),
  },
} satisfies Resolvers;
