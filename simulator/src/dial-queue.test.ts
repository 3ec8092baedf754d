import { chainId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { DialQueue, type Rank, takeFirst } from './dial-queue.ts';

const always = { zone: 'UTC', dailyFrom: 0, dailyTill: 86_400 };
const atNight = { zone: 'UTC', dailyFrom: 0, dailyTill: 3_600 };
const noon = instant(Date.UTC(2026, 0, 5, 12));

function queueOf(rows: readonly [name: string, rank: Rank, dueIn: number, window?: 'night'][]) {
  const queue = new DialQueue();
  for (const [name, rank, dueIn, night] of rows) {
    const window = night === undefined ? always : atNight;
    queue.put({ chainId: chainId(name), window, rank, dueAt: instant(noon + dueIn) });
  }
  return queue;
}

const drain = (queue: DialQueue): (string | undefined)[] => {
  const names: (string | undefined)[] = [];
  for (let row = queue.takeDue(noon); row !== undefined; row = queue.takeDue(noon)) {
    names.push(row.chainId);
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
  queue.put({ chainId: chainId('a'), window: always, rank: 0, dueAt: noon });
  expect(drain(queue)).toEqual(['a']);
});

test('of several queues the first that has something due is asked', () => {
  const queues = [
    queueOf([['early', 1, 9]]),
    queueOf([['first', 3, -1]]),
    queueOf([['last', 0, -9]]),
  ];
  const taken = [1, 2, 3].map(() => takeFirst(queues, noon)?.chainId);
  expect(taken).toEqual(['first', 'last', undefined]);
});
