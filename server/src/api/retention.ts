import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { RetentionBody, RetentionRow } from '@outpace/protocol/retention.ts';
import { retentionRow, setRetention } from '../store/retention.ts';
import { requires } from './access.ts';
import { answer, answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { VersionQuery } from './route-schemas.ts';

const tags = ['Retention'];
const response = answers(RetentionRow);

/** For how long the site keeps what has happened. */
export const retentionRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/retention',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'How long things are kept, and what was last removed',
          description:
            'Of each campaign for how long its attempts are really kept: what its law wants, ' +
            'what a limit of any campaign still counts, and over what abandoned calls are ' +
            'measured is kept whatever the site says; so is what was said to somebody who was ' +
            'promised a call.',
          response,
        },
      },
      () => retentionRow(pool, siteId),
    );

    app.put(
      '/retention',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Say how long things are kept',
          description:
            'What is older is removed within the next hours, for good, and a few rows at a time. ' +
            'People and numbers of calling lists are not: they go with their list.',
          querystring: VersionQuery,
          body: RetentionBody,
          response,
        },
      },
      async (request, reply) => {
        const { body } = request;
        const by = personOf(request);
        const about = { by, what: 'retention-changed', subject: siteId, detail: body };
        const version = Number(request.query.version);
        const changed = await change(parts, { ...about, onForeignKey: { code: 'IN_USE' } }, (db) =>
          setRetention(db, siteId, version, body),
        );
        return answer(reply, changed);
      },
    );
  };
