import { attemptId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { ResultsAndTreatments } from './results-and-treatments.ts';
import { openedIn, Scene } from './scene.ts';

function ended(isKilled: boolean) {
  const scene = new Scene([new ResultsAndTreatments()]);
  const opened = openedIn(scene.dial());
  const { effects } = scene.step({
    type: 'call-ended',
    attemptId: opened.attemptId,
    result: 'busy',
  });
  const { at } = scene;
  if (isKilled) scene.show({ type: 'killed', at });
  const closing = effects.find((effect) => effect.type === 'close-attempt');
  if (closing === undefined) throw new Error('not closed');
  return { scene, opened, closing };
}

test('a second call result is found, unless recovery gives it', () => {
  for (const isKilled of [false, true]) {
    const { scene, closing } = ended(isKilled);
    const { at, store } = scene;
    scene.show({ type: 'committed', at, writes: [closing], store });
    const found = [expect.stringContaining('a second call result')];
    expect(scene.broken).toEqual(isKilled ? [] : found);
  }
});

test('a new dial before the old one was treated is found', () => {
  const scene = new Scene([new ResultsAndTreatments()]);
  const opened = openedIn(scene.dial());
  const { at, store } = scene;
  const again = { ...opened, attemptId: attemptId('again') };
  scene.show({ type: 'committed', at, writes: [again], store });
  expect(scene.broken).toEqual([expect.stringContaining('0 results and 0 treatments')]);
});

test('an attempt that is open at rest is found', () => {
  const scene = new Scene([new ResultsAndTreatments()]);
  scene.dial();
  const { at, state, store } = scene;
  scene.show({ type: 'rest', at, state, store, legs: [] });
  expect(scene.broken).toHaveLength(2);
});
