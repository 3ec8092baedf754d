import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ok } from '@outpace/engine/basics/result.ts';
import { AgentGroupBody, AgentGroupRow } from '@outpace/protocol/people.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import {
  allAgentGroups,
  deleteAgentGroup,
  insertAgentGroup,
  updateAgentGroup,
} from '../store/agent-groups.ts';
import { requires } from './access.ts';
import { answer, answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { NOTHING, VersionQuery } from './route-schemas.ts';

const tags = ['Agent groups'];
const AgentGroupParams = closed({ agentGroupId: id() });
/** The only reference that a group makes is to its members. */
const onForeignKey = { code: 'BAD_REQUEST', detail: 'a member is no user' } as const;

export const agentGroupRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(addingGroups(parts));
    await app.register(changingGroups(parts));
  };

const addingGroups =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/agent-groups',
      {
        ...requires('supervisor'),
        schema: { tags, summary: 'All agent groups', response: answers(Type.Array(AgentGroupRow)) },
      },
      () => allAgentGroups(pool, siteId),
    );

    app.post(
      '/agent-groups',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Add an agent group',
          body: AgentGroupBody,
          response: answers(AgentGroupRow),
        },
      },
      async (request, reply) => {
        const subject = randomUUID();
        const { body } = request;
        const about = { by: personOf(request), what: 'agent-group-added', subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, async (db) =>
          ok(await insertAgentGroup(db, siteId, subject, body)),
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
      '/agent-groups/:agentGroupId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change an agent group',
          description: 'An agent who is logged on works for the new groups from the next log-on.',
          params: AgentGroupParams,
          querystring: VersionQuery,
          body: AgentGroupBody,
          response: answers(AgentGroupRow),
        },
      },
      async (request, reply) => {
        const subject = request.params.agentGroupId;
        const { body } = request;
        const about = { by: personOf(request), what: 'agent-group-changed', subject, detail: body };
        const version = Number(request.query.version);
        const changed = await change(parts, { ...about, onForeignKey }, (db) =>
          updateAgentGroup(db, siteId, subject, version, body),
        );
        return answer(reply, changed);
      },
    );

    app.delete(
      '/agent-groups/:agentGroupId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove an agent group',
          description: 'Refused while a campaign group is bound to it.',
          params: AgentGroupParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.agentGroupId;
        const about = { by: personOf(request), what: 'agent-group-removed', subject, detail: {} };
        const inUse = { code: 'IN_USE', detail: 'by a campaign group' } as const;
        const removed = await change(parts, { ...about, onForeignKey: inUse }, (db) =>
          deleteAgentGroup(db, siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };
