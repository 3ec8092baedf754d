import { must } from '@outpace/engine/basics/assert.ts';
import { attemptId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from './scene.ts';
import { TrunksBurnNothing } from './trunks-burn-nothing.ts';

/** One dial, and then as many that failed and whose records were treated as if they had not. */
function burnt(count: number, rings: boolean, unloadedAfter = 0) {
  const scene = new Scene([new TrunksBurnNothing()]);
  const opened = openedIn(scene.dial());
  const { effects } = scene.step({
    type: 'call-ended',
    attemptId: opened.attemptId,
    result: 'busy',
  });
  const treated = must(
    effects.find((effect) => effect.type === 'save-chain'),
    'a treatment',
  );
  const { at, state } = scene;
  for (let nth = 1; nth <= count; nth += 1) {
    if (nth - 1 === unloadedAfter && nth > 1) {
      const { groupId, mode, multiplier } = scene.plan;
      const what = { groupId, mode, multiplier, autoComplete: false, by: 'sue', at } as const;
      const save = { type: 'save-session', phase: 'unloaded', target: undefined, ...what } as const;
      scene.show({ type: 'step', at, state, event: { type: 'tick', at }, effects: [save] });
    }
    const again = { ...opened, attemptId: attemptId(`again-${nth}`) };
    const tick = { type: 'tick', at } as const;
    scene.show({ type: 'step', at, state, event: tick, effects: [again] });
    const failed = {
      type: rings ? 'call-ringing' : 'originate-failed',
      attemptId: again.attemptId,
      result: 'all-trunks-busy',
      at,
    } as const;
    scene.show({ type: 'step', at, state, event: failed, effects: [treated] });
  }
  return scene.broken;
}

test.each([
  [4, false, 0],
  [5, false, 1],
  [9, true, 0],
])('%i records that are used up (%s: something rings) break it %i times', (count, rings, times) => {
  expect(burnt(count, rings)).toHaveLength(times);
});

test('whoever is loaded again has to find out anew', () => {
  expect(burnt(8, false, 4)).toEqual([]);
  expect(burnt(9, false, 4)).toHaveLength(1);
});
