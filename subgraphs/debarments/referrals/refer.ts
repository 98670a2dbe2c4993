import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { writtenText } from '../notices/written.ts';
import type { MutationRecordReferralOutcomeArgs, ReferralInput } from '../schema.generated.ts';

const LONGEST_NAME = 200;

/** Refers a person for a determination of present responsibility (EO 13904 § 1). */
export function refer(setting: LoaderSetting) {
  const { viewer, now, secret } = setting;
  return (input: ReferralInput): Promise<string | null> => {
    const person = writtenText('person', input.person, LONGEST_NAME);
    const basis = writtenText('basis', input.basis);
    const { importerId = null, exclusionId = null } = input;
    return mutate(setting, {
      name: 'referForPresentResponsibility',
      input,
      work: async (tx) => {
        const known = await statement<Known>(
          tx,
          KNOWN,
        )({ importer_id: importerId, exclusion_id: exclusionId });
        if (known[0]?.importer !== true) throw badInput('importerId: there is no such importer');
        if (known[0]?.exclusion !== true) throw badInput('exclusionId: there is no such exclusion');
        const id = recordId('ppr', secret.ids, randomUUID());
        await statement(
          tx,
          KEEP,
        )({
          id,
          person,
          person_kind: input.personKind,
          importer_id: importerId,
          exclusion_id: exclusionId,
          conduct_level: input.conductLevel,
          basis,
          referred_by: viewer.actor,
          organization: viewer.organization?.id ?? null,
          referred_at: now,
        });
        return id;
      },
    });
  };
}

/** What came of a referral, once. Null where there is no such referral. */
export function recordOutcome(setting: LoaderSetting) {
  return (asked: MutationRecordReferralOutcomeArgs): Promise<string | null> => {
    const { id, outcome } = asked;
    const note = writtenText('note', asked.note);
    if (outcome === 'PENDING') throw badInput('outcome: expected what was determined, got PENDING');
    return mutate(setting, {
      name: 'recordReferralOutcome',
      input: asked,
      work: async (tx) => {
        const [referral] = await statement<{ outcome: string }>(tx, REFERRAL)({ id });
        if (referral === undefined) return null;
        if (referral.outcome === outcome) return id;
        if (referral.outcome !== 'PENDING') {
          throw badInput(`outcome: it was determined before, ${referral.outcome}`);
        }
        await statement(tx, DETERMINE)({ id, outcome, note, at: setting.now });
        return id;
      },
    });
  };
}

interface Known {
  readonly importer: boolean;
  readonly exclusion: boolean;
}

const KNOWN = `
  select
    :importer_id::text is null
      or exists (select from importer_identity where importer_id = :importer_id::text) as importer,
    :exclusion_id::text is null
      or exists (select from exclusion where exclusion_id = :exclusion_id::text) as exclusion`;

const KEEP = `
  insert into responsibility_referral (
    referral_id, person, person_kind, importer_id, exclusion_id, conduct_level, basis, referred_by, organization,
    referred_at)
  values (
    :id, :person, :person_kind, :importer_id, :exclusion_id, :conduct_level, :basis, :referred_by, :organization,
    :referred_at)`;

const REFERRAL = `
  select outcome
  from responsibility_referral
  where referral_id = :id
  for update`;

const DETERMINE = `
  update responsibility_referral
  set outcome = :outcome, outcome_note = :note, determined_at = :at
  where referral_id = :id`;
