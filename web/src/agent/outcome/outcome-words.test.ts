import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { outcomeWords } from './outcome-words.ts';

const now = Date.parse('2026-10-05T12:00:00Z');
const phone = '+12125550142';
const zone = 'America/New_York';
const wasHeard = false;

test('a call that never became a conversation is told in one line', () => {
  const next = { type: 'next-in-chain' } as const;
  expect(
    outcomeWords({ contactName: 'Maria Keller', phone, zone, result: 'busy', next, wasHeard }, now),
  ).toBe('Busy: Maria Keller at +1 212 555 0142. The next number of this person is tried.');
  const away = { type: 'delegate', dueAt: instant(now) } as const;
  expect(
    outcomeWords({ contactName: '', phone, zone, result: 'busy', next: away, wasHeard }, now),
  ).toBe('Busy: +1 212 555 0142. Handed to another system.');
  const close = { type: 'close' } as const;
  const result = 'sit-vacant-code' as const;
  const nobody = { contactName: '', phone, zone, result, next: close, wasHeard };
  expect(outcomeWords(nobody, now)).toBe('SIT vacant code: +1 212 555 0142. No further calls.');
});

test('with the time of the next attempt', () => {
  const position = { trigger: 'result:no-answer', applied: 1 };
  const next = { type: 'redial', dueAt: instant(now + 60_000), position } as const;
  const result = 'no-answer' as const;
  const told = outcomeWords({ contactName: '', phone, zone, result, next, wasHeard }, now);
  expect(told).toMatch(
    /^No answer: \+1 212 555 0142\. Next attempt 08:01 their time( \(.+ yours\))?\.$/,
  );
});

test('an agent who heard the machine is told why the call is gone', () => {
  const next = { type: 'close' } as const;
  const result = 'answering-machine' as const;
  expect(outcomeWords({ contactName: '', phone, zone, result, next, wasHeard: true }, now)).toBe(
    'Answering machine: +1 212 555 0142. You were taken off the call. No further calls.',
  );
});

test('a record that somebody took back is told as their doing', () => {
  const next = { type: 'close' } as const;
  const result = 'cancel-record' as const;
  const told = { contactName: 'Maria Keller', phone, zone, result, next, wasHeard };
  expect(outcomeWords(told, now)).toBe(
    'Taken back: Maria Keller at +1 212 555 0142. No further calls.',
  );
});

test('a next number that waits is told with its time', () => {
  const next = { type: 'next-in-chain', dueAt: instant(now + 60_000) } as const;
  const told = outcomeWords({ contactName: '', phone, zone, result: 'busy', next, wasHeard }, now);
  expect(told).toMatch(/The next number of this person is tried 08:01 their time( \(.+\))?\.$/);
});
