import { must } from '@outpace/engine/basics/assert.ts';
import { callingListId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { NO_SELECTION } from '@outpace/engine/calling-lists/list-selection.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { expect, test } from 'vitest';
import { DialQueues } from './dial-queues.ts';
import { drawChains } from './lists.ts';
import { Prng } from './prng.ts';
import { windowOf } from './scenarios/parts.ts';

const listId = callingListId('list');
const promisedIn = campaignGroupId('group');
const order = { listId, name: 'List', chains: 1, numbersMax: 1, customers: 0, shared: 0 };
const [chain] = drawChains({ ...order, windows: [windowOf('UTC', 0, 24)] }, new Prng(1));
const known = must(chain, 'a chain');

test('a chain waits with its list, and a promise with the group that keeps it', () => {
  const queues = new DialQueues();
  queues.put(known, 3);
  expect([queues.ofList(listId).size, queues.promisesOf(listId, promisedIn).size]).toEqual([1, 0]);
  queues.remove(known);
  queues.put({ ...known, promisedIn }, 1);
  expect([queues.ofList(listId).size, queues.promisesOf(listId, promisedIn).size]).toEqual([0, 1]);
  const best = queues.promisesOf(listId, promisedIn).takeDue(instant(1), USUAL_PRIORITIES);
  expect(best?.row.chainId).toBe(known.id);
});

test('who does not pass is held back, until the list is selected from otherwise', () => {
  const queues = new DialQueues();
  const of = (segment: string) => ({
    selection: {
      ...NO_SELECTION,
      filter: {
        match: 'all' as const,
        conditions: [{ field: 'segment', operator: 'equals' as const, value: segment }],
      },
    },
    fields: [{ key: 'segment', type: 'text' as const, choices: [] }],
  });
  const sizeNow = () => queues.ofList(listId).size;
  queues.put(known, 3);
  queues.select(listId, of('tin'), () => known);
  expect(sizeNow()).toBe(0);
  queues.select(listId, of('gold'), () => known);
  expect(sizeNow()).toBe(1);
});
