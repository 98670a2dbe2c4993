import { readFilerCode } from '@good-standing/kernel/identifiers/filer-code.ts';
import { preludeScalars } from '@good-standing/kernel/subgraph/scalars.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type { Resolvers } from './schema.generated.ts';

export const resolvers = {
  ...preludeScalars,
  Query: {
    broker: (_root, { id }, { load }) => load.brokerById.load(id),
    brokerByFilerCode: (_root, { code }, { load }) =>
      load.brokerByFilerCode.load(wellFormed('code', readFilerCode(code))),
    brokers: (_root, args, { load }) => load.brokers(args),
  },
  Broker: {
    __resolveReference: ({ id }, { load }) => load.brokerById.load(id),
    filerCodes: async ({ id }, _arguments, { load }) =>
      (await load.filerCodesOf.load(id)).map(({ code }) => code),
    licenseStatus: ({ id }, { asOf }, { load, today }) => load.statuses.license(id, asOf ?? today),
    ctpat: ({ id }, { asOf }, { load, today }) => load.statuses.ctpat(id, asOf ?? today),
    permits: ({ id }, _arguments, { load }) => load.permitsOf.load(id),
    clients: (broker, page, { load }) => load.clientsOf(broker, page),
    provenance: (broker, _arguments, { load }) => load.provenanceOf(broker),
  },
  Importer: {
    __resolveReference: ({ id }, { load }) => load.importerById.load(id),
    brokers: ({ id }, _arguments, { load }) => load.brokersOf.load(id),
  },
} satisfies Resolvers;
