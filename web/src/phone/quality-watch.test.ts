import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { FakeNet } from '../live/fake-wire.ts';
import type { SoundSample } from './quality.ts';
import { QualityWatch } from './quality-watch.ts';

const first = 'i1' as InteractionId;
const second = 'i2' as InteractionId;

function arrange() {
  const net = new FakeNet();
  const reports: string[] = [];
  let atMs = 0;
  const read = async (): Promise<SoundSample> => {
    atMs += 2_500;
    const packetsReceived = atMs / 20;
    const silence = { energy: 0, seconds: atMs / 1_000 };
    const times = { jitterMs: 2, roundTripMs: 10 };
    return {
      ...{ atMs, connection: 1, packetsReceived, packetsLost: 0, ...times },
      ...{ heard: silence, said: silence },
    };
  };
  const watch = new QualityWatch({
    read,
    report: (id, { overMs }) => void reports.push(`${id} over ${overMs}`),
    onChange: () => undefined,
    schedule: net.schedule,
  });
  /** Lets the samples that were asked for arrive, until the next beat is set. */
  const settled = () => expect.poll(() => net.alarms.length).toBe(1);
  const beat = async (): Promise<void> => {
    await settled();
    expect(net.ring()).toBe(2_500);
    await settled();
  };
  return { net, watch, reports, settled, beat };
}

test('each beat shows the last seconds, and every fourth is told to the server', async () => {
  const { watch, reports, settled, beat } = arrange();
  watch.follow(first, true);
  await settled();
  expect(watch.window).toBeUndefined();
  await beat();
  expect(watch.window).toMatchObject({ overMs: 2_500, packetsReceived: 125 });
  expect(reports).toEqual([]);
  await beat();
  await beat();
  expect(reports).toEqual(['i1 over 7500']);
});

test('the end of a call is told with its last seconds, and nothing beats any more', async () => {
  const { net, watch, reports, settled, beat } = arrange();
  watch.follow(first, true);
  await settled();
  await beat();
  watch.follow(undefined, false);
  expect(net.alarms).toEqual([]);
  expect(watch.window).toBeUndefined();
  await expect.poll(() => reports).toEqual(['i1 over 5000']);
});

test('a hold is not measured, and goes on where the talk did', async () => {
  const { watch, reports, settled, beat } = arrange();
  watch.follow(first, true);
  await settled();
  await beat();
  watch.follow(first, false);
  expect(watch.window).toBeUndefined();
  await beat();
  await beat();
  watch.follow(first, true);
  await beat();
  await beat();
  watch.follow(undefined, false);
  await expect.poll(() => reports.at(-1)).toBe('i1 over 7500');
});

test('one call after another on the same line are two', async () => {
  const { watch, reports, settled, beat } = arrange();
  watch.follow(first, true);
  await settled();
  await beat();
  watch.follow(second, true);
  await settled();
  await expect.poll(() => reports).toEqual(['i1 over 5000']);
  await beat();
  watch.follow(undefined, false);
  await expect.poll(() => reports.at(-1)).toMatch(/^i2 over/);
});

test('a call too short to be measured is not told', async () => {
  const { watch, reports, settled } = arrange();
  watch.follow(first, false);
  watch.follow(first, true);
  await settled();
  watch.follow(undefined, false);
  watch.follow(second, true);
  await settled();
  expect(reports.filter((line) => line.endsWith(' 0'))).toEqual([]);
});
