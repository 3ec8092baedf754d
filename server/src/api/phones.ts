import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { BrowserPhoneSettings } from '@outpace/protocol/phones.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';

export const phoneRoutes =
  ({ phones }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/phone',
      {
        ...requires('agent'),
        schema: {
          tags: ['Phones'],
          summary: 'What the phone in my browser signs in with',
          description:
            'Made for this sign-in and closed with it. `NO_PHONES` where the switch has none in ' +
            'the browser, as the simulated carrier.',
          response: answers(BrowserPhoneSettings),
        },
      },
      async (request, reply) => {
        if (phones === undefined) return refuse(reply, refusal('NO_PHONES'));
        // It holds a password: nothing on the way may keep it.
        reply.header('cache-control', 'no-store');
        return phones.accounts.open(personOf(request));
      },
    );
  };
