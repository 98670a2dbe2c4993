import type { TierFinding } from '../rules/risk-tier.ts';
import type { KnownFinding } from './inputs.ts';

const AUDITS = 'GS-016';
const EVASION = 'GS-013';

/**
 * The findings on an importer as its tier counts them: each record once, from the day
 * it first counted, however many spans a rule made of it. One under appeal is watched
 * by its rule, and not final.
 */
export function tierFindings(findings: readonly KnownFinding[]): readonly TierFinding[] {
  const byRecord = new Map<string, TierFinding>();
  for (const { rule, effect, validFrom, evidence } of findings) {
    for (const { kind, record } of evidence) {
      const family = familyOf(rule, kind);
      const key = `${family} ${record}`;
      const from = Temporal.PlainDate.from(validFrom);
      const held = byRecord.get(key);
      const isEarlier = held === undefined || Temporal.PlainDate.compare(from, held.from) < 0;
      byRecord.set(key, {
        family,
        from: isEarlier ? from : held.from,
        isFinal: (held?.isFinal ?? false) || effect !== 'WATCH' || rule === 'GS-014' || rule === 'GS-015',
      });
    }
  }
  return [...byRecord.values()];
}

function familyOf(rule: string, kind: string): TierFinding['family'] {
  if (rule === AUDITS) return 'AUDIT';
  if (rule === EVASION || kind === 'PENALTY' || kind === 'SEIZURE') return 'ENFORCEMENT';
  return kind === 'VIOLATION' ? 'VIOLATION' : 'OTHER';
}
