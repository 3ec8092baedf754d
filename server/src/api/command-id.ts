import { randomUUID } from 'node:crypto';
import { type CommandId, commandId } from '@outpace/engine/basics/ids.ts';
import type { FastifyRequest } from 'fastify';

/**
 * The id under which the dialer remembers the answer. A client makes its ids alone, and one may
 * count them: so two persons who take the same id have given two commands.
 */
export const ownCommandId = (userId: string, id: CommandId): CommandId =>
  commandId(`${userId}/${id}`);

/** Over REST the `Idempotency-Key`; without one each request is a new command. */
export function requestedId({ headers }: Pick<FastifyRequest, 'headers'>): CommandId {
  const key = headers['idempotency-key'];
  return commandId(typeof key === 'string' ? key : randomUUID());
}

/** What a request's answer is remembered under. */
export const ownRequestedId = (
  userId: string,
  request: Pick<FastifyRequest, 'headers'>,
): CommandId => ownCommandId(userId, requestedId(request));
