import type { HouseDatabase } from '@good-standing/gateway/house/prepare.ts';
import { houseKeys } from '@good-standing/gateway/house-keys.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** What every contestant's process is told through its environment. */
export interface BenchSetting {
  readonly database: HouseDatabase;
  readonly port: number;
}

const SECRET = 'the secret of the benchmark, which protects nothing';

export function benchKeys() {
  return houseKeys(SECRET);
}

export function settingOf(environment: Readonly<Record<string, string | undefined>>): BenchSetting {
  return {
    database: { adminUrl: environment.BENCH_DATABASE ?? '', keys: benchKeys() },
    port: Number(environment.BENCH_PORT),
  };
}

/** A peer has no authentication: everything is answered as to an officer. */
export const OFFICER: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'CBP',
  organization: { id: 'org_bench', name: 'Benchmark (invented)', address: '' },
  rules: new Set(Object.keys(DISCLOSURE_RULES)),
  purposes: ['ENFORCEMENT'],
  purpose: 'ENFORCEMENT',
};
