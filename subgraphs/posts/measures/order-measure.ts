import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { MeasureOrderInput } from '../schema.generated.ts';
import { postActedOn } from './post-acted-on.ts';
import { refreshMeasures } from './refresh-measures.ts';
import { pastDay, writtenText } from './written.ts';

/**
 * CBP takes a measure that the ladder has opened (EO 13904 § 5(c), (d)): never without a run of
 * the length the order asks, a legal basis, the consultation of USPS and an approval; where a
 * quarter of the run is marginal, not before someone has looked at it. The same measure again
 * while it is in force changes nothing.
 */
export function orderMeasure(setting: LoaderSetting) {
  return (input: MeasureOrderInput): Promise<string | null> =>
    mutate(setting, {
      name: 'orderMeasure',
      input,
      work: async (tx) => {
        const order = {
          legal_basis: writtenText('legalBasis', input.legalBasis),
          approved_by: writtenText('approvedBy', input.approvedBy, 200),
          note: writtenText('note', input.note),
          usps_consulted_on: pastDay('uspsConsultedOn', input.uspsConsultedOn, setting.today),
        };
        const post = await postActedOn(tx, { code: input.post });
        if (post === null) return null;
        const [standing] = await statement<{ id: string }>(
          tx,
          IN_FORCE,
        )({ post_id: post.id, measure: input.measure });
        if (standing !== undefined) return standing.id;
        if (post.quarter === null || !post.open.includes(input.measure)) {
          throw badInput(
            `measure: ${input.measure} is not open: the post was non-compliant for ${post.run} consecutive quarters`,
          );
        }
        if (post.isMarginal && input.marginalQuartersReviewed !== true) {
          throw badInput('marginalQuartersReviewed: expected true, a quarter of the run is marginal');
        }
        const id = recordId('mor', setting.secret.ids, `${post.id} ${input.measure} ${setting.requestId}`);
        await statement(
          tx,
          ORDER,
        )({
          ...order,
          id,
          post_id: post.id,
          measure: input.measure,
          basis_quarter: post.quarter,
          ordered_on: setting.today,
        });
        await refreshMeasures(tx, post.id);
        return id;
      },
    });
}

const IN_FORCE = `
  select id
  from measure_order
  where post_id = :post_id and measure = :measure and ended_on is null`;

const ORDER = `
  insert into measure_order (
    id, post_id, measure, basis_quarter, legal_basis, usps_consulted_on, approved_by, note, ordered_on)
  values (
    :id, :post_id, :measure, :basis_quarter, :legal_basis, :usps_consulted_on, :approved_by, :note, :ordered_on)`;
