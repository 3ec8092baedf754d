import { randomUUID } from 'node:crypto';
import { type CommandId, commandId } from '@outpace/engine/basics/ids.ts';
import type { FastifyRequest } from 'fastify';

/** Without an `Idempotency-Key` each request is a new command. */
export function commandIdOf({ headers }: Pick<FastifyRequest, 'headers'>): CommandId {
  const key = headers['idempotency-key'];
  return commandId(typeof key === 'string' ? key : randomUUID());
}
