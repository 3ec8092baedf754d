import { expect, test } from 'vitest';
import { AttemptLimit } from './attempt-limit.ts';
import { openedIn, Scene } from './scene.ts';

function dialedAgainAfter(result: 'no-answer' | 'no-free-port'): readonly string[] {
  const checker = new AttemptLimit();
  const scene = new Scene([checker], { attemptsMax: 1 });
  const moment = scene.dial();
  const { attemptId } = openedIn(moment);
  const { at, store } = scene;
  const closed = {
    type: 'close-attempt',
    attemptId,
    result,
    agentId: undefined,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: at,
    cpd: undefined,
  } as const;
  scene.show({ type: 'committed', at, writes: [closed], store });
  scene.show(moment);
  return scene.broken;
}

test('one dial too many is found; our own faults do not count', () => {
  expect(dialedAgainAfter('no-answer')).toEqual([expect.stringContaining('after 1 of 1')]);
  expect(dialedAgainAfter('no-free-port')).toEqual([]);
});
