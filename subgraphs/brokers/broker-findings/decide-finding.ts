import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { mayBeAppealed, refusedOutcome } from '../rules/broker-finding.ts';
import type { MutationAppealBrokerFindingArgs, MutationCloseBrokerFindingArgs } from '../schema.generated.ts';
import type { BrokerFindingRow } from '../tables.ts';
import { visibleRecord } from '../visibility.ts';
import { FINDING } from './findings.ts';
import { keepStep } from './keep-step.ts';

/** The broker responds or petitions. While that is pending it changes nothing. Null where it has no such finding. */
export function appealFinding(setting: LoaderSetting) {
  return async (asked: MutationAppealBrokerFindingArgs): Promise<string | null> => {
    const note = writtenText('note', asked.note);
    return mutate(setting, {
      name: 'appealBrokerFinding',
      input: asked,
      work: async (tx) => {
        const finding = await lockedFinding(tx, setting, asked.id);
        if (finding === null || finding.state === 'APPEALED') return finding?.id ?? null;
        if (!mayBeAppealed(finding))
          throw badInput(
            `id: expected a finding that is not final, this one is closed with ${finding.outcome}`,
          );
        await statement(tx, APPEAL)({ id: asked.id });
        const { brokerId } = finding;
        await keepStep(tx, setting, { findingId: asked.id, brokerId, step: 'APPEALED', outcome: null, note });
        return asked.id;
      },
    });
  };
}

/** CBP decides. The same outcome again changes nothing. Null where there is no such finding. */
export function closeFinding(setting: LoaderSetting) {
  return async (asked: MutationCloseBrokerFindingArgs): Promise<string | null> => {
    const { id, outcome } = asked;
    const note = writtenText('note', asked.note);
    return mutate(setting, {
      name: 'closeBrokerFinding',
      input: asked,
      work: async (tx) => {
        const finding = await lockedFinding(tx, setting, id);
        if (finding === null) return null;
        if (finding.state === 'CLOSED' && finding.outcome === outcome) return id;
        const refused = refusedOutcome(finding, outcome, setting.today);
        if (refused !== null) throw badInput(`outcome: ${refused}`);
        await statement(tx, CLOSE)({ id, outcome });
        await keepStep(tx, setting, {
          findingId: id,
          brokerId: finding.brokerId,
          step: 'CLOSED',
          outcome,
          note,
        });
        return id;
      },
    });
  };
}

async function lockedFinding(
  tx: TransactionSql,
  { viewer, today }: LoaderSetting,
  id: string,
): Promise<BrokerFindingRow | null> {
  const rows = statement<BrokerFindingRow>(
    tx,
    `select ${FINDING}
     from broker_finding f
     where f.finding_id = :id and ${visibleRecord(viewer, 'f.broker_id')}
     for update`,
  );
  const [finding] = await rows({ ...viewerParams(viewer, today), id });
  return finding ?? null;
}

const APPEAL = `update broker_finding set state = 'APPEALED' where finding_id = :id`;

const CLOSE = `update broker_finding set state = 'CLOSED', outcome = :outcome where finding_id = :id`;
