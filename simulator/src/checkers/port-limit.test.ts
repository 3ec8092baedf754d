import { attemptId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { LIMITS } from '../plans.ts';
import { PortLimit } from './port-limit.ts';
import { openedIn, Scene } from './scene.ts';

function twoDials(between: 'nothing' | 'taken back' | 'killed'): readonly string[] {
  const scene = new Scene([new PortLimit()], { limits: { ...LIMITS, attemptsMax: 1 } });
  const moment = scene.dial();
  const first = openedIn(moment);
  const { at } = scene;
  if (between === 'killed') scene.show({ type: 'killed', at });
  if (between === 'taken back') {
    const event = { type: 'write-failed', attemptIds: [first.attemptId], at } as const;
    scene.show({ ...moment, event, effects: [] });
  }
  scene.show({ ...moment, effects: [{ ...first, attemptId: attemptId('second') }] });
  return scene.broken;
}

test('a dial above the limit is found', () => {
  expect(twoDials('nothing')).toEqual(['2 attempts of group-scene in the air, limit 1']);
});

test('attempts that were taken back, or died, are not in the air', () => {
  expect([...twoDials('taken back'), ...twoDials('killed')]).toEqual([]);
});
