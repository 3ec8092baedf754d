import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { callbackWords } from './callback-words.ts';

const now = Date.parse('2026-11-30T15:02Z');
const dueAt = instant(Date.parse('2026-11-30T15:00Z'));
const zone = 'America/New_York';

test.each([
  ['personal', true, 'promised by you for 10:00 their time'],
  ['personal', false, 'promised by a colleague who is away for 10:00 their time'],
  ['campaign', false, 'promised for 10:00 their time'],
] as const)('a %s callback, mine: %s', (kind, isMine, words) => {
  expect(callbackWords({ kind, dueAt, zone, isMine }, now)).toContain(words);
});
