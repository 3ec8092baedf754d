import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId, type ChainId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { earlier, type Instant } from '@outpace/engine/basics/time.ts';
import { standingOf, standsUntil } from '@outpace/engine/calling-lists/callback.ts';
import type { CallbackChange } from '@outpace/engine/campaigns/callback-change.ts';
import {
  CallbackAgents,
  CallbackList,
  CallbackWishBody,
  HandOverBody,
} from '@outpace/protocol/callbacks.ts';
import { CommandAnswer as Answer, type CommandAnswer } from '@outpace/protocol/dial-sessions.ts';
import type { RefusalBody } from '@outpace/protocol/refusals.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  agentsOfGroup,
  callbacksOfAgent,
  callbacksOfSite,
  promisingGroup,
  type StoredCallback,
} from '../store/callbacks.ts';
import { requires } from './access.ts';
import { callbackWish } from './agent-command.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { ownRequestedId } from './command-id.ts';
import { ChainParams, IdempotencyHeaders } from './route-schemas.ts';

const tags = ['Callbacks'];

export const callbackRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(seeing(parts));
    await app.register(changing(parts));
  };

const seeing =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/my-callbacks',
      {
        ...requires('agent'),
        schema: {
          tags,
          summary: 'What I have promised and not kept yet',
          description: 'Due, overdue and missed; a missed callback stays until it is settled.',
          response: answers(CallbackList),
        },
      },
      async (request) => {
        const me = agentId(personOf(request).userId);
        return listOf(parts, await callbacksOfAgent(pool, siteId, me));
      },
    );

    app.get(
      '/callbacks',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'What anybody of the site has promised',
          response: answers(CallbackList),
        },
      },
      async () => listOf(parts, await callbacksOfSite(pool, siteId)),
    );

    app.get(
      '/callbacks/:chainId/agents',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'To whom a callback may be handed',
          params: ChainParams,
          response: answers(CallbackAgents),
        },
      },
      async (request, reply) => {
        const groupId = await promisingGroup(pool, siteId, request.params.chainId);
        if (groupId === undefined) return refuse(reply, refusal('CALLBACK_GONE'));
        return { agents: [...(await agentsOfGroup(pool, siteId, groupId))] };
      },
    );
  };

const changing =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    /** What every change has in common; whose it may be, the engine says. */
    const common = {
      tags,
      params: ChainParams,
      headers: IdempotencyHeaders,
      response: answers(Answer),
    };

    app.post(
      '/callbacks/:chainId/move',
      {
        ...requires('anyone'),
        schema: {
          ...common,
          summary: 'Promise another time, number or kind',
          description:
            'Checked as when it was first promised. A time that is refused comes with the next ' +
            'one that is allowed, as `instead`. An agent may change what they have promised.',
          body: CallbackWishBody,
        },
      },
      (request, reply) => {
        const wish = callbackWish(request.body);
        if (!wish.ok) return refuse(reply, wish.problem);
        return change(parts, request, reply, { type: 'move', wish: wish.value });
      },
    );

    app.post(
      '/callbacks/:chainId/hand-over',
      {
        ...requires('anyone'),
        schema: {
          ...common,
          summary: 'Hand a callback to an agent of the campaign, or to the campaign',
          description: 'At the time that was promised, also when it has passed.',
          body: HandOverBody,
        },
      },
      (request, reply) => {
        const to = request.body.to ?? undefined;
        return change(parts, request, reply, { type: 'hand-over', to });
      },
    );

    app.post(
      '/callbacks/:chainId/cancel',
      {
        ...requires('anyone'),
        schema: {
          ...common,
          summary: 'Give a callback up',
          description: 'The person is not called any more for this campaign.',
        },
      },
      (request, reply) => change(parts, request, reply, { type: 'cancel' }),
    );
  };

function listOf({ dialer }: ApiParts, stored: readonly StoredCallback[]): CallbackList {
  const at = dialer.now();
  const changes = stored.flatMap(({ dueAt, rules }) => standsUntil(dueAt, rules, at) ?? []);
  return {
    callbacks: stored.map(({ rules, ...callback }) => ({
      ...callback,
      standing: standingOf(callback.dueAt, rules, at),
      isWorkedOn: dialer.isWorkedOn(callback.chainId),
    })),
    changesAt: changes.length === 0 ? null : changes.reduce<Instant>(earlier, changes[0] ?? at),
  };
}

type Request = Pick<FastifyRequest, 'headers'> &
  Parameters<typeof personOf>[0] & { readonly params: { readonly chainId: ChainId } };

async function change(
  { pool, siteId, plans, dialer }: ApiParts,
  request: Request,
  reply: Pick<FastifyReply, 'statusCode'>,
  wanted: CallbackChange,
): Promise<CommandAnswer | RefusalBody> {
  const { chainId } = request.params;
  const { role, userId } = personOf(request);
  const groupId = await promisingGroup(pool, siteId, chainId);
  const plan = groupId === undefined ? undefined : await plans.plan(groupId);
  const agents = groupId === undefined ? [] : await agentsOfGroup(pool, siteId, groupId);
  const outcome = await dialer.chainCommand(userId, ownRequestedId(userId, request), {
    type: 'change-callback',
    chainId,
    change: wanted,
    owner: role === 'agent' ? agentId(userId) : undefined,
    plan,
    members: agents.map((each) => each.agentId),
  });
  return answer(reply, outcome);
}
