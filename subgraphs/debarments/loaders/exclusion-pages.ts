import { readCage } from '@good-standing/kernel/identifiers/cage.ts';
import { readUei } from '@good-standing/kernel/identifiers/uei.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { type Param, statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { wellFormed, wellFormedPrefix } from '@good-standing/kernel/subgraph/well-formed.ts';
import { readSamNumber } from '../keys/identifier.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import type { ExclusionFilter } from '../schema.generated.ts';
import type { ExclusionRow } from '../tables.ts';
import { exclusionColumns } from './exclusions.ts';

export interface ExclusionsArguments extends PageArguments {
  readonly filter?: ExclusionFilter | null;
}

export interface VigilanceArguments extends PageArguments {
  readonly since: Temporal.PlainDate;
}

/** Beyond every text that begins with a prefix, in byte order. */
const AFTER_ALL = '\u{10FFFF}';
/** Of two thousand sets of filters, those with more are rare, and each would stay prepared on every connection. */
const MOST_KEPT_CONDITIONS = 2;
const LONGEST_NAME = 200;
const LONGEST_WORD = 100;

/** Exclusions that meet the filter, by name in byte order. One statement. */
export function exclusionPages(setting: LoaderSetting) {
  return async (args: ExclusionsArguments): Promise<Connection<ExclusionRow>> => {
    const { conditions, params } = conditionsOf(args.filter ?? {}, setting.today);
    const cursors = listCursors(setting, 'Query.exclusions', params);
    const { first, after } = readPage(args, cursors);
    const rows = await statement<ExclusionRow>(
      setting.sql,
      `select ${exclusionColumns(setting.viewer)}
       from exclusion e
       where ${[...conditions, 'true'].join('\n         and ')}
         and (:after_name::text is null
           or (upper(e.name) collate "C", e.exclusion_id) > (:after_name::text collate "C", :after_id::text))
       order by upper(e.name) collate "C", e.exclusion_id
       limit :take::int`,
      { isKept: conditions.length <= MOST_KEPT_CONDITIONS },
    )({
      ...viewerParams(setting.viewer, setting.today),
      ...params,
      after_name: after?.[0] ?? null,
      after_id: after?.[1] ?? null,
      take: first + 1,
    });
    return connection(rows, first, cursors, (row) => [row.sortName, row.id]);
  };
}

/** Exclusions by CBP by the day of their publication. One statement. */
export function vigilancePages(setting: LoaderSetting) {
  return async ({ since, ...args }: VigilanceArguments): Promise<Connection<ExclusionRow>> => {
    const cursors = listCursors(setting, 'Query.exclusionsRequiringVigilance', { since: since.toString() });
    const { first, after } = readPage(args, cursors);
    const rows = await statement<ExclusionRow>(
      setting.sql,
      `select ${exclusionColumns(setting.viewer)}
       from exclusion e
       where e.by_cbp_as is not null
         and e.published_on >= :since::date
         and (:after_day::date is null or (e.published_on, e.exclusion_id) > (:after_day::date, :after_id::text))
       order by e.published_on, e.exclusion_id
       limit :take::int`,
    )({
      ...viewerParams(setting.viewer, setting.today),
      since,
      after_day: after?.[0] ?? null,
      after_id: after?.[1] ?? null,
      take: first + 1,
    });
    return connection(rows, first, cursors, (row) => [row.publishedOn.toString(), row.id]);
  };
}

interface Conditions {
  readonly conditions: readonly string[];
  readonly params: Readonly<Record<string, Param>>;
}

/** The conditions stand in one order, so that one set of filters is one prepared statement. */
function conditionsOf(filter: ExclusionFilter, today: Temporal.PlainDate): Conditions {
  const conditions: string[] = [];
  const params: Record<string, Param> = {};
  const where = (condition: string, values: Readonly<Record<string, Param>>) => {
    conditions.push(condition);
    Object.assign(params, values);
  };
  const prefix = wellFormedPrefix('filter.namePrefix', filter.namePrefix);
  if (prefix !== null) {
    where(
      `upper(e.name) collate "C" >= upper(:name_prefix::text)
         and upper(e.name) collate "C" < upper(:name_prefix::text) || :after_all::text`,
      { name_prefix: prefix, after_all: AFTER_ALL },
    );
  }
  if (filter.name != null) {
    where(keyed(`in ('NAME', 'SHORT_NAME', 'OTHER_NAME')`, 'name_key'), { name_key: nameKeyOf(filter.name) });
  }
  if (filter.uei != null) {
    where(keyed(`= 'UEI'`, 'uei'), { uei: wellFormed('filter.uei', readUei(filter.uei)) });
  }
  if (filter.cage != null) {
    where(keyed(`= 'CAGE'`, 'cage'), { cage: wellFormed('filter.cage', readCage(filter.cage)) });
  }
  if (filter.samNumber != null) {
    where(keyed(`= 'SAM_NUMBER'`, 'sam_number'), {
      sam_number: wellFormed('filter.samNumber', readSamNumber(filter.samNumber)),
    });
  }
  if (filter.program != null) {
    where('upper(e.program) = :program', { program: wordOf('filter.program', filter.program) });
  }
  if (filter.excludingAgency != null) {
    where('upper(e.excluding_agency) = :excluding_agency', {
      excluding_agency: wordOf('filter.excludingAgency', filter.excludingAgency),
    });
  }
  if (filter.classification != null) {
    where('e.classification = :classification', { classification: filter.classification });
  }
  if (filter.country != null) where('e.country = :country', { country: filter.country });
  if (filter.status != null) {
    where(
      'exclusion_status(e.active_ons, e.terminates_ons, e.delisted_ons, e.relisted_ons, :as_of::date) = :status',
      { status: filter.status, as_of: filter.asOf ?? today },
    );
  }
  if (filter.byCbp != null) where('(e.by_cbp_as is not null) = :by_cbp::boolean', { by_cbp: filter.byCbp });
  return { conditions, params };
}

function keyed(scheme: string, param: string): string {
  return `e.exclusion_id in (
    select k.exclusion_id from exclusion_key k where k.value = :${param} and k.scheme ${scheme})`;
}

function nameKeyOf(name: string): string {
  const key = name.length > LONGEST_NAME ? null : normalisedName(name);
  if (key === null) throw badInput(`filter.name: expected a name of at most ${LONGEST_NAME} characters`);
  return key;
}

function wordOf(argument: string, text: string): string {
  const word = text.trim().toUpperCase();
  if (word.length >= 1 && word.length <= LONGEST_WORD) return word;
  throw badInput(`${argument}: expected 1 to ${LONGEST_WORD} characters, got ${word.length}`);
}
