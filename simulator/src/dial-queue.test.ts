import { chainId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { type QueueRank, USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { everyDay } from '@outpace/engine/compliance/hours.ts';
import { expect, test } from 'vitest';
import { DialQueue, takeBest } from './dial-queue.ts';

const always = { zone: 'UTC', dailyFrom: 0, dailyTill: 86_400 };
const atNight = { zone: 'UTC', dailyFrom: 0, dailyTill: 3_600 };
const noon = instant(Date.UTC(2026, 0, 5, 12));

function queueOf(
  rows: readonly [name: string, rank: QueueRank, dueIn: number, window?: 'night'][],
) {
  const queue = new DialQueue();
  for (const [name, rank, dueIn, night] of rows) {
    const window = night === undefined ? always : atNight;
    queue.put({ chainId: chainId(name), window, rank, dueAt: instant(noon + dueIn), sortKey: '' });
  }
  return queue;
}

const take = (queue: DialQueue) => queue.takeDue(noon, USUAL_PRIORITIES);
const drain = (queue: DialQueue): (string | undefined)[] => {
  const names: (string | undefined)[] = [];
  for (let best = take(queue); best !== undefined; best = take(queue)) {
    names.push(best.row.chainId);
  }
  return names;
};

test('rank comes before time, and time before the order of arrival', () => {
  const queue = queueOf([
    ['general', 3, -9],
    ['later', 2, -1],
    ['sooner', 2, -5],
    ['as-soon', 2, -5],
    ['top', 0, 0],
  ]);
  expect(drain(queue)).toEqual(['top', 'sooner', 'as-soon', 'later', 'general']);
});

test('neither a future row nor a closed window comes out', () => {
  const queue = queueOf([
    ['tomorrow', 0, 60_000],
    ['asleep', 0, -1, 'night'],
    ['due', 3, -1],
  ]);
  expect(drain(queue)).toEqual(['due']);
  expect([queue.size, queue.nextDueAt(noon)]).toEqual([2, noon + 60_000]);
  queue.remove(chainId('tomorrow'));
  expect(queue.nextDueAt(noon)).toBe(Date.UTC(2026, 0, 6));
});

test('a removed row is gone, and may come back in another place', () => {
  const queue = queueOf([
    ['a', 3, -1],
    ['b', 3, 5_000],
  ]);
  queue.remove(chainId('a'));
  queue.remove(chainId('b'));
  expect([drain(queue), queue.nextDueAt(noon)]).toEqual([[], undefined]);
  queue.put({ chainId: chainId('a'), window: always, rank: 0, dueAt: noon, sortKey: '' });
  expect(drain(queue)).toEqual(['a']);
});

test('of several queues the best come out, and the others stay where they were', () => {
  const queues = [
    queueOf([
      ['early', 1, 9],
      ['callback', 4, -1],
    ]),
    queueOf([
      ['first', 3, -5],
      ['second', 3, -5],
    ]),
  ];
  const best = (count: number) =>
    takeBest(queues, count, noon, USUAL_PRIORITIES).map(({ placed }) => placed.row.chainId);
  expect([best(1), best(1), best(9)]).toEqual([['callback'], ['first'], ['second']]);
});

test('of rows that are due at one instant the sort decides', () => {
  const queue = new DialQueue();
  for (const sortKey of ['b', 'a', 'c', 'a']) {
    const id = `${sortKey}${queue.size}`;
    queue.put({ chainId: chainId(id), window: always, rank: 3, dueAt: noon, sortKey });
  }
  expect(drain(queue)).toEqual(['a1', 'a3', 'b0', 'c2']);
});

test('priorities say which rank goes first', () => {
  const queue = queueOf([
    ['callback', 4, -1],
    ['rescheduled', 2, -1],
    ['general', 3, -1],
  ]);
  const priorities = { general: 1, 'campaign-rescheduled': 2, 'campaign-callback': 3 };
  expect(queue.takeDue(noon, priorities)?.row.chainId).toBe('general');
});

test('hours that the campaign keeps close a window that is open', () => {
  const queue = queueOf([['due', 3, -1]]);
  const later = [everyDay(13, 14)];
  expect([queue.takeDue(noon, USUAL_PRIORITIES, later), queue.nextDueAt(noon, later)]).toEqual([
    undefined,
    Date.UTC(2026, 0, 5, 13),
  ]);
  expect(queue.takeDue(noon, USUAL_PRIORITIES, [everyDay(12, 13)])?.row.chainId).toBe('due');
});
