import { type Policy, preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { Situation } from './cells.ts';
import type { Condition, Row, Table } from './read-matrix.ts';

/** What Cedar decides, and by which row of matrix.md: `door` for a row of the door. */
export interface CedarDecision {
  readonly allows: boolean;
  readonly by: string;
}

export type Cedar = (situation: Situation) => CedarDecision;

interface Written {
  readonly by: string;
  readonly effect: 'permit' | 'forbid';
  readonly when: string;
}

/**
 * One table of matrix.md as Cedar policies: one for each row, which permits or forbids
 * where the row fits and none before it does. Cedar knows nothing but this text, and of
 * a situation only the facts that the text names: situations alike in these are one.
 */
export function cedar(table: Table): Cedar {
  const rows = [...door(table), ...table.rows.map(written)];
  const id = `${table.kind} ${table.rule ?? 'known to'} ${table.fields[0] ?? ''}`;
  const policies = Object.fromEntries(rows.map((row, nth) => [`${nth} ${row.by}`, policyText(rows, nth)]));
  const parsed = preparsePolicySet(id, { staticPolicies: policies satisfies Record<string, Policy> });
  if (parsed.type === 'failure')
    throw new Error(`${id}: ${parsed.errors.map(({ message }) => message).join('; ')}`);
  const names = [
    ...new Set(
      Object.values(policies)
        .join()
        .match(/(?<=context\[")[^"]+/g) ?? [],
    ),
  ];
  const decided = new Map<string, CedarDecision>();
  return (situation) => {
    const context = Object.fromEntries(names.map((name) => [name, situation[name] ?? '']));
    const key = Object.values(context).join('|');
    const decision = decided.get(key) ?? decide(id, context);
    decided.set(key, decision);
    return decision;
  };
}

function decide(preparsedPolicySetId: string, context: Record<string, string>): CedarDecision {
  const answer = statefulIsAuthorized({
    principal: { type: 'Viewer', id: 'viewer' },
    action: { type: 'Action', id: 'read' },
    resource: { type: 'Record', id: 'record' },
    context,
    entities: [],
    preparsedPolicySetId,
  });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors[0]));
  const [by = 'nothing', ...others] = diagnostics.reason;
  return { allows: decision === 'allow', by: others.length > 0 ? 'several rows' : by.replace(/^\d+ /, '') };
}

/** The first row that fits decides: a policy holds where its row fits and no earlier one does. */
function policyText(rows: readonly Written[], nth: number): string {
  const { effect, when } = rows[nth] ?? { effect: 'forbid', when: 'true' };
  const earlier = rows.slice(0, nth).map((row) => `(${row.when})`);
  const unless = earlier.length === 0 ? '' : ` unless { ${earlier.join(' || ')} }`;
  return `${effect} (principal, action, resource) when { ${when} }${unless};`;
}

/** The rows that matrix.md says stand before those of every table but `Known to`. */
function door({ rule, audiences, isPublicRecord }: Table): readonly Written[] {
  if (rule === null) return [];
  const cbp = forbidding('permit', is('audience', ['CBP']));
  if (isPublicRecord) return [cbp];
  const outside = audiences === null ? [] : [forbidding('forbid', `!(${is('audience', audiences)})`)];
  return [cbp, ...outside, forbidding('forbid', `!(${is('agreement', ['granted'])})`)];
}

function forbidding(effect: Written['effect'], when: string): Written {
  return { by: 'door', effect, when };
}

function written({ line, conditions, answer }: Row): Written {
  const effect = answer === 'present' || answer.startsWith('disclose') ? 'permit' : 'forbid';
  return { by: String(line), effect, when: conditions.map(condition).join(' && ') || 'true' };
}

function condition({ fact, isNot, values }: Condition): string {
  return isNot ? `!(${is(fact, values)})` : is(fact, values);
}

function is(fact: string, values: readonly string[]): string {
  return `${JSON.stringify(values)}.contains(context["${fact}"])`;
}
