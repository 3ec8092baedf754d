import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { Scene } from './checkers/scene.ts';
import { Prng } from './prng.ts';
import { meddle } from './third-party.ts';

test('what is in hand is taken back, by number or by record', () => {
  const scene = new Scene([]);
  scene.dial();
  const { store, state, plan, at } = scene;
  const prng = new Prng(3);
  const agents = [{ agentId: agentId('ann'), name: 'Ann', groupIds: [plan.agentGroupId] }];
  const now = { prng, store, state, plans: [plan], agents, at };
  const kinds = new Set(Array.from({ length: 100 }, () => meddle(now)?.type));
  // Nothing has been promised yet, so there is nothing to change.
  expect(kinds).toEqual(new Set([undefined, 'suppress', 'cancel-record']));
});
