import { must } from '@outpace/engine/basics/assert.ts';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { localTimeOf } from '@outpace/engine/basics/local-time.ts';
import { after, minutes } from '@outpace/engine/basics/time.ts';
import { EMPTY_DRAFT } from '@outpace/engine/interactions/interaction.ts';
import { expect, test } from 'vitest';
import { Callbacks } from './callbacks.ts';
import { openedIn, Scene } from './scene.ts';

/** Ann has promised to call the first person back in ten minutes. */
function promised(): { readonly scene: Scene; readonly order: ReturnType<typeof openedIn> } {
  const scene = new Scene([new Callbacks()]);
  const order = openedIn(scene.dial());
  scene.answer(order.attemptId);
  const [interaction] = [...scene.state.interactions.values()];
  const { id: interactionId } = must(interaction, 'a conversation');
  scene.say({ type: 'end-call', interactionId });
  const time = localTimeOf(after(scene.at, minutes(10)), 'UTC');
  const to = { kind: 'record', recordId: order.recordId } as const;
  const callback = { time, kind: 'personal', to } as const;
  scene.say({ type: 'mark-done', interactionId, draft: { ...EMPTY_DRAFT, callback } });
  return { scene, order };
}

test('a callback before its time, or by another group, is found', () => {
  const { scene, order } = promised();
  expect(scene.broken).toEqual([]);
  const moment = scene.step({ type: 'tick' });
  scene.show({ ...moment, effects: [{ ...order, agentId: undefined }] });
  expect(scene.broken).toEqual([
    expect.stringContaining('too early'),
    expect.stringContaining('is called for nobody'),
  ]);
});

test('one that is shown to somebody else is found', () => {
  const { scene, order } = promised();
  const { groupId, chainId, recordId } = order;
  const offer = { groupId, chainId, recordId, agentId: agentId('ben') };
  const moment = scene.step({ type: 'tick' });
  const offers = new Map([['o', offer]]);
  const state = { ...moment.state, offers } as unknown as typeof moment.state;
  scene.show({ ...moment, state });
  expect(scene.broken).toEqual([expect.stringContaining('is offered to ben')]);
});

test('one that nobody has any more is found at the end of the day', () => {
  const { scene, order } = promised();
  const rest = {
    type: 'rest',
    at: scene.at,
    state: scene.state,
    store: scene.store,
    legs: [],
  } as const;
  scene.show(rest);
  expect(scene.broken).toEqual([]);
  const chain = must(scene.store.chains.get(order.chainId), 'the chain');
  scene.store.chains.set(order.chainId, { ...chain, state: 'closed' });
  scene.show(rest);
  expect(scene.broken).toEqual([expect.stringContaining('is lost: closed')]);
});
