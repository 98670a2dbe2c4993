import { loginRole, type Owner } from '../postgres/owners.ts';
import type { Sql } from '../postgres/pool.ts';
import { findingsOwner } from './queue.ts';

/** The queue's own schema is made by its role: let it. `admin` is a role that owns the database. */
export async function letInstall(admin: Sql): Promise<void> {
  await admin.unsafe(
    `do $$ begin
       execute format('grant create on database %I to ${loginRole(findingsOwner)}', current_database());
     end $$`,
  );
}

/** An owner may call the one function that publishes; the queue's tables stay closed to it. `queue` is the queue owner's. */
export async function letPublish(queue: Sql, owner: Owner): Promise<void> {
  await queue.unsafe(`grant usage on schema findings to ${loginRole(owner)}`);
  await queue.unsafe(`grant execute on function findings.publish to ${loginRole(owner)}`);
}

/** An owner may also plan work of its own on the queue. `queue` is the queue owner's. */
export async function letWake(queue: Sql, owner: Owner): Promise<void> {
  await queue.unsafe(`grant execute on function findings.wake to ${loginRole(owner)}`);
}
