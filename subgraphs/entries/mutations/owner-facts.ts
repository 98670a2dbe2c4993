import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { SeizureFacts } from '../disclosures/seizure-facts.ts';
import { seizureSourceFor } from '../loaders/seizure-source.ts';
import { IS_HELD, OWN_RECORDATION, visibleSeizures } from '../visibility.ts';

/** A seizure and one of the recordations that lines of it are held under. */
export interface SeizureOf {
  readonly seizure: string;
  readonly recordation: string;
}

/**
 * What the law reads of a seizure that the viewer may know of, as the owner of the
 * recordation stands to it, locked until the transaction ends; null where there is
 * none. Its `basis` is null where no line is held under the recordation, or it is not
 * in force on the day of the event and today. To a rights holder a recordation that
 * is not its own is none, and so is a seizure that is held: of it it knows nothing
 * that it could ask for.
 */
export async function ownerFacts(
  tx: TransactionSql,
  { viewer, today }: LoaderSetting,
  { seizure, recordation }: SeizureOf,
): Promise<SeizureFacts | null> {
  const params = { ...viewerParams(viewer, today), seizure, recordation };
  await statement(tx, 'select from seizure where id = :seizure for update')(params);
  const { columns, joins } = seizureSourceFor(viewer);
  const [isOwn, isOpen] =
    viewer.audience === 'RIGHTS_HOLDER' ? [OWN_RECORDATION, `not ${IS_HELD}`] : ['true', 'true'];
  const [found] = await statement<SeizureFacts>(
    tx,
    `select ${columns}
     from seizure ${joins}
     where seizure.id = :seizure and ${visibleSeizures(viewer)} and ${isOpen}
       and exists (select from recordation where recordation.id = :recordation and ${isOwn})`,
  )(params);
  return found ?? null;
}
