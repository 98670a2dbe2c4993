import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { DestinationRules } from '@good-standing/kernel/webhook/destination.ts';
import { webhookDeliveries, webhookDeliveryById } from './deliveries.ts';
import { disableWebhook } from './disable.ts';
import { registerWebhook } from './register.ts';
import { replayWebhookDelivery } from './replay.ts';
import { rotateWebhookSecret } from './rotate.ts';
import { webhookById, webhooks } from './webhooks.ts';

/** Everything is of the viewer's own organisation. */
export interface WebhookLoaders {
  readonly webhooks: ReturnType<typeof webhooks>;
  readonly webhookById: ReturnType<typeof webhookById>;
  readonly webhookDeliveries: ReturnType<typeof webhookDeliveries>;
  readonly webhookDeliveryById: ReturnType<typeof webhookDeliveryById>;
  /** Each gives the record that it made or changed, or null where there is none. */
  readonly registerWebhook: ReturnType<typeof registerWebhook>;
  readonly rotateWebhookSecret: ReturnType<typeof rotateWebhookSecret>;
  readonly disableWebhook: ReturnType<typeof disableWebhook>;
  readonly replayWebhookDelivery: ReturnType<typeof replayWebhookDelivery>;
}

export function webhookLoaders(setting: LoaderSetting, rules: DestinationRules): WebhookLoaders {
  return {
    webhooks: webhooks(setting),
    webhookById: webhookById(setting),
    webhookDeliveries: webhookDeliveries(setting),
    webhookDeliveryById: webhookDeliveryById(setting),
    registerWebhook: registerWebhook(setting, rules),
    rotateWebhookSecret: rotateWebhookSecret(setting),
    disableWebhook: disableWebhook(setting),
    replayWebhookDelivery: replayWebhookDelivery(setting),
  };
}
