import { agentId, interactionId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { OneOwner } from './one-owner.ts';
import { openedIn, Scene } from './scene.ts';

test('a record that two agents have, or none, is found', () => {
  const scene = new Scene([new OneOwner()]);
  const moment = scene.answer(openedIn(scene.dial()).attemptId);
  expect(scene.broken).toEqual([]);
  const [interaction] = scene.state.interactions.values();
  const agent = scene.state.agents.get(scene.agentId);
  if (interaction === undefined || agent === undefined) expect.unreachable();
  const second = { ...agent, agentId: agentId('ben') };
  scene.state.agents.set(second.agentId, second);
  scene.show(moment);
  scene.state.agents.clear();
  scene.show(moment);
  expect(scene.broken).toEqual([
    `${interaction.id} is had by ann and ben`,
    `${interaction.id} is had by `,
  ]);
});

test('a record that is handed on by somebody who has it not is found', () => {
  const scene = new Scene([new OneOwner()]);
  const moment = scene.answer(openedIn(scene.dial()).attemptId);
  const id = interactionId('i1');
  const [ann, ben] = [agentId('ann'), agentId('ben')];
  const { at, store } = scene;
  const moved = { type: 'transfer-interaction', interactionId: id, to: ben, at } as const;
  const write = { ...moved, from: ben };
  scene.show({ type: 'committed', at: moment.at, writes: [write, { ...moved, from: ann }], store });
  expect(scene.broken).toEqual([
    "ben hands i1 to ben, but it is undefined's",
    "ann hands i1 to ben, but it is ben's",
  ]);
});
