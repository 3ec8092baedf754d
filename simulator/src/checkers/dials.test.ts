import { expect, test } from 'vitest';
import { dialsOf } from './dials.ts';
import { openedIn, Scene } from './scene.ts';

test('a dial is shown with what is dialed', () => {
  const moment = new Scene([]).dial();
  const { recordId, chainId } = openedIn(moment);
  const [dial, ...others] = dialsOf(moment);
  expect([dial?.record.id, dial?.chain.id, others]).toEqual([recordId, chainId, []]);
});
