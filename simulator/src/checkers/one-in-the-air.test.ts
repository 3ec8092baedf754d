import { attemptId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { OneInTheAir } from './one-in-the-air.ts';
import { openedIn, Scene } from './scene.ts';

function dialAgain(isClosed: boolean): readonly string[] {
  const scene = new Scene([new OneInTheAir()]);
  const opened = openedIn(scene.dial());
  if (isClosed) scene.step({ type: 'call-ended', attemptId: opened.attemptId, result: 'busy' });
  const again = { ...opened, attemptId: attemptId('again') };
  scene.store.commit(scene.state.epoch, [again]);
  const { phone, attemptId: id } = again;
  const giveUpAt = scene.at;
  const action = { type: 'originate', attemptId: id, phone, giveUpAt, ...LISTEN } as const;
  scene.show({ type: 'sent', at: scene.at, action, store: scene.store });
  return scene.broken;
}

const LISTEN = { detect: 'balanced', message: 'sorry' } as const;

test('a chain is not dialed again while its attempt has no result', () => {
  expect(dialAgain(false)).toEqual([expect.stringContaining('has no call result')]);
  expect(dialAgain(true)).toEqual([]);
});
