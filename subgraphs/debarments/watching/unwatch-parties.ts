import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

export interface UnwatchAsked {
  readonly ids: readonly string[];
  readonly clientMutationKey?: string | null;
}

const MOST_IDS = 1_000;

/** Deletes watched parties of the viewer's organisation with all that was kept of them. Gives how many. */
export function unwatchParties(setting: LoaderSetting) {
  const { viewer, now, secret, sql } = setting;
  return async (asked: UnwatchAsked): Promise<number> => {
    if (asked.ids.length > MOST_IDS) {
      throw badInput(`ids: expected at most ${MOST_IDS}, got ${asked.ids.length}`);
    }
    const organization = viewer.organization?.id ?? null;
    const work: MutationAsked['work'] = async (tx) => {
      const [held] = await statement<object>(tx, LOCK)({ organization });
      if (held === undefined) return null;
      const gone = await statement<object>(tx, DELETE)({ organization, ids: [...asked.ids] });
      if (gone.length === 0) return null;
      const id = recordId('wte', secret.ids, randomUUID());
      await statement(tx, KEEP)({ id, organization, parties: gone.length, now });
      return id;
    };
    const ended = await mutate(setting, {
      name: 'unwatchParties',
      input: asked as MutationAsked['input'],
      work,
    });
    if (ended === null) return 0;
    const [row] = await statement<{ parties: number }>(sql, ENDED)({ id: ended, organization });
    return row?.parties ?? 0;
  };
}

const LOCK = 'select from watching_organization where organization = :organization for update';

const DELETE = `
  delete from watched_party where organization = :organization and id = any(:ids::text[]) returning 1`;

const KEEP = `
  with counted as (
    update watching_organization set parties = parties - :parties::int where organization = :organization
  )
  insert into watch_ended (id, organization, parties, ended_at)
  values (:id, :organization, :parties::int, :now)`;

const ENDED = 'select parties from watch_ended where id = :id and organization = :organization';
