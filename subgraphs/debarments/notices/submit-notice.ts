import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { findLeads } from '../leads/find-leads.ts';
import { oneAtATime } from '../links/find-links.ts';
import { attemptNoticedLater, noticeDueBy } from '../rules/notice-due.ts';
import type { ReestablishmentNoticeInput } from '../schema.generated.ts';
import { readNotice } from './read-notice.ts';

/**
 * Takes a notice under EO 13904 § 3(a), in time or late, and looks for importers that it
 * points to. Gives its id, or null where there is no such exclusion. Without a client
 * key, each time another notice.
 */
export function submitNotice(setting: LoaderSetting) {
  const { viewer, now, today, secret } = setting;
  return (input: ReestablishmentNoticeInput): Promise<string | null> => {
    const told = readNotice(input, now);
    return mutate(setting, {
      name: 'submitReestablishmentNotice',
      input,
      work: async (tx) => {
        const { organization, audience } = viewer;
        if (organization === null) return null;
        if (audience !== 'CARRIER' && audience !== 'BROKER') return null;
        await statement(tx, oneAtATime)({});
        const [exclusion] = await statement<OfExclusion>(tx, EXCLUSION)({ id: input.exclusionId });
        if (exclusion === undefined) return null;
        const dueBy = noticeDueBy(exclusion);
        const noticedOn = input.observedAt.toZonedDateTimeISO('UTC').toPlainDate();
        const window = attemptNoticedLater.windowOf(exclusion, { noticedOn, submittedOn: today });
        if (dueBy === null || window === null)
          throw badInput('exclusionId: no notice is owed of an exclusion that is not by CBP');
        const id = recordId('rsn', secret.ids, randomUUID());
        await statement(
          tx,
          KEEP,
        )({
          id,
          exclusion_id: input.exclusionId,
          organization: organization.id,
          notifier: organization.name,
          notifier_type: audience,
          knowledge: input.knowledge,
          new_name: told.newName,
          new_address: told.newAddress === null ? null : { json: told.newAddress },
          new_phone: told.newPhone,
          new_website: told.newWebsite,
          association: told.association,
          observed_at: input.observedAt,
          sam_published_on: exclusion.publishedOn,
          due_by: dueBy,
          received_at: now,
          timely: window.isTimely,
        });
        await statement(tx, KEEP_TRACES)({ id, traces: { json: told.traces } });
        await findLeads(tx, [input.exclusionId]);
        return id;
      },
    });
  };
}

interface OfExclusion {
  readonly byCbpAs: string | null;
  readonly publishedOn: Temporal.PlainDate;
}

const EXCLUSION = `
  select by_cbp_as as "byCbpAs", published_on as "publishedOn"
  from exclusion
  where exclusion_id = :id`;

const KEEP = `
  insert into reestablishment_notice (
    notice_id, exclusion_id, organization, notifier, notifier_type, knowledge, new_name, new_address, new_phone,
    new_website, association, observed_at, sam_published_on, due_by, received_at, timely)
  values (
    :id, :exclusion_id, :organization, :notifier, :notifier_type, :knowledge, :new_name,
    :new_address::text::jsonb, :new_phone, :new_website, :association, :observed_at, :sam_published_on, :due_by,
    :received_at, :timely)`;

const KEEP_TRACES = `
  insert into notice_trace (value, kind, notice_id, shown)
  select value, kind, :id, shown
  from jsonb_to_recordset(:traces::text::jsonb) as item (value text, kind text, shown text)`;
