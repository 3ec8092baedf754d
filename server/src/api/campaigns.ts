import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { CampaignBody, CampaignRow } from '@outpace/protocol/campaigns.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import {
  allCampaigns,
  campaignRow,
  deleteCampaign,
  insertCampaign,
  updateCampaign,
} from '../store/campaigns.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { campaignRefusal } from './campaign-check.ts';
import { change } from './configuration.ts';
import { noteLooser } from './loosened.ts';
import { NOTHING, VersionQuery } from './route-schemas.ts';
import { checkRules } from './rules-check.ts';

const tags = ['Campaigns'];
const CampaignParams = closed({ campaignId: id() });
const onForeignKey = {
  code: 'BAD_REQUEST',
  detail: 'a calling list, or the branch of responses, does not exist',
} as const;

export const campaignRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingCampaigns(parts));
    await app.register(changingCampaigns(parts));
    await app.register(removingCampaigns(parts));
  };

const readingCampaigns =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/campaigns',
      {
        ...requires('supervisor'),
        schema: { tags, summary: 'All campaigns', response: answers(Type.Array(CampaignRow)) },
      },
      () => allCampaigns(pool, siteId),
    );

    app.get(
      '/campaigns/:campaignId',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'One campaign',
          params: CampaignParams,
          response: answers(CampaignRow),
        },
      },
      async (request, reply) => {
        const row = await campaignRow(pool, siteId, request.params.campaignId);
        return row ?? refuse(reply, refusal('CAMPAIGN_NOT_FOUND'));
      },
    );
  };

const changingCampaigns =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId, dialer } = parts;

    app.post(
      '/campaigns',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Add a campaign',
          body: CampaignBody,
          response: answers(CampaignRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const refused = campaignRefusal(body, parts.outside);
        if (refused !== undefined) return refuse(reply, refused);
        const { settings } = body;
        const rules = checkRules(undefined, settings, dialer.now());
        if (rules.problem !== undefined) return refuse(reply, rules.problem);
        const by = personOf(request);
        const subject = randomUUID();
        const about = { by, what: 'campaign-added', subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, async (db) => {
          await noteLooser(db, siteId, { by, subject, looser: rules.looser, settings });
          return ok(await insertCampaign(db, siteId, subject, body));
        });
        return answer(reply, added);
      },
    );

    app.put(
      '/campaigns/:campaignId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change a campaign',
          description:
            'A dial session that is loaded goes on with the plan it was loaded with; unload and ' +
            'load the campaign group for the change to take effect.',
          params: CampaignParams,
          querystring: VersionQuery,
          body: CampaignBody,
          response: answers(CampaignRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const refused = campaignRefusal(body, parts.outside);
        if (refused !== undefined) return refuse(reply, refused);
        const subject = request.params.campaignId;
        const by = personOf(request);
        const about = { by, what: 'campaign-changed', subject, detail: body };
        const version = Number(request.query.version);
        const { settings } = body;
        const changed = await change(parts, { ...about, onForeignKey }, async (db) => {
          const row = await campaignRow(db, siteId, subject);
          const rules = checkRules(row?.settings, settings, dialer.now());
          if (rules.problem !== undefined) return fail(rules.problem);
          await noteLooser(db, siteId, { by, subject, looser: rules.looser, settings });
          return updateCampaign(db, siteId, subject, version, body);
        });
        return answer(reply, changed);
      },
    );
  };

const removingCampaigns =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.delete(
      '/campaigns/:campaignId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove a campaign',
          description: 'Refused while it has a campaign group.',
          params: CampaignParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.campaignId;
        const about = { by: personOf(request), what: 'campaign-removed', subject, detail: {} };
        const inUse = { code: 'IN_USE' } as const;
        const removed = await change(parts, { ...about, onForeignKey: inUse }, (db) =>
          deleteCampaign(db, siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };
