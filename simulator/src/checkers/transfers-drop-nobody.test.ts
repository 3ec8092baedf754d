import { asking } from '@outpace/engine/test-consulting.ts';
import { expect, test } from 'vitest';
import { TransfersDropNobody } from './transfers-drop-nobody.ts';

test('a customer who is dropped when a third party goes is found', () => {
  const checker = new TransfersDropNobody();
  const { site, call } = asking();
  const { at, state } = site;
  const { attemptId } = call;
  const step = { type: 'step', at, state } as const;
  const ended = { type: 'consultation', at, attemptId, state: 'ended' } as const;
  const tick = { type: 'tick', at } as const;
  const effects = [{ type: 'hang-up', attemptId }] as const;
  expect(checker.see({ ...step, event: tick, effects: [] })).toEqual([]);
  expect(checker.see({ ...step, event: tick, effects })).toEqual([]);
  expect(checker.see({ ...step, event: ended, effects })).toEqual([
    `${attemptId} is dropped by consultation`,
  ]);
});
