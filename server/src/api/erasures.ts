import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  ErasureBody,
  ErasurePreview,
  ErasurePreviewBody,
  ErasureRow,
  ErasureRows,
} from '@outpace/protocol/erasures.ts';
import type { FastifyBaseLogger } from 'fastify';
import { type ErasureParts, erasePerson, previewErasure } from '../jobs/erasure.ts';
import { erasureRows } from '../store/erasures.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { keyOf } from './suppression-keys.ts';

const tags = ['Erasure'];

/** Persons who ask to be forgotten. Numbers travel in bodies: no log of addresses keeps them. */
export const erasureRoutes =
  ({ pool, siteId, recordings, dialer }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const partsOf = (log: FastifyBaseLogger): ErasureParts => ({
      ...{ pool, siteId, recordings, dialer },
      onFault: (err) => log.warn({ err }, 'a recording was not removed'),
    });

    app.post(
      '/erasure-previews',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'What is known of one person, and what was erased of them before',
          description:
            'By a number or a customer id, over all calling lists: with the chains of the number ' +
            'those of the same customers. Changes nothing. A search of every text of the site ' +
            'says where the person is found.',
          body: ErasurePreviewBody,
          response: answers(ErasurePreview),
        },
      },
      async (request, reply) => {
        const asked = keyOf(request.body.person);
        if (!asked.ok) return refuse(reply, asked.problem);
        return previewErasure(partsOf(request.log), asked.value);
      },
    );

    app.post(
      '/erasures',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Erase one person for good',
          description:
            'Persons, numbers, fields, notes, recordings, and whatever else names them. Attempts ' +
            'and interactions stay as counts without a number. Answers with the proof, after a ' +
            'search of every text of the site. Who waits to be called next is taken out of the ' +
            'buffer; refused while somebody works on the person.',
          body: ErasureBody,
          response: answers(ErasureRow),
        },
      },
      async (request, reply) => {
        const { person, reference, keepSuppressed = true } = request.body;
        const asked = keyOf(person);
        if (!asked.ok) return refuse(reply, asked.problem);
        const { userId: by } = personOf(request);
        const order = { asked: asked.value, reference, keepSuppressed, by };
        return answer(reply, await erasePerson(partsOf(request.log), order));
      },
    );

    app.get(
      '/erasures',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'The proofs of erasures, the newest hundred',
          response: answers(ErasureRows),
        },
      },
      () => erasureRows(pool, siteId),
    );
  };
