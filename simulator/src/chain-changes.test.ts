import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { drawAnswer, drawChainWish } from './chain-changes.ts';
import { Scene } from './checkers/scene.ts';
import { Prng } from './prng.ts';

test('every kind of change comes, of chains in hand and of others', () => {
  const scene = new Scene([]);
  scene.dial();
  const prng = new Prng(3);
  const { store, state, at } = scene;
  const wishes = Array.from({ length: 100 }, () => drawChainWish({ prng, store, state, at }));
  const kinds = new Set(
    wishes.map((wish) => (wish?.type === 'change-chain' ? wish.change.type : undefined)),
  );
  expect([...kinds].sort()).toEqual(['add-number', 'change-number', 'finish', 'reschedule']);
});

test('an answer is for somebody who is delegated, and for nobody where nobody is', () => {
  const scene = new Scene([]);
  scene.dial();
  const prng = new Prng(3);
  const { store, at } = scene;
  expect(drawAnswer({ prng, store, at })).toBeUndefined();
  const chain = must([...store.chains.values()][0], 'a chain');
  const records = chain.records.map((record) => ({ ...record, status: 'delegated' as const }));
  store.chains.set(chain.id, { ...chain, records });
  const wishes = Array.from({ length: 50 }, () => drawAnswer({ prng, store, at }));
  expect(new Set(wishes.map((wish) => wish?.chainId))).toEqual(new Set([chain.id]));
  const changes = wishes.map((wish) => (wish?.type === 'change-chain' ? wish.change.type : ''));
  expect(new Set(changes)).toEqual(new Set(['finish', 'reschedule', 'change-number']));
});
