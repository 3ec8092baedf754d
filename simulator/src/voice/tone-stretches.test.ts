import { joined, silence, tone } from '@outpace/server/switch/instance/samples.ts';
import { expect, test } from 'vitest';
import { otherMs, stretches } from './tone-stretches.ts';

test('what was heard one after the other, and for how long', () => {
  const heard = joined([
    tone(700, 1_000, 8_000),
    silence(1_000, 8_000),
    tone(440, 1_100, 8_000),
    tone(700, 1_000, 8_000),
    silence(400, 8_000),
    tone(700, 1_000, 8_000),
  ]);
  const found = stretches(heard, [440, 700]);
  expect(found.map(({ tonesHz }) => tonesHz)).toEqual([[700], [], [440], [700]]);
  for (const [place, ms] of [1_000, 1_000, 1_100, 2_000].entries()) {
    expect(Math.abs((found[place]?.ms ?? 0) - ms)).toBeLessThanOrEqual(400);
  }
});

test('for how long there was some sound that was none of the tones', () => {
  const heard = joined([tone(440, 1_000, 8_000), silence(2_000, 8_000), tone(900, 600, 8_000)]);
  expect(otherMs(heard, [440, 700])).toBe(600);
});
