import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { REQUIRED_RULES } from '@good-standing/kernel/rule/ruleset.ts';
import type { RegisteredAsset, RegisteredBond, RegistryFact } from '../rules/registry-rules.ts';
import { affiliatesOf, type Disclosed } from './affiliates.ts';
import type { KnownFinding, StandingInputs } from './inputs.ts';

type Of<Row> = Row & { readonly importerId: string };

/**
 * What the standing of each of these importers is made of, as it is known. Eight statements.
 *
 * @param affiliated who is an affiliate by what is disclosed.
 */
export async function gather(
  tx: TransactionSql,
  importers: readonly string[],
  affiliated = affiliatesOf,
): Promise<readonly StandingInputs[]> {
  const edges = await edgesAround(tx, importers);
  const affiliates = new Map(
    importers.map((importer) => [importer, affiliated(importer, edges.get(importer) ?? [])]),
  );
  const concerned = [...new Set([...importers, ...[...affiliates.values()].flat().map(({ id }) => id)])];
  const findings = byImporter(await statement<Of<KnownFinding>>(tx, FINDINGS)({ importers: concerned }));
  const registered = new Set(
    (
      await statement<{ id: string }>(
        tx,
        'select id from importer where id = any(:importers::text[])',
      )({ importers })
    ).map(({ id }) => id),
  );
  const facts = byImporter(await statement<Of<RegistryFact>>(tx, FACTS)({ importers }));
  const bonds = byImporter(await statement<Of<RegisteredBond>>(tx, BONDS)({ importers }));
  const assets = byImporter(await statement<Of<RegisteredAsset>>(tx, ASSETS)({ importers }));
  const lookedAt = await statement<{ rule: string }>(
    tx,
    LOOKED_AT,
  )({ rules: REQUIRED_RULES.map(({ id }) => id) });
  return importers.map((importerId) => ({
    importerId,
    registered: registered.has(importerId)
      ? {
          facts: facts.get(importerId) ?? [],
          bonds: bonds.get(importerId) ?? [],
          assets: assets.get(importerId) ?? [],
        }
      : null,
    lookedAt: lookedAt.map(({ rule }) => rule),
    findings: findings.get(importerId) ?? [],
    affiliates: (affiliates.get(importerId) ?? []).map((affiliate) => ({
      ...affiliate,
      findings: findings.get(affiliate.id) ?? [],
    })),
  }));
}

/** Without the importer's id, which a list by importer does not repeat. */
function byImporter<Row>(rows: readonly Of<Row>[]): ReadonlyMap<string, readonly Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const { importerId, ...row } of rows) {
    const held = grouped.get(importerId);
    if (held === undefined) grouped.set(importerId, [row as unknown as Row]);
    else held.push(row as unknown as Row);
  }
  return grouped;
}

/** The affiliations of each importer, and of each that it is in control with. Two statements. */
async function edgesAround(
  tx: TransactionSql,
  importers: readonly string[],
): Promise<ReadonlyMap<string, readonly Disclosed[]>> {
  const edges = statement<Disclosed>(tx, EDGES);
  const near = byEnd(await edges({ importers }));
  const beyond = new Set(
    [...near.values()]
      .flat()
      .flatMap(({ basis, declarer, related }) => (basis === 'CONTROL' ? [declarer, related] : [])),
  );
  const far = byEnd(beyond.size === 0 ? [] : await edges({ importers: [...beyond] }));
  return new Map(
    importers.map((importer) => {
      const own = near.get(importer) ?? [];
      const ends = own
        .filter(({ basis }) => basis === 'CONTROL')
        .flatMap(({ declarer, related }) => [declarer, related]);
      const all = [...own, ...ends.flatMap((end) => far.get(end) ?? [])];
      return [importer, [...new Map(all.map((edge) => [edge.id, edge])).values()]];
    }),
  );
}

function byEnd(edges: readonly Disclosed[]): ReadonlyMap<string, readonly Disclosed[]> {
  const held = new Map<string, Disclosed[]>();
  for (const edge of edges) {
    for (const end of new Set([edge.declarer, edge.related])) {
      const list = held.get(end);
      if (list === undefined) held.set(end, [edge]);
      else list.push(edge);
    }
  }
  return held;
}

const EDGE = `
  select
    d.id, d.importer_id as declarer, d.related_id as related, d.basis, d.percent, d.controlling,
    d.from_on::text as "from", least(d.until_on, d.delisted_on - 1)::text as until
  from importer_disclosure d
  where d.kind = 'AFFILIATE' and d.related_id is not null`;

const EDGES = `
  ${EDGE} and d.importer_id = any(:importers::text[])
  union
  ${EDGE} and d.related_id = any(:importers::text[])
  order by id`;

const FINDINGS = `
  select
    importer_id as "importerId", key, rule, rule_version as "ruleVersion", effect,
    valid_from::text as "validFrom", valid_until::text as "validUntil", evidence
  from finding
  where importer_id = any(:importers::text[]) and known_until is null and state <> 'WITHDRAWN'
  order by importer_id, key`;

const FACTS = `
  select importer_id as "importerId", kind, from_on::text as "from", until_on::text as until
  from registry_fact
  where importer_id = any(:importers::text[])
  order by nth`;

const BONDS = `
  select
    importer_id as "importerId", id, amount_cents as cents, effective_on::text as "from",
    (least(terminated_on, delisted_on) - 1)::text as until
  from bond
  where importer_id = any(:importers::text[]) and bond_type = 'CONTINUOUS' and activity = '1'
  order by importer_id, id`;

const ASSETS = `
  select
    importer_id as "importerId", value_cents as cents, from_on::text as "from",
    least(until_on, delisted_on - 1)::text as until
  from importer_disclosure
  where importer_id = any(:importers::text[]) and kind = 'ASSET' and country = 'US' and value_cents is not null
  order by importer_id, id`;

const LOOKED_AT = 'select rule from rule_looked_at where rule = any(:rules::text[]) order by rule';
