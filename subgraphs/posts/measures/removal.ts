import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { oneAtATime } from '../closing/one-at-a-time.ts';
import { refold } from '../closing/refold.ts';
import type { MutationDecideRemovalArgs, RemovalRequestInput } from '../schema.generated.ts';
import { postActedOn } from './post-acted-on.ts';
import { writtenText } from './written.ts';

/** A post asks to leave the list (EO 13904 § 5(e)). While a request waits, another is the same one. */
export function requestRemoval(setting: LoaderSetting) {
  return (input: RemovalRequestInput): Promise<string | null> =>
    mutate(setting, {
      name: 'requestRemovalFromList',
      input,
      work: async (tx) => {
        const grounds = writtenText('grounds', input.grounds);
        const post = setting.viewer.subject && (await postActedOn(tx, { id: setting.viewer.subject }));
        if (!post) return null;
        const [pending] = await statement<{ id: string }>(tx, PENDING)({ post_id: post.id });
        if (pending !== undefined) return pending.id;
        if (!post.isListed) throw badInput('input: the post is not on the list of non-compliant posts');
        const id = recordId('rmv', setting.secret.ids, `${post.id} ${setting.requestId}`);
        await statement(tx, REQUEST)({ id, post_id: post.id, grounds, on: setting.today });
        return id;
      },
    });
}

const STATUS = {
  GRANT: 'GRANTED',
  GRANT_WITH_PROBATION: 'GRANTED_WITH_PROBATION',
  DENY: 'DENIED',
} as const;

/**
 * CBP decides a request. A grant ends the measures from the standing of the quarter last closed
 * on; no decision of a quarter is touched. The same decision again changes nothing; another is
 * refused.
 */
export function decideRemoval(setting: LoaderSetting) {
  return (input: MutationDecideRemovalArgs): Promise<string | null> =>
    mutate(setting, {
      name: 'decideRemoval',
      input,
      work: async (tx) => {
        const note = writtenText('note', input.note);
        const status = STATUS[input.decision];
        await oneAtATime(tx);
        const [request] = await statement<{ postId: string; status: string }>(tx, BY_ID)({ id: input.id });
        if (request === undefined) return null;
        if (request.status === status) return input.id;
        if (request.status !== 'PENDING') {
          throw badInput(`decision: the request was decided before, ${request.status}`);
        }
        const post = await postActedOn(tx, { id: request.postId });
        const after = input.decision === 'DENY' ? null : (post?.quarter ?? null);
        await statement(tx, DECIDE)({ id: input.id, status, note, after_quarter: after, on: setting.today });
        if (after !== null) {
          const { secret, viewer, now } = setting;
          await refold(tx, {
            secret,
            organization: viewer.organization?.id ?? null,
            at: now,
            closingId: null,
          });
        }
        return input.id;
      },
    });
}

const PENDING = `
  select id
  from removal_request
  where post_id = :post_id and status = 'PENDING'`;

const REQUEST = `
  insert into removal_request (id, post_id, grounds, requested_on)
  values (:id, :post_id, :grounds, :on)`;

const BY_ID = `
  select post_id as "postId", status
  from removal_request
  where id = :id
  for update`;

const DECIDE = `
  update removal_request
  set status = :status,
      note = :note,
      after_quarter = :after_quarter,
      decided_on = :on
  where id = :id`;
