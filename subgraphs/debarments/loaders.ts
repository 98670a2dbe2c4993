import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import type { Connection } from '@good-standing/kernel/postgres/page.ts';
import { type ImporterStubs, importerStubs } from '@good-standing/kernel/relation/importer-stub.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { type DecisionAsked, decideLink } from './links/decide-link.ts';
import {
  type ExclusionsArguments,
  exclusionPages,
  type VigilanceArguments,
  vigilancePages,
} from './loaders/exclusion-pages.ts';
import { crossReferencesOf, exclusionById } from './loaders/exclusions.ts';
import { decisionsOf, linkById, linksOfExclusion, linksOfImporter } from './loaders/links.ts';
import { decideMatch, type MatchDecisionAsked } from './screening/decisions/decide-match.ts';
import { matchDecisionById } from './screening/decisions/match-decisions.ts';
import { type ScreeningArguments, type ScreeningReport, screen } from './screening/screen.ts';
import type { ExclusionLinkRow, ExclusionRow, LinkDecisionMadeRow, MatchDecisionRow } from './tables.ts';

export type Context = RequestContext<Loaders>;

/** What each gives, and in how many statements, is said where it is made. */
export interface Loaders {
  readonly exclusionById: DataLoader<string, ExclusionRow | null>;
  readonly exclusions: (args: ExclusionsArguments) => Promise<Connection<ExclusionRow>>;
  readonly exclusionsRequiringVigilance: (args: VigilanceArguments) => Promise<Connection<ExclusionRow>>;
  readonly crossReferencesOf: DataLoader<string, readonly ExclusionRow[]>;
  readonly provenanceOf: (row: ReceivedLine) => Promise<Provenance>;
  readonly importerById: ImporterStubs;
  readonly linkById: DataLoader<string, ExclusionLinkRow | null>;
  readonly linksOfExclusion: DataLoader<string, readonly ExclusionLinkRow[]>;
  readonly linksOfImporter: DataLoader<string, readonly ExclusionLinkRow[]>;
  readonly decisionsOf: DataLoader<string, readonly LinkDecisionMadeRow[]>;
  readonly screen: (args: ScreeningArguments) => Promise<ScreeningReport>;
  readonly decideLink: (asked: DecisionAsked) => Promise<string | null>;
  readonly decideMatch: (asked: MatchDecisionAsked) => Promise<string | null>;
  readonly matchDecisionById: DataLoader<string, MatchDecisionRow | null>;
}

export function loaders(setting: LoaderSetting): Loaders {
  return {
    exclusionById: exclusionById(setting),
    exclusions: exclusionPages(setting),
    exclusionsRequiringVigilance: vigilancePages(setting),
    crossReferencesOf: crossReferencesOf(setting),
    provenanceOf: provenanceOf(setting.sql),
    importerById: importerStubs(setting),
    linkById: linkById(setting),
    linksOfExclusion: linksOfExclusion(setting),
    linksOfImporter: linksOfImporter(setting),
    decisionsOf: decisionsOf(setting),
    screen: screen(setting),
    decideLink: decideLink(setting),
    decideMatch: decideMatch(setting),
    matchDecisionById: matchDecisionById(setting),
  };
}
