import { attemptId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { DurableAttempt } from './durable-attempt.ts';
import { openedIn, Scene } from './scene.ts';

function dialed(bend: (scene: Scene, id: ReturnType<typeof attemptId>) => void, id?: string) {
  const scene = new Scene([new DurableAttempt()]);
  const opened = openedIn(scene.dial());
  expect(scene.broken).toEqual([]);
  bend(scene, opened.attemptId);
  const attempt = id === undefined ? opened.attemptId : attemptId(id);
  const { phone } = opened;
  const giveUpAt = scene.at;
  const action = { type: 'originate', attemptId: attempt, phone, giveUpAt, ...LISTEN } as const;
  scene.show({ type: 'sent', at: scene.at, action, store: scene.store });
  return scene.broken;
}

const LISTEN = { detect: 'balanced', message: 'sorry' } as const;

test('a dial that nobody wrote down is found', () => {
  expect(dialed(() => {}, 'unknown')).toEqual(['attempt unknown is dialed, but not stored']);
});

test('a dial without a lease is found', () => {
  const broken = dialed((scene) => scene.store.leases.clear());
  expect(broken).toEqual([expect.stringContaining('without a lease')]);
});

test('a dial of an attempt that has ended is found', () => {
  const broken = dialed((scene, id) =>
    scene.step({ type: 'call-ended', attemptId: id, result: 'busy' }),
  );
  expect(broken).toEqual([expect.stringContaining('but closed')]);
});
