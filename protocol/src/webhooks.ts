import { Type } from 'typebox';
import { closed, id, name, nullable, oneOf } from './schema.ts';

/** What a receiver may be told. */
export const WEBHOOK_EVENTS = ['attempt-ended', 'chain-delegated'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;

/** POST /api/webhook-receivers, and PUT /api/webhook-receivers/:receiverId. */
export const WebhookReceiverBody = closed({
  name: name(),
  url: Type.String({
    minLength: 1,
    maxLength: 2_000,
    description: 'http or https, on the open network unless the operator allows its host',
  }),
  events: Type.Array(oneOf(WEBHOOK_EVENTS), { minItems: 1, uniqueItems: true }),
  enabled: Type.Boolean({ description: 'What happens while it is not is not told later' }),
});
export type WebhookReceiverBody = Type.Static<typeof WebhookReceiverBody>;

export const WebhookReceiverRow = closed({
  ...WebhookReceiverBody.properties,
  id: id(),
  version: Type.Integer(),
  addedAt: Type.String({ format: 'date-time' }),
  /** Deliveries that are still to be made, and that were given up. */
  waiting: Type.Integer(),
  failed: Type.Integer(),
});
export type WebhookReceiverRow = Type.Static<typeof WebhookReceiverRow>;

/** POST /api/webhook-receivers/:receiverId/secret. */
export const WebhookSecret = closed({
  secret: Type.String({
    description: 'Shown this once: `whsec_` and the key in base64, as Standard Webhooks has it',
  }),
});
export type WebhookSecret = Type.Static<typeof WebhookSecret>;

export const WebhookReceiverAdded = closed({
  ...WebhookReceiverRow.properties,
  ...WebhookSecret.properties,
});
export type WebhookReceiverAdded = Type.Static<typeof WebhookReceiverAdded>;

/** GET /api/webhook-receivers/:receiverId/deliveries: without what they say of people. */
export const WebhookDeliveryRow = closed({
  id: id(),
  event: oneOf(WEBHOOK_EVENTS),
  state: oneOf(DELIVERY_STATES),
  addedAt: Type.String({ format: 'date-time' }),
  tries: Type.Integer(),
  /** Null: there is none to come. */
  nextTryAt: nullable(Type.String({ format: 'date-time' })),
  triedAt: nullable(Type.String({ format: 'date-time' })),
  /** Of the last answer; null: none came. */
  status: nullable(Type.Integer()),
  /** Its first words, or why none came. */
  answer: nullable(Type.String()),
});
export type WebhookDeliveryRow = Type.Static<typeof WebhookDeliveryRow>;
