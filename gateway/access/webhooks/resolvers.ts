import type { Resolvers } from '../schema.generated.ts';

export const webhookQueries = {
  webhooks: (_root, _args, { load }) => load.webhooks(),
  webhookDeliveries: (_root, asked, { load }) => load.webhookDeliveries(asked),
} satisfies Resolvers['Query'];

export const webhookMutations = {
  registerWebhook: (_root, { input }, { load }) => load.registerWebhook(input),
  rotateWebhookSecret: (_root, asked, { load }) => load.rotateWebhookSecret(asked),
  disableWebhook: async (_root, asked, { load }) => {
    const id = await load.disableWebhook(asked);
    return id === null ? null : load.webhookById(id);
  },
  replayWebhookDelivery: async (_root, asked, { load }) => {
    const id = await load.replayWebhookDelivery(asked);
    return id === null ? null : load.webhookDeliveryById(id);
  },
} satisfies Resolvers['Mutation'];

export const webhookResolvers = {
  Subscription: {
    webhookDisabled: (_root, _args, { event, load }) =>
      event?.kind === 'WEBHOOK_DISABLED' ? load.webhookById(event.record) : null,
  },
  WebhookWithSecret: {
    webhook: ({ id }, _args, { load }) => load.webhookById(id),
  },
} satisfies Resolvers;
