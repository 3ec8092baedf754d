import { agentId } from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import type { Write } from '@outpace/engine/effect.ts';
import { EpochLost, StoreFault } from '@outpace/server/ports.ts';
import { expect, test } from 'vitest';
import { SimulatedDialerStore, type StoreTrouble } from './simulated-dialer-store.ts';
import { SimulatedStore } from './store.ts';
import { VirtualClock } from './virtual-clock.ts';

const usual: StoreTrouble = { storeMs: () => millis(5), storeFails: () => false };
const writes: readonly Write[] = [
  {
    type: 'log-agent-state',
    agentId: agentId('ann'),
    phase: 'ready',
    reason: undefined,
    at: instant(0),
  },
];

function connected(trouble = usual) {
  const clock = new VirtualClock(instant(0));
  const tables = new SimulatedStore({ chains: [], plans: [] });
  const committed: (readonly Write[])[] = [];
  const store = new SimulatedDialerStore(tables, clock, trouble, (all) => committed.push(all));
  const run = <Value>(promise: Promise<Value>): Promise<Value> => {
    while (clock.jump());
    return promise;
  };
  return { clock, tables, committed, store, run };
}

test('a transaction takes its time, then it is durable', async () => {
  const { clock, committed, store, run } = connected();
  await run(store.takeSite());
  const commit = store.commit(writes);
  expect(committed).toEqual([]);
  await run(commit);
  expect([committed, clock.now()]).toEqual([[writes], 10]);
});

test('a failing store throws a fault and writes nothing', async () => {
  let fails = false;
  const { committed, store, run } = connected({ ...usual, storeFails: () => fails });
  await run(store.takeSite());
  fails = true;
  await expect(run(store.commit(writes))).rejects.toThrow(StoreFault);
  expect(committed).toEqual([]);
});

test('an old owner is told that the site is lost', async () => {
  const { tables, store, run } = connected();
  await run(store.takeSite());
  tables.takeSite();
  await expect(run(store.commit(writes))).rejects.toThrow(EpochLost);
});

test.each([
  ['lost', 0],
  ['written', 1],
] as const)('a transaction cut in the middle is %s and never answered', async (fate, count) => {
  const { clock, committed, store, run } = connected();
  await run(store.takeSite());
  let isAnswered = false;
  void store.commit(writes).then(() => {
    isAnswered = true;
  });
  store.cut(fate);
  while (clock.jump());
  await Promise.resolve();
  expect([committed.length, isAnswered]).toEqual([count, false]);
});
