import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import {
  WebhookDeliveryRow,
  WebhookReceiverAdded,
  WebhookReceiverBody,
  WebhookReceiverRow,
  WebhookSecret,
} from '@outpace/protocol/webhooks.ts';
import { Type } from 'typebox';
import { newWebhookSecret } from '../jobs/webhook-signature.ts';
import {
  allWebhookReceivers,
  deleteWebhookReceiver,
  insertWebhookReceiver,
  newestDeliveries,
  replaceWebhookSecret,
  sendAgain,
  updateWebhookReceiver,
} from '../store/webhooks.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { urlRefusal } from './outside-url.ts';
import { NOTHING, VersionQuery } from './route-schemas.ts';

const tags = ['Webhooks'];
const ReceiverParams = closed({ receiverId: id() });
const DeliveryParams = closed({ receiverId: id(), deliveryId: id() });
/** Nothing else refers to a receiver. */
const onForeignKey = { code: 'IN_USE' } as const;

const ABOUT = `
Deliveries are \`POST\`s of JSON, \`{type, timestamp, data}\`, signed as Standard Webhooks has it:
the headers \`webhook-id\`, \`webhook-timestamp\` and \`webhook-signature: v1,<base64>\`, the
HMAC-SHA256 of \`id.timestamp.body\`. Any answer from 200 to 299 within ten seconds takes one.
Otherwise it is made again with growing waits for more than a day, under the same id: a receiver
may get it twice, and tells by the id. Redirects are not followed. The
order is not kept. \`chain-delegated\` names the routes by which a program gives somebody back or
says that they are dealt with.`;

export const webhookRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingWebhooks(parts));
    await app.register(addingReceivers(parts));
    await app.register(changingReceivers(parts));
    await app.register(replacingSecrets(parts));
    await app.register(sendingAgain(parts));
  };

const readingWebhooks =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/webhook-receivers',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'All webhook receivers',
          response: answers(Type.Array(WebhookReceiverRow)),
        },
      },
      () => allWebhookReceivers(pool, siteId),
    );

    app.get(
      '/webhook-receivers/:receiverId/deliveries',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'The newest deliveries to a receiver',
          description: 'At most two hundred. They are kept for fourteen days.',
          params: ReceiverParams,
          response: answers(Type.Array(WebhookDeliveryRow)),
        },
      },
      async (request, reply) => {
        const found = await newestDeliveries(pool, siteId, request.params.receiverId);
        return found ?? refuse(reply, refusal('NOT_FOUND'));
      },
    );
  };

const addingReceivers =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { secrets, siteId } = parts;
    app.post(
      '/webhook-receivers',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Add a webhook receiver',
          description: ABOUT,
          body: WebhookReceiverBody,
          response: answers(WebhookReceiverAdded),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = urlRefusal(body.url, parts.outside);
        if (problem !== undefined) return refuse(reply, problem);
        const subject = randomUUID();
        const secret = newWebhookSecret();
        const what = 'webhook-receiver-added';
        const about = { by: personOf(request), what, subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, async (db) =>
          ok(await insertWebhookReceiver(db, secrets, siteId, { ...body, id: subject, secret })),
        );
        return added.ok ? { ...added.value, secret } : refuse(reply, added.problem);
      },
    );
  };

const changingReceivers =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.put(
      '/webhook-receivers/:receiverId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change a webhook receiver',
          description: 'Its secret stays. What waits is sent to the new URL.',
          params: ReceiverParams,
          querystring: VersionQuery,
          body: WebhookReceiverBody,
          response: answers(WebhookReceiverRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = urlRefusal(body.url, parts.outside);
        if (problem !== undefined) return refuse(reply, problem);
        const subject = request.params.receiverId;
        const what = 'webhook-receiver-changed';
        const about = { by: personOf(request), what, subject, detail: body };
        const changed = await change(parts, { ...about, onForeignKey }, (db) =>
          updateWebhookReceiver(db, siteId, subject, Number(request.query.version), body),
        );
        return answer(reply, changed);
      },
    );

    app.delete(
      '/webhook-receivers/:receiverId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove a webhook receiver',
          description: 'With its deliveries; what was still to be told it is not told.',
          params: ReceiverParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.receiverId;
        const what = 'webhook-receiver-removed';
        const about = { by: personOf(request), what, subject, detail: {} };
        const removed = await change(parts, { ...about, onForeignKey }, (db) =>
          deleteWebhookReceiver(db, siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };

const replacingSecrets =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/webhook-receivers/:receiverId/secret',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Give a webhook receiver a new secret',
          description: 'Everything from the next try on is signed with it alone.',
          params: ReceiverParams,
          response: answers(WebhookSecret),
        },
      },
      async (request, reply) => {
        const subject = request.params.receiverId;
        const what = 'webhook-secret-replaced';
        const about = { by: personOf(request), what, subject, detail: {} };
        const replaced = await change(parts, { ...about, onForeignKey }, (db) =>
          replaceWebhookSecret(db, parts.secrets, parts.siteId, subject, newWebhookSecret()),
        );
        return answer(reply, replaced);
      },
    );
  };

const sendingAgain =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/webhook-receivers/:receiverId/deliveries/:deliveryId/send',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Send a delivery again',
          description: 'Whatever became of it, from its first try on and under the same id.',
          params: DeliveryParams,
          response: answers(WebhookDeliveryRow),
        },
      },
      async (request, reply) => {
        const { receiverId, deliveryId } = request.params;
        const what = 'webhook-delivery-sent-again';
        const detail = { delivery: deliveryId };
        const about = { by: personOf(request), what, subject: receiverId, detail };
        const sent = await change(parts, { ...about, onForeignKey }, (db) =>
          sendAgain(db, parts.siteId, receiverId, deliveryId, instant(Date.now())),
        );
        return answer(reply, sent);
      },
    );
  };
