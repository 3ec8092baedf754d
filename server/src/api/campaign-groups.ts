import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { staffingProblem } from '@outpace/engine/campaigns/staffing.ts';
import { CampaignGroupBody, CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import { Type } from 'typebox';
import {
  allCampaignGroups,
  deleteCampaignGroup,
  insertCampaignGroup,
  updateCampaignGroup,
} from '../store/campaign-groups.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { GroupParams, NOTHING, VersionQuery } from './route-schemas.ts';

const tags = ['Campaign groups'];
/** What a schema cannot say of a group. */
function groupRefusal({ staffing }: CampaignGroupBody): Refusal | undefined {
  if (staffing === undefined) return undefined;
  const { agentsMax } = staffing;
  const field = staffingProblem({ ...staffing, agentsMax: agentsMax ?? undefined });
  return field === undefined ? undefined : refusal('INVALID_PARAMETER', field);
}

const onForeignKey = { code: 'BAD_REQUEST' } as const;

export const campaignGroupRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(addingGroups(parts));
    await app.register(changingGroups(parts));
    await app.register(removingGroups(parts));
  };

const addingGroups =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/campaign-groups',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'All campaign groups',
          response: answers(Type.Array(CampaignGroupRow)),
        },
      },
      () => allCampaignGroups(pool, siteId),
    );

    app.post(
      '/campaign-groups',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Add a campaign group',
          body: CampaignGroupBody,
          response: answers(CampaignGroupRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = groupRefusal(body);
        if (problem !== undefined) return refuse(reply, problem);
        const subject = randomUUID();
        const what = 'campaign-group-added';
        const about = { by: personOf(request), what, subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, (db) =>
          insertCampaignGroup(db, siteId, subject, body),
        );
        return answer(reply, added);
      },
    );
  };

const changingGroups =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.put(
      '/campaign-groups/:groupId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change a campaign group',
          description:
            'A dial session that is loaded goes on as it is; its mode and multiplier are ' +
            'changed with a command of its own.',
          params: GroupParams,
          querystring: VersionQuery,
          body: CampaignGroupBody,
          response: answers(CampaignGroupRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = groupRefusal(body);
        if (problem !== undefined) return refuse(reply, problem);
        const subject = request.params.groupId;
        const what = 'campaign-group-changed';
        const about = { by: personOf(request), what, subject, detail: body };
        const version = Number(request.query.version);
        const changed = await change(parts, { ...about, onForeignKey }, (db) =>
          updateCampaignGroup(db, siteId, subject, version, body),
        );
        return answer(reply, changed);
      },
    );
  };

const removingGroups =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId, dialer } = parts;

    app.delete(
      '/campaign-groups/:groupId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove a campaign group',
          description: 'Refused while it is loaded, or a schedule names it.',
          params: GroupParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.groupId;
        const loaded = refusal('IN_USE', 'the campaign group is loaded');
        if (dialer.sessionRow(subject) !== undefined) return refuse(reply, loaded);
        const what = 'campaign-group-removed';
        const about = { by: personOf(request), what, subject, detail: {} };
        const named = refusal('IN_USE', 'the campaign group is loaded, or a schedule names it');
        const removed = await change(parts, { ...about, onForeignKey: named }, (db) =>
          deleteCampaignGroup(db, siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };
