import { expect, test } from 'vitest';
import { allCheckers } from './all-checkers.ts';
import { openedIn, Scene } from './scene.ts';

test('a scene is a real site: it dials, connects, and breaks no law', () => {
  const scene = new Scene(allCheckers([]));
  const { attemptId } = openedIn(scene.dial());
  const { effects } = scene.answer(attemptId);
  expect(effects.some(({ type }) => type === 'bridge')).toBe(true);
  scene.step({ type: 'call-ended', attemptId, result: 'answer' });
  expect(scene.broken).toEqual([]);
});
