import type { WebhookDeliveryRow, WebhookReceiverRow } from '@outpace/protocol/webhooks.ts';
import { WEBHOOK_EVENTS } from '@outpace/protocol/webhooks.ts';
import { expect, test } from 'vitest';
import {
  answerWords,
  EVENT_CHOICES,
  eventWords,
  receiverLine,
  stateWords,
} from './webhook-words.ts';

const receiver: WebhookReceiverRow = {
  id: 'w',
  version: 1,
  name: 'CRM',
  url: 'https://example.com/hook',
  events: ['attempt-ended'],
  enabled: true,
  addedAt: '2026-12-01T10:00:00.000Z',
  waiting: 0,
  failed: 0,
};
const delivery: WebhookDeliveryRow = {
  id: 'd',
  event: 'attempt-ended',
  state: 'waiting',
  addedAt: '2026-12-01T10:00:00.000Z',
  tries: 0,
  nextTryAt: '2026-12-01T10:00:10.000Z',
  triedAt: null,
  status: null,
  answer: null,
};
const now = Date.parse('2026-12-01T10:00:00.000Z');

test('every event can be chosen, and has a word', () => {
  expect(EVENT_CHOICES.map(({ value }) => value)).toEqual(WEBHOOK_EVENTS);
  expect(WEBHOOK_EVENTS.map(eventWords)).toEqual(['Attempt ended', 'Delegated']);
});

test.each<[part: Partial<WebhookReceiverRow>, line: string]>([
  [{}, 'everything delivered'],
  [{ enabled: false }, 'not enabled'],
  [{ waiting: 3, failed: 1 }, '3 waiting · 1 failed'],
])('a receiver with %o: %s', (part, line) => {
  expect(receiverLine({ ...receiver, ...part })).toBe(line);
});

test.each<[part: Partial<WebhookDeliveryRow>, words: RegExp]>([
  [{}, /^Waiting$/],
  [{ tries: 1 }, /^Waiting after 1 try, next \d\d:\d\d$/],
  [{ state: 'delivered', tries: 1 }, /^Delivered$/],
  [{ state: 'delivered', tries: 4 }, /^Delivered after 4 tries$/],
  [{ state: 'failed', tries: 31 }, /^Failed after 31 tries$/],
])('a delivery with %o: %s', (part, words) => {
  expect(stateWords({ ...delivery, ...part }, now)).toMatch(words);
});

test.each<[part: Partial<WebhookDeliveryRow>, words: string]>([
  [{}, '–'],
  [{ status: 204, answer: '' }, '204'],
  [{ status: 503, answer: 'busy' }, '503 busy'],
  [{ answer: 'no answer in time' }, 'no answer in time'],
])('an answer with %o: %s', (part, words) => {
  expect(answerWords({ ...delivery, ...part })).toBe(words);
});
