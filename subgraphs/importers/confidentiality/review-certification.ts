import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { certificationsText } from '../loaders/certifications.ts';
import {
  alreadyStands,
  type ConfidentialityDecision,
  certificationState,
  mayBeDecided,
} from '../rules/certification-state.ts';
import type { ConfidentialityCertificationRow } from '../tables.ts';
import { predicateParams } from '../visibility.ts';

export interface ReviewAsked {
  readonly id: string;
  readonly decision: ConfidentialityDecision;
  readonly note: string;
  readonly clientMutationKey?: string | null;
}

const LONGEST_NOTE = 2_000;

/**
 * CBP's decision on a certification (EO 14411 § 6), kept with who, when and why. A
 * decision that already stands changes nothing; one on a certification that is over
 * is refused. Null where there is none.
 */
export function reviewCertification(setting: LoaderSetting) {
  const { viewer, today, now } = setting;
  return async (asked: ReviewAsked): Promise<string | null> => {
    const { id, decision } = asked;
    const note = asked.note.trim();
    if (note.length < 1 || note.length > LONGEST_NOTE) {
      throw badInput(`note: expected 1 to ${LONGEST_NOTE} characters, got ${note.length}`);
    }
    const work: MutationAsked['work'] = async (tx) => {
      const certification = await lockedCertification(tx, setting, id);
      if (certification === null) return null;
      if (alreadyStands(certification, decision, today)) return id;
      if (!mayBeDecided(certification, decision, today)) {
        const state = certificationState(certification, today);
        throw badInput(`decision: expected a certification that is not over, this one is ${state}`);
      }
      await statement(tx, DECIDE[decision])({ id, today });
      const decided = {
        id,
        decision,
        note,
        by: viewer.actor,
        organization: viewer.organization?.id ?? null,
        now,
      };
      await statement(tx, KEEP)(decided);
      return id;
    };
    return mutate(setting, { name: 'reviewConfidentialityCertification', input: asked, work });
  };
}

async function lockedCertification(
  tx: TransactionSql,
  { viewer, today }: LoaderSetting,
  id: string,
): Promise<ConfidentialityCertificationRow | null> {
  await statement(tx, 'select from confidentiality_certification where id = :id for update')({ id });
  const certifier = 'select importer_id from confidentiality_certification where id = :id';
  const rows = statement<ConfidentialityCertificationRow>(
    tx,
    `${certificationsText(viewer, certifier)} where certified.id = :id`,
  );
  const [certification] = await rows({ ...predicateParams(viewer, today), id });
  return certification ?? null;
}

const DECIDE: Readonly<Record<ConfidentialityDecision, string>> = {
  REVIEW: 'update confidentiality_certification set under_review_since = :today::date where id = :id',
  UPHOLD: `
    update confidentiality_certification
    set under_review_since = null, reviewed_on = :today::date
    where id = :id`,
  WITHDRAW: `
    update confidentiality_certification
    set ended_on = :today::date, ended_by = 'CBP', under_review_since = null
    where id = :id`,
};

const KEEP = `
  insert into certification_decision (certification_id, decision, note, decided_by, organization, decided_at)
  values (:id, :decision, :note, :by, :organization, :now)`;
