import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { PostInstrumentInput } from '../schema.generated.ts';
import { postActedOn } from './post-acted-on.ts';
import { pastDay, writtenText } from './written.ts';

/** USPS puts down a contract with a post, or a circular to it (EO 13904 § 4(a)); under the same reference, anew. */
export function recordInstrument(setting: LoaderSetting) {
  return (input: PostInstrumentInput): Promise<string | null> =>
    mutate(setting, {
      name: 'recordPostInstrument',
      input,
      work: async (tx) => {
        const reference = writtenText('reference', input.reference, 100);
        const circular = input.circularReference ?? null;
        const instrument = {
          reference,
          kind: input.kind,
          concluded_on: pastDay('concludedOn', input.concludedOn, setting.today),
          includes: input.includesImporterProvisions,
          circular_reference: circular === null ? null : writtenText('circularReference', circular, 100),
        };
        const post = await postActedOn(tx, { code: input.post });
        if (post === null) return null;
        const id = recordId('pin', setting.secret.ids, `${post.id} ${reference}`);
        await statement(
          tx,
          RECORD,
        )({
          ...instrument,
          id,
          post_id: post.id,
          organization: setting.viewer.organization?.id ?? null,
          at: setting.now,
        });
        return id;
      },
    });
}

const RECORD = `
  insert into post_instrument (
    id, post_id, reference, kind, concluded_on, includes_importer_provisions, circular_reference,
    organization, recorded_at)
  values (
    :id, :post_id, :reference, :kind, :concluded_on, :includes, :circular_reference, :organization, :at)
  on conflict (id) do update
    set kind = excluded.kind,
        concluded_on = excluded.concluded_on,
        includes_importer_provisions = excluded.includes_importer_provisions,
        circular_reference = excluded.circular_reference,
        organization = excluded.organization,
        recorded_at = excluded.recorded_at`;
