import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseError } from 'pg';
import { StoreFault, SwitchFault } from '../ports.ts';
import { refuse } from './answer.ts';

/** Everything that is thrown ends as a refusal by code, or as a fault that says nothing more. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error.validation !== undefined) {
    return reply.send(refuse(reply, refusal('BAD_REQUEST', whatDoesNotFit(error))));
  }
  if (error.statusCode === 413) return reply.send(refuse(reply, refusal('TOO_LARGE')));
  if (error.statusCode === 429) return reply.send(refuse(reply, refusal('TOO_MANY_TRIES')));
  if (error.statusCode !== undefined && error.statusCode < 500) {
    // Malformed JSON, a body of another type and the like; the framework's text says which.
    return reply.send(refuse(reply, refusal('BAD_REQUEST', error.message)));
  }
  if (isUnkeepable(error)) return reply.send(refuse(reply, refusal('BAD_REQUEST', UNKEEPABLE)));
  request.log.error({ err: error }, 'a request was not answered');
  if (error instanceof SwitchFault) {
    return reply.send(refuse(reply, refusal('SWITCH_UNAVAILABLE')));
  }
  if (isStoreFault(error)) return reply.send(refuse(reply, refusal('STORE_UNAVAILABLE')));
  return reply.code(500).send({ message: 'The server could not answer this request.' });
}

/** Which field, and what of it; never its value, which may be a secret. */
function whatDoesNotFit(error: FastifyError): string {
  const first = error.validation?.[0];
  const where = `${error.validationContext ?? ''}${first?.instancePath ?? ''}`;
  const unknown = first?.params.additionalProperty;
  const field = typeof unknown === 'string' ? ` (${unknown})` : '';
  return `${where} ${first?.message ?? 'does not fit'}${field}`;
}

const UNKEEPABLE = 'a text has characters that cannot be stored';

/**
 * A NUL: SQLSTATE 22021 in a text, 22P05 in JSON. Half a character in JSON is 22P02, as any text is
 * that is no JSON, or no number; only who parses JSON has met it, for ours is JSON otherwise.
 */
const isUnkeepable = (error: Error): boolean =>
  error instanceof DatabaseError &&
  (error.code === '22021' ||
    error.code === '22P05' ||
    (error.code === '22P02' && /^json_/.test(error.routine ?? '')));

/** Classes of SQLSTATE that mean the world, not our statement: see PostgreSQL, appendix A. */
const WORLD = /^(08|53|55P03|57|58)/;
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);

function isStoreFault(error: Error & { readonly code?: string }): boolean {
  if (error instanceof StoreFault) return true;
  if (error instanceof DatabaseError) return WORLD.test(error.code ?? '');
  // The driver throws plain errors for a connection that is gone.
  return LOST.has(error.code ?? '') || /connection|pool/i.test(error.message);
}
