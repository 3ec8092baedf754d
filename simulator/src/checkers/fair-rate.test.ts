import { newOffer } from '@outpace/engine/agents/offer.ts';
import { agentId, campaignGroupId, offerId } from '@outpace/engine/basics/ids.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { FairRate } from './fair-rate.ts';
import { openedIn, Scene } from './scene.ts';

/** What is said when another group opens so many calls while the rate holds this one back. */
function said(
  count: number,
  change: { readonly isHeld: boolean; readonly own: number; readonly hasOffer?: boolean },
) {
  const scene = new Scene([]);
  const moment = scene.dial();
  const { groupId } = scene.plan;
  const view = { ready: 1, waiting: 0, inAir: 0, wanted: 1, opened: 0 };
  const bound = change.isHeld ? 'rate' : 'nothing';
  moment.state.index.pacing.set(groupId, { ...view, bound });
  if (change.hasOffer === true) {
    const { chainId, recordId } = openedIn(moment);
    const what = { id: offerId('o-1'), agentId: agentId('ann'), groupId, chainId, recordId };
    const delivery = { kind: 'manual-accept', offerMs: seconds(20) } as const;
    moment.state.offers.set(what.id, newOffer({ ...what, offeredAt: moment.at }, delivery));
  }
  const checker = new FairRate(1);
  checker.see({ ...moment, effects: [] });
  const order = openedIn(moment);
  const other = { ...order, groupId: campaignGroupId('other') };
  const calls = (of: typeof order, n: number) => Array.from({ length: n }, () => of);
  checker.see({ ...moment, effects: calls(order, change.own) });
  return checker.see({ ...moment, effects: calls(other, count) });
}

test('a group that runs away from one that the rate holds back is found', () => {
  expect(said(15, { isHeld: true, own: 0 })).toEqual([
    expect.stringContaining(
      'group-scene is held back for 0 ms with 0 calls and offers, other had 15',
    ),
  ]);
});

test('what lies before an agent is a call already', () => {
  expect(said(15, { isHeld: true, own: 0, hasOffer: true })).toEqual([]);
  expect(said(16, { isHeld: true, own: 0, hasOffer: true })).toHaveLength(1);
});

test.each<[what: string, count: number, isHeld: boolean, own: number]>([
  ['a few more are owed, or made by hand', 14, true, 0],
  ['who is not held back has nothing to say', 40, false, 0],
  ['who opens as many is no worse off', 40, true, 30],
])('%s', (_what, count, isHeld, own) => {
  expect(said(count, { isHeld, own })).toEqual([]);
});
