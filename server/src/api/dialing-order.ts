import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { must } from '@outpace/engine/basics/assert.ts';
import { type CampaignGroupId, commandId } from '@outpace/engine/basics/ids.ts';
import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import {
  CampaignOrderBody,
  DialingOrderRows,
  PrioritiesBody,
} from '@outpace/protocol/dialing-order.ts';
import type { RefusalBody } from '@outpace/protocol/refusals.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import type { FastifyReply } from 'fastify';
import {
  dialingOrders,
  setCampaignOrder,
  setGroupPriorities,
  setSitePriorities,
} from '../store/dialing-orders.ts';
import type { Queryable } from '../store/queryable.ts';
import type { Outcome } from '../store/transaction.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf, type SignedIn } from './auth.ts';
import { change } from './configuration.ts';
import { GroupParams, VersionQuery } from './route-schemas.ts';

const tags = ['Dialing order'];
const what = 'dialing-order-changed';
const onForeignKey = { code: 'IN_USE' } as const;
const response = answers(DialingOrderRows);
const LIVE = 'Loaded campaign groups call in the new order from their next record on.';

/** In what order campaign groups call; changed while they run. */
export const dialingOrderRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/dialing-order',
      {
        ...requires('supervisor'),
        schema: { tags, summary: 'Priorities and weights of every level', response },
      },
      () => dialingOrders(pool, siteId),
    );

    app.put(
      '/dialing-order/site',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Set the priorities of the site',
          description: `${LIVE} A campaign and a group may say otherwise for themselves.`,
          body: PrioritiesBody,
          response,
        },
      },
      (request, reply) => {
        const { priorities } = request.body;
        const order = { by: personOf(request), subject: siteId, detail: request.body };
        return changeOrder(parts, reply, order, (db) => setSitePriorities(db, siteId, priorities));
      },
    );

    await app.register(campaignOrderRoutes(parts));
    await app.register(groupOrderRoutes(parts));
  };

const campaignOrderRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.put(
      '/dialing-order/campaigns/:campaignId',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Set the priorities of a campaign and the weights of its lists',
          description: `${LIVE} One list at least must have a weight above 0.`,
          params: closed({ campaignId: id() }),
          querystring: VersionQuery,
          body: CampaignOrderBody,
          response,
        },
      },
      (request, reply) => {
        const { campaignId: subject } = request.params;
        const version = Number(request.query.version);
        const order = { by: personOf(request), subject, detail: request.body };
        return changeOrder(parts, reply, order, (db) =>
          setCampaignOrder(db, parts.siteId, subject, version, request.body),
        );
      },
    );
  };

const groupOrderRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.put(
      '/dialing-order/campaign-groups/:groupId',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Set the priorities of a campaign group',
          description: LIVE,
          params: GroupParams,
          body: PrioritiesBody,
          response,
        },
      },
      (request, reply) => {
        const { groupId: subject } = request.params;
        const { priorities } = request.body;
        const order = { by: personOf(request), subject, detail: request.body };
        return changeOrder(parts, reply, order, (db) =>
          setGroupPriorities(db, parts.siteId, subject, priorities),
        );
      },
    );
  };

type OrderChange = {
  readonly by: SignedIn;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Saved first; then every loaded group that it concerns is told. */
async function changeOrder(
  parts: ApiParts,
  reply: FastifyReply,
  order: OrderChange,
  write: (db: Queryable) => Promise<Outcome<readonly CampaignGroupId[]>>,
): Promise<DialingOrderRows | RefusalBody> {
  const changed = await change(parts, { ...order, what, onForeignKey }, write);
  if (!changed.ok) return refuse(reply, changed.problem);
  for (const groupId of changed.value) {
    const problem = await tell(parts, order.by, groupId);
    if (problem !== undefined) return refuse(reply, problem);
  }
  return dialingOrders(parts.pool, parts.siteId);
}

/** A group that is not loaded, or on its way out, reads what is saved when it is loaded next. */
async function tell(
  { dialer, plans }: ApiParts,
  by: SignedIn,
  groupId: CampaignGroupId,
): Promise<Refusal | undefined> {
  if (dialer.sessionRow(groupId) === undefined) return undefined;
  const plan = must(await plans.plan(groupId), `the plan of ${groupId}`);
  const told = await dialer.supervisorCommand(by.userId, commandId(randomUUID()), {
    type: 'change-order',
    groupId,
    priorities: plan.priorities ?? USUAL_PRIORITIES,
    weights: plan.lists,
  });
  const isGone = !told.ok && ['GROUP_NOT_LOADED', 'SESSION_UNLOADING'].includes(told.problem.code);
  return told.ok || isGone ? undefined : told.problem;
}
