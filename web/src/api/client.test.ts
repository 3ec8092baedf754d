import { expect, test } from 'vitest';
import { onSignedOut, parseAnswer, RefusalError, sentenceOf } from './client.ts';

const refusalOf = (status: number, text: string): RefusalError => {
  try {
    parseAnswer(status, text);
  } catch (problem) {
    if (problem instanceof RefusalError) return problem;
  }
  throw new Error('nothing was refused');
};

test('an answer is its JSON, and nothing at all when the body is empty', () => {
  expect(parseAnswer(200, '{"a":1}')).toEqual({ a: 1 });
  expect(parseAnswer(204, '')).toBeUndefined();
});

test('a refusal is thrown with its code, sentence and detail', () => {
  const body = { code: 'NAME_TAKEN', message: 'This name is in use.', detail: 'Ana' };
  expect(refusalOf(409, JSON.stringify(body))).toMatchObject(body);
});

test('an answer that is no refusal of ours still ends as one', () => {
  expect(refusalOf(502, '<html>Bad gateway</html>').code).toBe('RESTARTING');
  expect(refusalOf(400, '{"error":"x"}').code).toBe('BAD_REQUEST');
});

test('401 tells that nobody is signed in, except for a wrong password', () => {
  let told = 0;
  const forget = onSignedOut(() => {
    told += 1;
  });
  refusalOf(401, '{"code":"SIGN_IN_FAILED","message":"The name or the password is wrong."}');
  expect(told).toBe(0);
  refusalOf(401, '{"code":"NOT_SIGNED_IN","message":"Sign in first."}');
  expect(told).toBe(1);
  forget();
  refusalOf(401, '');
  expect(told).toBe(1);
});

test('a refusal is told in its own sentence, with the detail behind it', () => {
  const plain = new RefusalError({ code: 'NAME_TAKEN', message: 'This name is in use.' });
  expect(sentenceOf(plain)).toBe('This name is in use.');
  const told = new RefusalError({ code: 'NOT_FOUND', message: 'Nothing here.', detail: 'c-7' });
  expect(sentenceOf(told)).toBe('Nothing here. (c-7)');
});

test('anything else is a matter of the network, in words without jargon', () => {
  expect(sentenceOf(new TypeError('fetch failed'))).toMatch(/^The server cannot be reached/);
});

test('a refusal keeps the time that would be allowed', () => {
  const instead = { local: '2026-12-01T08:00', zone: 'America/New_York' };
  const code = 'CALLBACK_OUTSIDE_WINDOW';
  expect(refusalOf(409, JSON.stringify({ code, message: 'No.', instead })).instead).toEqual(
    instead,
  );
});
