import { expect, test } from 'vitest';
import { parseAriAnswer, parseAriMessage, parseJson } from './parse-ari-message.ts';

const event = { application: 'outpace-main', timestamp: '2026-01-05T09:00:00.000+0000' };

test('an event that somebody listens to is read, whatever else it holds', () => {
  const text = JSON.stringify({ ...event, type: 'ApplicationReplaced', asterisk_id: 'x' });
  expect(parseAriMessage(text)).toMatchObject({
    of: 'event',
    event: { type: 'ApplicationReplaced', application: 'outpace-main' },
  });
});

test('events of no interest are left alone', () => {
  expect(parseAriMessage(JSON.stringify({ ...event, type: 'DeviceStateChanged' }))).toBeUndefined();
});

test('an answer is read', () => {
  const answer = { type: 'RESTResponse', request_id: '7', status_code: 204 };
  expect(parseAriMessage(JSON.stringify(answer))).toEqual({ of: 'answer', answer });
});

test.each([
  ['not JSON at all', 'hello', 'no type'],
  ['a list', '[]', 'no type'],
  ['an event without its channel', JSON.stringify({ ...event, type: 'StasisEnd' }), 'StasisEnd'],
  ['an answer without a number', '{"type":"RESTResponse"}', 'RESTResponse'],
])('%s is nonsense', (_what, text, type) => {
  expect(parseAriMessage(text)).toEqual({ of: 'nonsense', type });
});

test('an answer is what the request gives, or nothing that can be used', () => {
  expect(parseAriAnswer('ping', { ping: 'pong' })).toEqual({ value: { ping: 'pong' } });
  expect(parseAriAnswer('ping', { pong: 'ping' })).toBeUndefined();
  expect(parseAriAnswer('hangUp', '')).toEqual({ value: undefined });
});

test('text that is not JSON stays text', () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  expect(parseJson('<html>')).toBe('<html>');
});
