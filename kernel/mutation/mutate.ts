import type { TransactionSql } from '../postgres/pool.ts';
import { statement } from '../postgres/statement.ts';
import type { LoaderSetting } from '../subgraph/definition.ts';
import { badInput } from '../subgraph/errors.ts';
import { readClientKey } from './client-key.ts';
import { inputDigest } from './input-digest.ts';

/** A mutation as a client sent it. */
export interface MutationAsked {
  /** Its name in the SDL. */
  readonly name: string;
  /** Its arguments, or its input object where it has one; `clientMutationKey` is taken from it. */
  readonly input: { readonly clientMutationKey?: string | null | undefined };
  /**
   * Does it, in the transaction of its audit line: what it publishes and what it
   * throws goes with it. Gives the id of the record that it made or changed, or
   * null where there is none that the viewer may know of: then nothing is written.
   */
  readonly work: (tx: TransactionSql) => Promise<string | null>;
}

/**
 * Does a mutation once and writes its audit line. The same key again with the same
 * input gives the record of the first time and does nothing; with another input it
 * is BAD_USER_INPUT. Of several at once under one key one works and the others wait.
 * A key whose mutation failed or found no record is free again. Needs the table of
 * `mutationTables`.
 *
 * @returns the record, to be read back through the loaders of the viewer.
 */
export async function mutate(setting: LoaderSetting, asked: MutationAsked): Promise<string | null> {
  const { clientMutationKey, ...input } = asked.input;
  const key = readClientKey(clientMutationKey);
  const { viewer } = setting;
  const once = {
    organization: viewer.organization?.id ?? null,
    name: asked.name,
    client_key: key,
  };
  const digest = inputDigest(viewer, input);
  return setting.sql.begin(async (tx: TransactionSql) => {
    if (key !== null) {
      await statement(tx, ONE_AT_A_TIME)(once);
      const [earlier] = await statement<Earlier>(tx, UNDER_THE_KEY)(once);
      if (earlier !== undefined) return again(earlier, digest);
    }
    const record = await asked.work(tx);
    if (record === null) return null;
    await statement(
      tx,
      KEEP,
    )({
      ...once,
      record,
      audience: viewer.audience,
      actor: viewer.actor,
      agreement: viewer.agreementId,
      purpose: viewer.purpose,
      digest,
      request: setting.requestId,
      at: setting.now,
    });
    return record;
  });
}

interface Earlier {
  readonly record: string;
  readonly digest: string;
}

function again(earlier: Earlier, digest: string): string {
  if (earlier.digest === digest) return earlier.record;
  throw badInput('clientMutationKey: this key was used for another input');
}

/** Until the transaction ends. */
const ONE_AT_A_TIME = `
  select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', :organization::text, :name::text, :client_key::text), 0))`;

const UNDER_THE_KEY = `
  select record_id as record, input_digest as digest
  from mutation
  where organization is not distinct from :organization and name = :name and client_key = :client_key`;

const KEEP = `
  insert into mutation (
    name, record_id, organization, audience, actor, agreement_id, purpose,
    client_key, input_digest, request_id, accepted_at)
  values (
    :name, :record, :organization, :audience, :actor, :agreement, :purpose,
    :client_key, :digest, :request, :at)`;
