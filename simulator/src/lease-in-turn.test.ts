import { callingListId, campaignId, chainId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { chain, GROUP } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { DialQueues } from './dial-queues.ts';
import { leaseInTurn } from './lease-in-turn.ts';
import { windowOf } from './scenarios/parts.ts';

const noon = instant(Date.UTC(2026, 0, 5, 12));
const [red, blue] = [callingListId('red'), callingListId('blue')];

test('whoever may not be called takes nobody’s turn, and who is not picked stays', () => {
  const queues = new DialQueues();
  for (const [listId, ids] of [
    [red, ['r1', 'r2']],
    [blue, ['b1', 'b2', 'b3']],
  ] as const) {
    const window = windowOf('UTC', 0, 24);
    for (const id of ids) {
      const row = { chainId: chainId(id), window, rank: 3, dueAt: noon, sortKey: '' } as const;
      queues.ofList(listId).put(row);
    }
  }
  const { chains, turns } = leaseInTurn(
    queues,
    {
      ...{
        type: 'lease-chains',
        campaignId: campaignId('campaign'),
        groupId: GROUP,
        count: 3,
        dueBy: noon,
        until: noon,
      },
      lists: [red, blue].map((listId) => ({ listId, weight: 1, given: 0 })),
      priorities: USUAL_PRIORITIES,
    },
    noon,
    ({ chainId: id }) => (id === 'r1' ? undefined : chain(1, { id })),
  );
  expect(chains.map(({ id }) => id)).toEqual(['b1', 'r2', 'b2']);
  // Red has nobody left, and is brought to where blue stands.
  expect(turns.map(({ given }) => given)).toEqual([2, 2]);
  expect([queues.ofList(red).size, queues.ofList(blue).size]).toEqual([0, 1]);
});
