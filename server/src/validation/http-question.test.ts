import { afterEach, beforeEach, expect, test } from 'vitest';
import { askOnce, newAgent } from './http-question.ts';
import { TestValidation } from './test-validation.ts';

let server: TestValidation;
beforeEach(async () => {
  server = await TestValidation.open();
});
afterEach(() => server.close());

/** What comes of one question with these headers. */
async function ask(signal: AbortSignal, headers = {}) {
  const url = new URL(server.url);
  const agent = newAgent(url, 1, undefined);
  const answer = await askOnce({ url, agent, headers, body: '{"a":"ü"}', signal });
  agent.destroy();
  return answer;
}

test('the question is JSON, with its length and the headers that were given', async () => {
  expect(await ask(AbortSignal.timeout(1_000), { 'x-key': 'k' })).toEqual({ said: 'dial' });
  const [asked] = server.asked;
  expect([asked?.headers['x-key'], asked?.headers['content-length'], asked?.body]).toEqual([
    'k',
    '10',
    { a: 'ü' },
  ]);
});

test('a time-out that is over already is a time-out', async () => {
  expect(await ask(AbortSignal.abort())).toEqual({ said: 'time-out' });
  expect(server.asked).toEqual([]);
});

test('names are looked up as they are told to be, over TLS too', async () => {
  const url = new URL('https://validation.example/');
  const looked: string[] = [];
  const agent = newAgent(url, 1, (name, _options, found) => {
    looked.push(name);
    found(new Error('not there'), '');
  });
  const signal = AbortSignal.timeout(1_000);
  const answer = await askOnce({ url, agent, headers: {}, body: '{}', signal });
  expect([answer, looked]).toEqual([{ said: 'error', why: 'unreachable' }, ['validation.example']]);
});
