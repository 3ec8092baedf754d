import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { elapsed } from '@outpace/engine/basics/time.ts';
import { rulingBy, type Validation } from '@outpace/engine/campaigns/validation.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import {
  ValidationBody,
  ValidationSecretBody,
  ValidationSecretRow,
  ValidationTry,
} from '@outpace/protocol/validation.ts';
import { campaignSecret, saveCampaignSecret } from '../store/campaign-secrets.ts';
import { campaignRow } from '../store/campaigns.ts';
import { validationOf } from '../store/validation-of.ts';
import { madeUpQuestion } from '../validation/made-up-question.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { urlRefusal } from './outside-url.ts';

const tags = ['Campaigns'];
const params = closed({ campaignId: id() });

/** The secret that a campaign shows to whoever validates its dials, and a question on trial. */
export const validationRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(secretRoutes(parts));
    await app.register(tryRoutes(parts));
  };

const secretRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, secrets, siteId } = parts;
    const path = '/campaigns/:campaignId/validation-secret';

    app.get(
      path,
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Whether the campaign has a secret for its validation',
          params,
          response: answers(ValidationSecretRow),
        },
      },
      async (request, reply) => {
        const { campaignId } = request.params;
        const row = await campaignRow(pool, siteId, campaignId);
        if (row === undefined) return refuse(reply, refusal('CAMPAIGN_NOT_FOUND'));
        const isSet = (await campaignSecret(pool, secrets, siteId, campaignId)) !== undefined;
        return reply.send({ isSet });
      },
    );

    app.put(
      path,
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Set or remove the secret for the validation',
          description: 'In force with the next question. It is never sent back.',
          params,
          body: ValidationSecretBody,
          response: answers(ValidationSecretRow),
        },
      },
      async (request, reply) => {
        const { campaignId: subject } = request.params;
        const { secret } = request.body;
        const isSet = secret !== null;
        // What it is belongs into no trail.
        const what = 'campaign-secret-changed';
        const about = { by: personOf(request), what, subject, detail: { isSet } };
        const onForeignKey = { code: 'CAMPAIGN_NOT_FOUND' } as const;
        const changed = await change(parts, { ...about, onForeignKey }, async (db) => {
          const row = await campaignRow(db, siteId, subject);
          if (row === undefined) return fail(refusal('CAMPAIGN_NOT_FOUND'));
          await saveCampaignSecret(db, secrets, siteId, subject, secret);
          return ok({ isSet });
        });
        return answer(reply, changed);
      },
    );
  };

const tryRoutes =
  ({ pool, siteId, validator, dialer, outside }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/campaigns/:campaignId/validation-tries',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Ask once about a made-up record',
          description:
            'With these settings, saved or not, and the secret that is saved. Nobody is dialed, ' +
            'and nothing is kept.',
          params,
          body: ValidationBody,
          response: answers(ValidationTry),
        },
      },
      async (request, reply) => {
        const row = await campaignRow(pool, siteId, request.params.campaignId);
        if (row === undefined) return refuse(reply, refusal('CAMPAIGN_NOT_FOUND'));
        const refused = urlRefusal(request.body.url, outside);
        if (refused !== undefined) return refuse(reply, refused);
        const validation = validationOf(request.body);
        const askedAt = dialer.now();
        const said = await validator.tryOut(madeUpQuestion(row, validation));
        const afterMs = elapsed(askedAt, dialer.now());
        return reply.send({ ...tried(validation, said), afterMs });
      },
    );
  };

function tried(
  validation: Validation,
  answered: Parameters<typeof rulingBy>[1],
): Omit<ValidationTry, 'afterMs'> {
  const ruling = rulingBy(validation, answered);
  return {
    said: answered.said,
    why: answered.said === 'error' ? answered.why : null,
    ruling: ruling.type,
    result: ruling.type === 'refuse' ? ruling.result : null,
  };
}
