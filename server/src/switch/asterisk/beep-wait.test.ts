import { after, instant, millis } from '@outpace/engine/basics/time.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BeepWait } from './beep-wait.ts';
import { playAt, TALK_END_MS, talkEnded, talkStarted, waitFrom } from './beep-wait.ts';

const start = instant(1_000_000);
const at = (ms: number) => after(start, millis(ms));

type Heard = readonly [what: 'speech' | 'end', ms: number];

const waited = (heard: readonly Heard[]): BeepWait =>
  heard.reduce(
    (wait, [what, ms]) => (what === 'speech' ? talkStarted(wait) : talkEnded(wait, at(ms))),
    waitFrom(start),
  );

test.each<[why: string, heard: readonly Heard[], playMs: number]>([
  ['nothing at all is heard', [], 3_000],
  ['somebody speaks, and goes on speaking', [['speech', 500]], 20_000],
  // The switch says the end 700 ms after it.
  [
    'the silence counts from the last word',
    [
      ['speech', 500],
      ['end', 4_700],
    ],
    7_000,
  ],
  [
    'a pause within the greeting',
    [
      ['speech', 500],
      ['end', 3_000],
      ['speech', 4_000],
    ],
    20_000,
  ],
  [
    'the last of several',
    [
      ['speech', 0],
      ['end', 3_000],
      ['speech', 4_000],
      ['end', 8_700],
    ],
    11_000,
  ],
  [
    'a greeting that never ends',
    [
      ['speech', 0],
      ['end', 19_000],
    ],
    20_000,
  ],
])('%s', (_why, heard, playMs) => {
  expect(playAt(waited(heard))).toBe(at(playMs));
});

test('the message is never later than twenty seconds, nor in the midst of a word', () => {
  const heard = fc.array(
    fc.tuple(fc.constantFrom<Heard[0]>('speech', 'end'), fc.nat({ max: 60_000 })),
  );
  fc.assert(
    fc.property(heard, (all) => {
      const wait = waited(all);
      const isSpeaking = all.at(-1)?.[0] === 'speech';
      return playAt(wait) <= at(20_000) && (!isSpeaking || playAt(wait) === at(20_000));
    }),
  );
});

test('the switch says the end of a word before its silence is long enough', () => {
  const rest = playAt(talkEnded(waitFrom(start), at(5_000))) - at(5_000);
  expect(rest).toBe(3_000 - TALK_END_MS);
  expect(rest).toBeGreaterThan(0);
});
