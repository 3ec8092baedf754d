import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { after, earlier, instant, later, millis } from '@outpace/engine/basics/time.ts';
import {
  CommandAnswer,
  DialSessions,
  LoadBody,
  ModeBody,
  StartBody,
  TargetBody,
} from '@outpace/protocol/dial-sessions.ts';
import { DecisionsQuery, PacingDecisions } from '@outpace/protocol/pacing.ts';
import { DECISIONS_KEPT_MS, thinnedRows } from '../dialer/decision-log.ts';
import { keptDecisions } from '../store/kept-decisions.ts';
import { requires } from './access.ts';
import { answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { GroupParams, IdempotencyHeaders } from './route-schemas.ts';
import { onSupervisorRequest } from './supervisor-command.ts';

const tags = ['Dial sessions'];

/** Commands that need nothing but the group, and what they do in one sentence. */
const PLAIN = {
  stop: 'No new attempts; calls that are up go on. The session stays loaded.',
  unload: 'Waits for what is still open, then forgets the session. Refused while running.',
  'force-unload': 'Unloads without waiting: open records are written back as they are.',
  complete: 'Stops if it is running, then unloads.',
} as const;

export const dialSessionRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(seeing(parts));
    await app.register(commanding(parts));
    await app.register(pacing(parts));
  };

/** What every command has in common. */
const common = {
  tags,
  params: GroupParams,
  headers: IdempotencyHeaders,
  response: answers(CommandAnswer),
};

const seeing =
  ({ dialer, pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/dial-sessions',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'All dial sessions and agents as they are now',
          response: answers(DialSessions),
        },
      },
      async () => ({
        now: dialer.now(),
        sessions: [...dialer.sessionRows()],
        agents: [...dialer.agentRows()],
      }),
    );

    app.get(
      '/dial-sessions/:groupId/decisions',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Why a group dialed as much as it did',
          description:
            'Its pacing decisions of the last 24 hours. None for a group that has not dialed. Of ' +
            'a process that was killed the last ten seconds may be missing.',
          params: GroupParams,
          querystring: DecisionsQuery,
          response: answers(PacingDecisions),
        },
      },
      async ({ params, query }) => {
        const { groupId } = params;
        const now = dialer.now();
        const from = later(
          instant(Number(query.from ?? 0)),
          after(now, millis(-DECISIONS_KEPT_MS)),
        );
        const to = query.to === undefined ? now : instant(Number(query.to));
        const since = dialer.decidesSince;
        const before = { from, to: earlier(to, after(since, millis(-1))) };
        const kept = from < since ? await keptDecisions(pool, siteId, groupId, before) : [];
        return { rows: [...thinnedRows(kept, now), ...dialer.decisions(groupId, from, to)] };
      },
    );
  };

const commanding =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/dial-sessions/:groupId/load',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Load a campaign group',
          description: 'With the campaign as it is saved now. Nothing is dialed before `start`.',
          body: LoadBody,
        },
      },
      (request, reply) => {
        const { groupId } = request.params;
        const { autoComplete } = request.body;
        return onSupervisorRequest(parts, request, reply, { type: 'load', groupId, autoComplete });
      },
    );

    app.post(
      '/dial-sessions/:groupId/start',
      {
        ...requires('supervisor'),
        schema: { ...common, summary: 'Start dialing', body: StartBody },
      },
      (request, reply) => {
        const { groupId } = request.params;
        return onSupervisorRequest(parts, request, reply, {
          type: 'start',
          groupId,
          ...request.body,
        });
      },
    );

    for (const type of ['stop', 'unload', 'force-unload', 'complete'] as const) {
      app.post(
        `/dial-sessions/:groupId/${type}`,
        { ...requires('supervisor'), schema: { ...common, summary: PLAIN[type] } },
        (request, reply) => {
          const { groupId } = request.params;
          return onSupervisorRequest(parts, request, reply, { type, groupId });
        },
      );
    }
  };

/** How a loaded group paces; both take effect at the next decision. */
const pacing =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/dial-sessions/:groupId/mode',
      {
        ...requires('supervisor'),
        schema: { ...common, summary: 'Set mode and multiplier', body: ModeBody },
      },
      (request, reply) => {
        const { groupId } = request.params;
        return onSupervisorRequest(parts, request, reply, {
          type: 'set-mode',
          groupId,
          ...request.body,
        });
      },
    );

    app.post(
      '/dial-sessions/:groupId/target',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Set what predictive pacing aims at',
          description:
            'From the next decision on, and kept over a restart. The campaign’s limit of ' +
            'abandoned calls holds over every target. Refusals: `GROUP_NOT_LOADED`, ' +
            '`SESSION_UNLOADING`, `INVALID_PARAMETER`.',
          body: TargetBody,
        },
      },
      (request, reply) => {
        const { groupId } = request.params;
        const { target } = request.body;
        return onSupervisorRequest(parts, request, reply, { type: 'set-target', groupId, target });
      },
    );
  };
