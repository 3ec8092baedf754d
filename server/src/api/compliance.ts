import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import {
  AttemptEvidence,
  AttemptRow,
  AttemptsQuery,
  ProfileRow,
} from '@outpace/protocol/compliance.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { attemptEvidence, attemptsOn } from '../store/evidence.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { profileRows } from './profile-rows.ts';

const tags = ['Compliance'];

export const complianceRoutes =
  ({ pool, siteId, dialer }: Pick<ApiParts, 'pool' | 'siteId' | 'dialer'>) =>
  async (app: Parameters<FastifyPluginAsyncTypebox>[0]): Promise<void> => {
    app.get(
      '/compliance/profiles',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'The laws that a campaign can name',
          description:
            'Data with the day it came into force and where it stands, not advice. Of one law ' +
            'the newest comes first; what an attempt was asked keeps the version of its data.',
          response: answers(Type.Array(ProfileRow)),
        },
      },
      async () => profileRows(dialer.now()),
    );

    app.get(
      '/attempts',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'The attempts on a number',
          description: 'The newest first, at most a hundred; each has its evidence.',
          querystring: AttemptsQuery,
          response: answers(Type.Array(AttemptRow)),
        },
      },
      async (request, reply) => {
        const { phone: typed } = request.query;
        const phone = parsePhoneNumber(typed);
        if (!phone.ok) return refuse(reply, refusal('NUMBER_INVALID', typed));
        return attemptsOn(pool, siteId, phone.value);
      },
    );

    app.get(
      '/attempts/:attemptId/evidence',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Why an attempt was allowed',
          description:
            'Every rule that was asked at the instant of dialing, what it was asked, what it ' +
            'said, and the version of its data; kept with the attempt and never changed.',
          params: closed({ attemptId: id<AttemptId>() }),
          response: answers(AttemptEvidence),
        },
      },
      async (request, reply) => {
        const found = await attemptEvidence(pool, siteId, request.params.attemptId);
        return found ?? refuse(reply, refusal('ATTEMPT_NOT_FOUND'));
      },
    );
  };
