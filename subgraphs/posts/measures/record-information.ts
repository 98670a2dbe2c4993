import { addBusinessDays } from '@good-standing/kernel/calendar/business-days.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { countryOfPosting, readS10, type S10 } from '@good-standing/kernel/identifiers/s10.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { appliesOn, promptWithin } from '../parameters.ts';
import type { AdditionalInformationInput } from '../schema.generated.ts';
import { type PostActedOn, postActedOn } from './post-acted-on.ts';
import { refreshMeasures } from './refresh-measures.ts';
import { pastDay } from './written.ts';

/**
 * Information for one shipment (EO 13904 § 5(c)): CBP puts down that it was required, under an
 * order in force; CBP or the post itself, that it came. What is asked for again, or came before,
 * changes nothing. A post dates nothing back.
 */
export function recordInformation(setting: LoaderSetting) {
  return (input: AdditionalInformationInput): Promise<string | null> =>
    mutate(setting, {
      name: 'recordAdditionalInformation',
      input,
      work: async (tx) => {
        const item = wellFormed('item', readS10(input.item));
        const on = pastDay('on', input.on ?? setting.today, setting.today);
        const post = await postActedOn(tx, { code: input.post });
        if (post === null || !mayAct(setting, post)) return null;
        const recorded = await record(tx, setting, input, { post, item, on });
        await refreshMeasures(tx, post.id);
        return recorded;
      },
    });
}

function mayAct({ viewer }: LoaderSetting, post: PostActedOn): boolean {
  return viewer.audience === 'CBP' || viewer.subject === post.id;
}

interface Shipment {
  readonly post: PostActedOn;
  readonly item: S10;
  readonly on: Temporal.PlainDate;
}

interface Asked {
  readonly id: string;
  readonly requested: readonly string[];
  readonly requestedOn: Temporal.PlainDate;
  readonly furnished: readonly string[];
}

async function record(
  tx: TransactionSql,
  setting: LoaderSetting,
  { event, elements }: AdditionalInformationInput,
  shipment: Shipment,
): Promise<string> {
  if (elements.length === 0) throw badInput('elements: expected at least one');
  const [asked] = await statement<Asked>(tx, ASKED)({ post_id: shipment.post.id, item: shipment.item });
  if (event === 'REQUESTED') {
    return asked?.id ?? (await request(tx, setting, [...new Set(elements)], shipment));
  }
  if (asked === undefined) throw badInput('item: no information was required for this shipment');
  if (Temporal.PlainDate.compare(shipment.on, asked.requestedOn) < 0) {
    throw badInput(`on: expected a day from ${asked.requestedOn} on, the day it was required`);
  }
  if (setting.viewer.audience !== 'CBP' && !shipment.on.equals(setting.today)) {
    throw badInput('on: expected today, a post dates nothing back');
  }
  const furnished = [...new Set<string>([...asked.furnished, ...elements])].sort();
  const isComplete = asked.requested.every((element) => furnished.includes(element));
  await statement(tx, FURNISH)({ id: asked.id, furnished, on: isComplete ? shipment.on : null });
  return asked.id;
}

async function request(
  tx: TransactionSql,
  { secret, viewer }: LoaderSetting,
  requested: readonly string[],
  { post, item, on }: Shipment,
): Promise<string> {
  if (viewer.audience !== 'CBP') throw badInput('event: only CBP requires information');
  if (countryOfPosting(item) !== post.country) {
    throw badInput(`item: expected a shipment posted in ${post.country}, got ${countryOfPosting(item)}`);
  }
  const [order] = await statement<{ id: string }>(tx, ORDER)({ post_id: post.id });
  if (order === undefined || post.quarter === null) {
    throw badInput('post: no order for additional information is in force against it');
  }
  const id = recordId('inf', secret.ids, `${post.id} ${item}`);
  await statement(
    tx,
    REQUEST,
  )({
    id,
    post_id: post.id,
    order_id: order.id,
    item,
    basis_quarter: post.quarter,
    requested: [...requested].sort(),
    requested_on: on,
    due_on: addBusinessDays(on, appliesOn(promptWithin, on).value),
  });
  return id;
}

const ASKED = `
  select id, requested, requested_on as "requestedOn", furnished
  from additional_information
  where post_id = :post_id and item = :item
  for update`;

const ORDER = `
  select id
  from measure_order
  where post_id = :post_id and measure = 'ADDITIONAL_INFORMATION' and ended_on is null`;

const REQUEST = `
  insert into additional_information (
    id, post_id, order_id, item, basis_quarter, requested, requested_on, due_on)
  values (:id, :post_id, :order_id, :item, :basis_quarter, :requested::text[], :requested_on, :due_on)`;

const FURNISH = `
  update additional_information
  set furnished = :furnished::text[],
      furnished_on = coalesce(furnished_on, :on::date)
  where id = :id`;
