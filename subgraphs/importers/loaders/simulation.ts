import { datedValueOn, type Parameter } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { RULESET_VERSION } from '@good-standing/kernel/rule/ruleset.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { QuerySimulateRulesetArgs } from '../schema.generated.ts';
import type { RulesetSimulationRow } from '../tables.ts';
import { type Simulation, simulationsOf } from '../what-if/simulations.ts';
import { readSupposed } from '../what-if/supposed-parameters.ts';

export interface SimulationLoaders {
  /** What would be if parameters had other values. For CBP alone: null to everyone else. */
  readonly simulation: (asked: QuerySimulateRulesetArgs) => Promise<RulesetSimulationRow | null>;
}

const MOST_SAMPLED = 50;
const PARAMETERS: Readonly<Record<string, Parameter<number | null>>> = STANDING_PARAMETERS;

export function simulationLoaders({ sql, viewer, today }: LoaderSetting): SimulationLoaders {
  return {
    simulation: async ({ parameters, on, sample = 10 }) => {
      if (viewer.audience !== 'CBP') return null;
      if (sample < 0 || sample > MOST_SAMPLED) {
        throw badInput(`sample: expected 0 to ${MOST_SAMPLED}, got ${sample}`);
      }
      const asked = { parameters: readSupposed(parameters), on: on ?? today, mostSampled: sample };
      return shown(await simulationsOf(sql).ask(asked));
    },
  };
}

function shown({ asked, result, ...simulation }: Simulation): RulesetSimulationRow {
  const { parameters, on } = asked;
  return {
    ...simulation,
    on,
    rulesetVersion: RULESET_VERSION,
    parameters: Object.entries(parameters).map(([name, supposed]) => ({
      name,
      unit: PARAMETERS[name]?.unit ?? '',
      value: PARAMETERS[name] === undefined ? null : datedValueOn(PARAMETERS[name], on).value,
      supposed,
    })),
    changed: result?.changed ?? null,
    statusChanges: (result?.status ?? []).map(({ by, ...change }) => ({
      ...change,
      rules: by.map(({ cause, importers }) => ({ rule: cause, importers })),
    })),
    tierChanges: (result?.tier ?? []).map(({ by, ...change }) => ({
      ...change,
      because: by.map(({ cause, importers }) => ({ because: cause, importers })),
    })),
  };
}
