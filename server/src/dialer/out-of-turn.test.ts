import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, minutes } from '@outpace/engine/basics/time.ts';
import type { NumberChoice } from '@outpace/engine/calling-lists/callback.ts';
import { ANN, chain, phone, plan, record, START } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import type { TakeOrder } from '../ports.ts';
import { type ChainWish, outOfTurn } from './out-of-turn.ts';

const until = after(START, minutes(10));
const time = { local: '2026-06-01T16:30', zone: 'America/New_York', reading: undefined };
const moveTo = (to: NumberChoice): ChainWish => ({
  type: 'change-callback',
  chainId: chain(7).id,
  change: { type: 'move', wish: { time, kind: 'personal', to } },
  owner: ANN,
  plan: plan(),
  members: [ANN],
});
const known = moveTo({ kind: 'record', recordId: record(7).id });
const typed = moveTo({ kind: 'new-number', phone: phone(9) });
const numbered: ChainWish = {
  type: 'change-chain',
  chainId: chain(7).id,
  change: { type: 'add-number', phone: phone(9) },
};
const done: ChainWish = { ...numbered, change: { type: 'finish' } };
const back: ChainWish = { type: 'cancel-record', chainId: chain(7).id };

/** Writes down in which order it was asked. */
function newStore() {
  const asked: unknown[] = [];
  const taken = { kind: 'taken', chain: chain(7) } as const;
  return {
    asked,
    taken,
    takeChain: async (order: TakeOrder) => {
      asked.push(order);
      return taken;
    },
    suppressedAmong: async (phones: readonly PhoneNumber[]) => {
      asked.push(phones);
      return phones.map((each) => ({ phone: each, campaignId: undefined }));
    },
  };
}

test.each<[why: string, wish: ChainWish, asksFor: readonly unknown[], suppressed: unknown]>([
  ['a known number comes with the chain', known, [], []],
  ['a typed one is asked after before the lease', typed, [[phone(9)]], [{ phone: phone(9) }]],
  ['a record that is taken back needs none', back, [], undefined],
  ['a number that is added is asked after', numbered, [[phone(9)]], [{ phone: phone(9) }]],
  ['whoever is dealt with is not', done, [], []],
])('%s', async (_why, wish, first, suppressed) => {
  const store = newStore();
  const command = await outOfTurn(store, wish, until, START);
  expect(command).toEqual({
    ...wish,
    taken: store.taken,
    ...(suppressed === undefined ? {} : { suppressed }),
  });
  expect(store.asked).toEqual([...first, { chainId: chain(7).id, until }]);
});
