import { attemptId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from './scene.ts';
import { TrunkRate } from './trunk-rate.ts';

const trunks = [
  { name: 'slow', callsPerSecond: 0.5, channels: 10 },
  { name: 'quick', callsPerSecond: 2.5, channels: 10 },
];

function said(trunk: string, starts: readonly number[]): readonly string[] {
  const checker = new TrunkRate(trunks);
  return starts.flatMap((ms) =>
    checker.see({ type: 'on-trunk', at: instant(ms), trunk, attemptId: attemptId(`a${ms}`) }),
  );
}

test.each<[trunk: string, starts: number[]]>([
  ['quick', [0, 0, 1_000, 1_000]],
  ['quick', [0, 900, 1_000, 1_900]],
  ['slow', [0, 2_000, 4_000]],
])('%s may start at %j', (trunk, starts) => {
  expect(said(trunk, starts)).toEqual([]);
});

test.each<[trunk: string, starts: number[]]>([
  ['quick', [0, 0, 999]],
  ['quick', [500, 900, 1_000]],
  ['slow', [0, 1_999]],
  ['none', [0]],
])('%s may not start at %j', (trunk, starts) => {
  expect(said(trunk, starts)).toHaveLength(1);
});

test('more decided at once than all trunks together may start is found', () => {
  const scene = new Scene([]);
  const moment = scene.dial();
  const order = openedIn(moment);
  const tick = { type: 'tick', at: scene.at } as const;
  const said = (count: number, event: typeof moment.event = tick) =>
    new TrunkRate(trunks).see({ ...moment, event, effects: Array(count).fill(order) });
  expect(said(3)).toEqual([]);
  expect(said(4)).toEqual([expect.stringContaining('4 calls on all trunks within 1000 ms')]);
  // By the agents themselves, who are not kept waiting.
  expect(said(9, moment.event)).toEqual([]);
});
