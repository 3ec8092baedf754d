import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { minutes } from '@outpace/engine/basics/time.ts';
import { CampaignSeries } from '@outpace/protocol/reports.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { campaignSeries } from '../store/reports.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';

/** A month with its longest day, so that the legal window of 30 days fits. */
const MINUTES_MAX = 31 * 24 * 60;

const SeriesQuery = closed({
  groupId: id<CampaignGroupId>(),
  minutes: Type.String({
    pattern: '^[1-9][0-9]{0,4}$',
    description: `How far back, 1..${MINUTES_MAX}`,
  }),
});

export const reportRoutes =
  ({ pool, siteId, dialer }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/reports/campaign-series',
      {
        ...requires('supervisor'),
        schema: {
          tags: ['Reports'],
          summary: 'Attempts, contacts and abandoned calls over time',
          description: 'At most 121 rows; the width of a row follows from how far back one looks.',
          querystring: SeriesQuery,
          response: answers(CampaignSeries),
        },
      },
      async (request, reply) => {
        const { groupId } = request.query;
        const back = Number(request.query.minutes);
        if (back > MINUTES_MAX) return refuse(reply, refusal('BAD_REQUEST', 'minutes'));
        const span = { until: dialer.now(), lengthMs: minutes(back) };
        const series = await campaignSeries(pool, siteId, groupId, span);
        return series ?? refuse(reply, refusal('CAMPAIGN_GROUP_NOT_FOUND', groupId));
      },
    );
  };
