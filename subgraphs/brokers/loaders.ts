import { provenanceOf } from '@good-standing/kernel/ingest/provenance.ts';
import { importerStubs } from '@good-standing/kernel/relation/importer-stub.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { brokerByFilerCode, brokerById, brokers, filerCodesOf } from './loaders/brokers.ts';
import { brokersOf, clientsOf } from './loaders/clients.ts';
import { permitsOf } from './loaders/permits.ts';
import { statuses } from './loaders/statuses.ts';

export type Context = RequestContext<Loaders>;
export type Loaders = ReturnType<typeof loaders>;

/** Every way to the brokers' tables, for one request and its viewer. */
export function loaders(setting: LoaderSetting) {
  return {
    brokerById: brokerById(setting),
    brokerByFilerCode: brokerByFilerCode(setting),
    brokers: brokers(setting),
    filerCodesOf: filerCodesOf(setting),
    statuses: statuses(setting),
    permitsOf: permitsOf(setting),
    importerById: importerStubs(setting),
    brokersOf: brokersOf(setting),
    clientsOf: clientsOf(setting),
    provenanceOf: provenanceOf(setting.sql),
  };
}
