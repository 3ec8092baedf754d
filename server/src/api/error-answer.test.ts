import Fastify from 'fastify';
import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { EpochLost, StoreFault, SwitchFault } from '../ports.ts';
import { answerError } from './error-answer.ts';

const database = (code: string, routine?: string): Error =>
  Object.assign(new DatabaseError('from the server', 1, 'error'), { code, routine });
const withCode = (code: string): Error => Object.assign(new Error('connect'), { code });

test.each<[why: string, error: Error, status: number, code: string | undefined]>([
  ['the store failing', new StoreFault('gone'), 503, 'STORE_UNAVAILABLE'],
  ['the site taken', new EpochLost('gone'), 503, 'STORE_UNAVAILABLE'],
  ['the switch failing', new SwitchFault('gone'), 503, 'SWITCH_UNAVAILABLE'],
  ['no server there', withCode('ECONNREFUSED'), 503, 'STORE_UNAVAILABLE'],
  ['a lost connection', new Error('Connection terminated unexpectedly'), 503, 'STORE_UNAVAILABLE'],
  ['a full disk', database('53100'), 503, 'STORE_UNAVAILABLE'],
  ['a server going down', database('57P01'), 503, 'STORE_UNAVAILABLE'],
  ['a NUL in a text', database('22021'), 400, 'BAD_REQUEST'],
  ['a NUL in JSON', database('22P05'), 400, 'BAD_REQUEST'],
  ['half a character in JSON', database('22P02', 'json_errsave_error'), 400, 'BAD_REQUEST'],
  ['a number that is none', database('22P02', 'pg_strtoint64_safe'), 500, undefined],
  ['a wrong statement of ours', database('42601'), 500, undefined],
  ['a bug', new Error('bug: no such thing'), 500, undefined],
  ['too many tries', Object.assign(new Error('x'), { statusCode: 429 }), 429, 'TOO_MANY_TRIES'],
  ['a large body', Object.assign(new Error('x'), { statusCode: 413 }), 413, 'TOO_LARGE'],
  ['another kind of body', Object.assign(new Error('x'), { statusCode: 415 }), 400, 'BAD_REQUEST'],
])('%s', async (_why, error, status, code) => {
  const app = Fastify();
  app.setErrorHandler(answerError);
  app.get('/', async () => {
    throw error;
  });
  const answer = await app.inject('/');
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  if (status === 500) expect(answer.body).not.toContain(error.message);
});

test('what does not fit is named, its value is not', async () => {
  const app = Fastify();
  app.setErrorHandler(answerError);
  const password = { type: 'string', minLength: 10 };
  const body = { type: 'object', properties: { password } };
  app.post('/', { schema: { body } }, async () => ({}));
  const payload = { password: 'secret' };
  const answer = await app.inject({ method: 'POST', url: '/', payload });
  expect(answer.json()).toMatchObject({
    code: 'BAD_REQUEST',
    detail: 'body/password must NOT have fewer than 10 characters',
  });
  expect(answer.body).not.toContain('secret');
});
