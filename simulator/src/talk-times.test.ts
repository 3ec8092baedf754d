import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Prng } from './prng.ts';
import { drawTalkMs, TALK_QUANTILES, talkMsAt } from './talk-times.ts';

const file = new URL('./demo/bank-marketing.csv.gz', import.meta.url);
const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
const column = lines[0]?.split(',').indexOf('duration') ?? -1;
const durations = lines
  .slice(1)
  .map((line) => Number(line.split(',')[column]))
  .sort((a, b) => a - b);

test.each(TALK_QUANTILES)('the %d quantile is that of the file', (share, seconds) => {
  expect(durations.length).toBe(45_211);
  expect(seconds).toBe(durations[Math.floor(share * (durations.length - 1))]);
});

test('drawn talk times have the mean of the file', () => {
  const prng = new Prng(1);
  const drawn = Array.from({ length: 50_000 }, () => drawTalkMs(prng) / 1_000);
  const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one) / all.length;
  expect(Math.abs(mean(drawn) / mean(durations) - 1)).toBeLessThan(0.03);
});

test('no talk is shorter than a second or longer than the longest', () => {
  expect([talkMsAt(0), talkMsAt(1)]).toEqual([1_000, 4_918_000]);
});
