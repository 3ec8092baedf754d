import { REFUSALS, refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { answer, answers, refusalBody, refuse, statusOf } from './answer.ts';

test('a value goes out as it is', () => {
  const reply = { statusCode: 200 };
  expect(answer(reply, ok({ a: 1 }))).toEqual({ a: 1 });
  expect(reply.statusCode).toBe(200);
});

test('a refusal goes out with its status, sentence and detail', () => {
  const reply = { statusCode: 200 };
  expect(answer(reply, fail(refusal('NAME_TAKEN')))).toEqual({
    code: 'NAME_TAKEN',
    message: REFUSALS.NAME_TAKEN,
  });
  expect(reply.statusCode).toBe(409);
  expect(refuse(reply, refusal('NOT_FOUND', 'x1'))).toEqual(
    refusalBody(refusal('NOT_FOUND', 'x1')),
  );
  expect(reply.statusCode).toBe(404);
});

test('what is not listed is a conflict with the state of things', () => {
  expect(statusOf({ code: 'GROUP_NOT_LOADED' })).toBe(409);
  expect(statusOf({ code: 'TOO_MANY_TRIES' })).toBe(429);
});

test('every route says that it may refuse', () => {
  expect(Object.keys(answers(Type.Null())).toSorted()).toEqual(['200', '4xx', '5xx']);
});

test('a refusal says what would be allowed instead, where it knows', () => {
  const instead = { local: '2026-12-01T08:00', zone: 'UTC', reading: undefined };
  expect(refusalBody({ code: 'CALLBACK_IN_PAST', instead })).toEqual({
    code: 'CALLBACK_IN_PAST',
    message: 'This time has passed.',
    instead,
  });
});
