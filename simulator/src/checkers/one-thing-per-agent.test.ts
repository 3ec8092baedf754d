import { offerId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { OneThingPerAgent } from './one-thing-per-agent.ts';
import { openedIn, Scene } from './scene.ts';

test('an agent with a reservation and an offer is found', () => {
  const scene = new Scene([new OneThingPerAgent()]);
  const moment = scene.dial();
  const { groupId, chainId, recordId, attemptId } = openedIn(moment);
  expect(scene.broken).toEqual([]);
  const id = offerId('o1');
  scene.state.offers.set(id, {
    id,
    agentId: scene.agentId,
    groupId,
    chainId,
    recordId,
    offeredAt: scene.at,
    until: scene.at,
    atEnd: 'time-out',
    rejectAllowed: true,
  });
  scene.show(moment);
  expect(scene.broken).toEqual([`agent ann has o1 and ${attemptId}`]);
});
