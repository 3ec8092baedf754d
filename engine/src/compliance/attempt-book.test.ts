import { expect, test } from 'vitest';
import { attemptId, campaignId, chainId } from '../basics/ids.ts';
import { after, hours, minutes } from '../basics/time.ts';
import type { PastAttempt } from '../calling-lists/past-attempt.ts';
import { chain, phone, START } from '../test-site.ts';
import { AttemptBook } from './attempt-book.ts';

const LEASE = minutes(10);
const attempt = (n: number, changes: Partial<PastAttempt> = {}): PastAttempt => ({
  attemptId: attemptId(`a${n}`),
  openedAt: START,
  phone: phone(n),
  chainId: chainId(String(n)),
  customerId: undefined,
  campaignId: campaignId('campaign'),
  result: undefined,
  ...changes,
});
const ids = (all: readonly PastAttempt[]) => all.map((each) => each.attemptId);

test('a chain is told of its numbers, its person and itself, each attempt once', () => {
  const book = new AttemptBook();
  book.opened(attempt(1));
  book.opened(attempt(2, { customerId: 'c1' }));
  book.opened(attempt(3, { phone: phone(1) }));
  book.opened(attempt(4));
  expect(ids(book.pastOf(chain(1)))).toEqual(['a1', 'a3']);
  expect(ids(book.pastOf(chain(1, { customerId: 'c1' })))).toEqual(['a1', 'a3', 'a2']);
  expect(book.pastOf(chain(9))).toEqual([]);
});

test('what the store knew and what has happened since are one', () => {
  const book = new AttemptBook();
  const known = chain(1, { past: [attempt(1), attempt(7, { phone: phone(1) })] });
  book.opened(attempt(1));
  book.ended(attemptId('a1'), 'busy');
  expect(book.pastOf(known).map(({ attemptId: id, result }) => [id, result])).toEqual([
    ['a1', 'busy'],
    ['a7', undefined],
  ]);
});

test('an attempt that was never made is forgotten, and one nobody knows is no matter', () => {
  const book = new AttemptBook();
  book.opened(attempt(1));
  book.takenBack(attemptId('a1'));
  book.takenBack(attemptId('a9'));
  book.ended(attemptId('a9'), 'busy');
  expect([book.pastOf(chain(1)), book.size]).toEqual([[], 0]);
});

test('what is older than a lease goes, unless it goes on or its chain is in hand', () => {
  const book = new AttemptBook();
  for (const n of [1, 2, 3]) book.opened(attempt(n));
  for (const n of [1, 2]) book.ended(attemptId(`a${n}`), 'busy');
  const later = after(START, hours(1));
  book.opened(attempt(4, { openedAt: later }));
  book.forgetOld(later, LEASE, () => [chain(2)]);
  expect([1, 2, 3, 4].map((n) => book.pastOf(chain(n)).length)).toEqual([0, 1, 1, 1]);
});

test('it is looked through once in a lease', () => {
  const book = new AttemptBook();
  let looks = 0;
  const inHand = () => {
    looks += 1;
    return [];
  };
  for (const wait of [0, 9, 10, 19]) book.forgetOld(after(START, minutes(wait)), LEASE, inHand);
  expect(looks).toBe(2);
});
