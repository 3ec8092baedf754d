import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { CampaignRow } from '@outpace/protocol/campaigns.ts';
import { CampaignRulesBody } from '@outpace/protocol/compliance.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { campaignRow, updateCampaign } from '../store/campaigns.ts';
import { requires } from './access.ts';
import { answer, answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { noteLooser } from './loosened.ts';
import { VersionQuery } from './route-schemas.ts';
import { checkRules } from './rules-check.ts';

/** The rules of a campaign alone, which a supervisor may tighten. */
export const campaignRulesRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId, dialer } = parts;

    app.put(
      '/campaigns/:campaignId/rules',
      {
        ...requires('supervisor'),
        schema: {
          tags: ['Compliance'],
          summary: 'Change the rules of a campaign',
          description:
            'A supervisor may tighten them; whatever is looser than before is an ' +
            'administrator’s to decide and is noted in the audit trail. Looser than the law that ' +
            'is named they are only with a reason. A loaded campaign group keeps the rules it ' +
            'was loaded with.',
          params: closed({ campaignId: id() }),
          querystring: VersionQuery,
          body: CampaignRulesBody,
          response: answers(CampaignRow),
        },
      },
      async (request, reply) => {
        const { campaignId: subject } = request.params;
        const by = personOf(request);
        const version = Number(request.query.version);
        const about = { by, what: 'campaign-rules-changed', subject, detail: request.body };
        const onForeignKey = { code: 'IN_USE' } as const;
        const changed = await change(parts, { ...about, onForeignKey }, async (db) => {
          const row = await campaignRow(db, siteId, subject);
          if (row === undefined) return fail(refusal('CAMPAIGN_NOT_FOUND'));
          const { id: _id, version: _version, ...body } = row;
          const settings = { ...body.settings, rules: request.body };
          const { problem, looser } = checkRules(body.settings, settings, dialer.now());
          if (problem !== undefined) return fail(problem);
          if (looser.length > 0 && by.role !== 'administrator') {
            return fail(refusal('COMPLIANCE_LOOSENED', looser.join('; ')));
          }
          await noteLooser(db, siteId, { by, subject, looser, settings });
          return updateCampaign(db, siteId, subject, version, { ...body, settings });
        });
        return answer(reply, changed);
      },
    );
  };
