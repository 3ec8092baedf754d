import { expect, test } from 'vitest';
import { meterLevel, watchLevel } from './level.ts';

const samples = (value: number): Float32Array => new Float32Array(64).fill(value);

test.each<[why: string, value: number, level: number]>([
  ['nothing', 0, 0],
  ['a quiet room', 0.001, 0],
  ['half way in decibels', 10 ** (-35 / 20), 0.5],
  ['a loud voice', 10 ** (-10 / 20), 1],
  ['louder than loud', 1, 1],
])('%s', (_why, value, level) => {
  expect(meterLevel(samples(value))).toBeCloseTo(level, 5);
});

/** As much of Web Audio as a meter uses. */
class FakeContext {
  isClosed = false;
  createAnalyser = () => ({
    fftSize: 0,
    getFloatTimeDomainData: (into: Float32Array) => void into.fill(1),
  });
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = async () => {
    this.isClosed = true;
  };
}

test('it tells before each picture, until it is stopped', () => {
  const context = new FakeContext();
  const frames: (() => void)[] = [];
  const levels: number[] = [];
  const stop = watchLevel({} as unknown as MediaStream, (level) => void levels.push(level), {
    newContext: () => context as unknown as AudioContext,
    eachFrame: (run) => {
      frames.push(run);
      return () => void frames.splice(0);
    },
  });
  frames.shift()?.();
  frames.shift()?.();
  expect(levels).toEqual([1, 1]);
  stop();
  expect(frames).toEqual([]);
  expect(context.isClosed).toBe(true);
});
