import { instant } from '@outpace/engine/basics/time.ts';
import type { Consequence } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { consequenceWords, theirTime } from './consequence-words.ts';

const at = (text: string) => instant(Date.parse(text));
const now = at('2026-10-05T16:00:00Z');
const phone = '+12125550142';

test.each<[why: string, consequence: Consequence, words: string]>([
  ['the end', { type: 'closed' }, 'closed, no further calls.'],
  [
    'another number',
    { type: 'next-in-chain', phone, zone: 'America/New_York', dueAt: undefined },
    'the next number of this person is called, +1 212 555 0142.',
  ],
  ['one number', { type: 'blocked-number', phone }, '+1 212 555 0142 is never called again.'],
  ['one person', { type: 'blocked-person', numbers: 1 }, 'this person is never called again.'],
  [
    'a person with numbers',
    { type: 'blocked-person', numbers: 3 },
    'this person is never called again, on any of 3 numbers.',
  ],
])('%s', (_why, consequence, words) => {
  expect(consequenceWords(consequence, now)).toBe(words);
});

test('a redial is told in the time of the contact first', () => {
  const dueAt = at('2026-10-05T18:30:00Z');
  const redial: Consequence = { type: 'redial', phone, dueAt, zone: 'America/New_York' };
  expect(consequenceWords(redial, now)).toMatch(
    /^called again 14:30 their time( \(.+ yours\))?, at \+1 212 555 0142\.$/,
  );
});

test('who is delegated comes back by itself', () => {
  const dueAt = at('2026-10-05T18:30:00Z');
  const delegated: Consequence = { type: 'delegated', dueAt, zone: 'America/New_York' };
  expect(consequenceWords(delegated, now)).toMatch(
    /^handed to another system, until 14:30 their time( \(.+\))? at the latest\.$/,
  );
});

test('another number may have to wait for its time', () => {
  const dueAt = at('2026-10-05T18:30:00Z');
  const next: Consequence = { type: 'next-in-chain', phone, dueAt, zone: 'America/New_York' };
  expect(consequenceWords(next, now)).toMatch(
    /^the next number of this person is called 14:30 their time( \(.+\))?, \+1 212 555 0142\.$/,
  );
});

test('the own time is left out where clocks agree', () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(theirTime(now, now, here)).toMatch(/^\d\d:\d\d their time$/);
  const shown = [theirTime(now, now, 'Asia/Tokyo'), theirTime(now, now, 'America/New_York')];
  expect(shown.some((words) => words.endsWith('yours)'))).toBe(true);
});
