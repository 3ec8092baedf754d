import { must } from '@outpace/engine/basics/assert.ts';
import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import { isWrite } from '@outpace/engine/effect.ts';
import { expect, test } from 'vitest';
import { DoNotCall } from './do-not-call.ts';
import { openedIn, Scene } from './scene.ts';

/** Ann's contact asks not to be called again, and she says so. */
function saidNo() {
  const scene = new Scene([new DoNotCall()]);
  const dial = scene.dial();
  const { attemptId } = openedIn(dial);
  scene.answer(attemptId);
  scene.step({ type: 'call-ended', attemptId, result: 'answer' });
  const [interactionId] = [...scene.state.interactions.keys()];
  const id: InteractionId = must(interactionId, 'an interaction');
  const draft = {
    callResult: undefined,
    dispositionCode: undefined,
    doNotCall: 'number',
    note: '',
  } as const;
  const done = scene.say({ type: 'mark-done', interactionId: id, draft });
  expect(scene.broken).toEqual([]);
  return { scene, dial, done, id };
}

test('a dial to somebody who said no is found', () => {
  const { scene, dial } = saidNo();
  const order = openedIn(dial);
  // The chain is gone from the state by now: it is put back as if it had been leased again.
  const { state: _state, ...chain } = must(scene.store.chains.get(order.chainId), 'the chain');
  scene.state.chains.set(order.chainId, {
    chain: { ...chain, leaseUntil: scene.at },
    groupId: order.groupId,
    place: 'attempt',
    declined: new Map(),
  });
  const [attempt] = [...scene.state.attempts.values()];
  scene.state.attempts.set(order.attemptId, {
    ...must(attempt, 'the next attempt'),
    id: order.attemptId,
  });
  scene.show(dial);
  expect(scene.broken).toEqual([expect.stringContaining('to somebody who said no')]);
});

test('after an undo they may be called again', () => {
  const { scene, id } = saidNo();
  const { effects } = scene.say({ type: 'undo-do-not-call', interactionId: id });
  expect(effects.filter(isWrite).map(({ type }) => type)).toContain('remove-suppression');
  expect(scene.broken).toEqual([]);
});

test('a do-not-call that blocks nobody is found', () => {
  const { scene, done } = saidNo();
  const effects = done.effects.filter(({ type }) => type !== 'add-suppression');
  scene.show({ ...done, effects: effects.filter(({ type }) => type !== 'open-attempt') });
  expect(scene.broken).toEqual([expect.stringContaining('blocks nobody')]);
});
