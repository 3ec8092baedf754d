import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { BeepWait } from './beep-wait.ts';
import { playAt, talkEnded, talkStarted, waitFrom } from './beep-wait.ts';

const start = waitFrom(instant(0));

test.each<[why: string, wait: BeepWait, playAt: Instant]>([
  ['where nothing is heard, after three seconds of it', start, instant(3_000)],
  ['while somebody speaks, after twenty seconds at last', talkStarted(start), instant(20_000)],
  [
    'after the greeting, when three seconds of silence are over, which began before it was said',
    talkEnded(talkStarted(start), instant(8_000)),
    instant(10_300),
  ],
  [
    'never later than twenty seconds',
    talkEnded(talkStarted(start), instant(19_500)),
    instant(20_000),
  ],
])('the message is played %s', (_why, wait, at) => {
  expect(playAt(wait)).toBe(at);
});
