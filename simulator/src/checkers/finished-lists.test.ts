import { expect, test } from 'vitest';
import { FinishedLists } from './finished-lists.ts';
import { openedIn, Scene } from './scene.ts';

test('a group that completes before its list is done is found', () => {
  const scene = new Scene([new FinishedLists()]);
  const { attemptId } = openedIn(scene.dial());
  scene.step({ type: 'call-ended', attemptId, result: 'no-answer' });
  const { at, store, plan } = scene;
  const unloading = {
    type: 'save-session',
    groupId: plan.groupId,
    phase: 'unloading',
    mode: 'progressive',
    multiplier: 1,
    autoComplete: true,
    by: 'auto-complete',
    at,
  } as const;
  scene.show({ type: 'committed', at, writes: [{ ...unloading, by: 'sue' }], store });
  expect(scene.broken).toEqual([]);
  scene.show({ type: 'committed', at, writes: [unloading], store });
  expect(scene.broken).toEqual(['group group-scene completes with 1 chains left']);
});
