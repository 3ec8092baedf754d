import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callingListId } from '../basics/ids.ts';
import type { ListTurn } from './list-turns.ts';
import { newTurns, pickInTurn, withTurnBack } from './list-turns.ts';

const turn = (name: string, weight: number, given = 0): ListTurn => ({
  listId: callingListId(name),
  weight,
  given,
});

/** `5` stands for five candidates of priority 3; a text has one priority per letter. */
type Has = number | string;
const candidatesOf = (name: string, has: Has) =>
  (typeof has === 'number' ? '3'.repeat(has) : has)
    .split('')
    .map((priority) => ({ name, priority: Number(priority) }));

type ListRow = readonly [name: string, weight: number, has: Has, given?: number];

function pick(rows: readonly ListRow[], count: number) {
  const waiting = rows.map(([name, weight, has, given]) => ({
    turn: turn(name, weight, given),
    candidates: candidatesOf(name, has),
  }));
  const { candidates, turns } = pickInTurn(waiting, count);
  const names = candidates.map(({ name }) => name).join('');
  return [names, turns.map(({ given }) => given).join(' ')];
}

// biome-ignore format: a table is read in columns.
test.each<[why: string, lists: readonly ListRow[], count: number, order: string, given: string]>([
  ['one list gives all',                     [['a', 10, 9]],                    3, 'aaa', '3'],
  ['two of a weight take turns',             [['a', 1, 9], ['b', 1, 9]],        4, 'abab', '2 2'],
  ['three times the weight, three of four',  [['a', 30, 9], ['b', 10, 9]],      8, 'aabaaaba', '6 2'],
  ['a small list need not come last',        [['a', 5, 9], ['b', 1, 9], ['c', 1, 9]],
    7, 'aaabcaa', '5 1 1'],
  ['it goes on where it stopped',            [['a', 3, 9, 2], ['b', 1, 9]],     2, 'ba', '3 1'],
  ['a tiny list waits for its turn',         [['a', 100, 99], ['b', 1, 9]],    49,
    'a'.repeat(49), '49 0'],
  ['and has it',                             [['a', 100, 99, 50], ['b', 1, 9]], 2, 'ba', '51 1'],
  ['who has nothing due gives its share to the others', [['a', 9, 0], ['b', 1, 9]], 3, 'bbb', '27 3'],
  ['and does not get it back',               [['a', 9, 9, 27], ['b', 1, 9, 3]], 3, 'aaa', '30 3'],
  ['who runs out on the way, too',           [['a', 9, 1], ['b', 1, 9]],        4, 'abbb', '27 3'],
  ['nobody has anything: all are level',     [['a', 9, 1, 5], ['b', 1, 1, 7]],  9, 'ab', '0 0'],
  ['the best priority first, of any list',   [['a', 9, '333'], ['b', 1, '013']], 4, 'bbaa', '2 2'],
  ['and only among its like do weights count', [['a', 1, '123'], ['b', 1, '113']], 4, 'abba', '2 2'],
])('%s', (_why, lists, count, order, given) => {
  expect(pick(lists, count)).toEqual([order, given]);
});

test('a list that rests has no turn', () => {
  const list = (name: string, weight: number) => ({
    listId: callingListId(name),
    name,
    weight,
    attemptsMax: 5,
  });
  expect(newTurns([list('a', 3), list('b', 0)])).toEqual([turn('a', 3)]);
});

test('what was of no use is not counted', () => {
  const turns = [turn('a', 1, 2), turn('b', 1, 1)];
  expect(withTurnBack(turns, callingListId('a'))).toEqual([turn('a', 1, 1), turn('b', 1, 1)]);
});

test('over any number of refills every list stays by its share', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 });
  const refills = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(weights, refills, (given, counts) => {
      let turns: readonly ListTurn[] = given.map((weight, n) => turn(String(n), weight));
      for (const count of counts) {
        const waiting = turns.map((each) => ({
          turn: each,
          candidates: candidatesOf(each.listId, 40),
        }));
        ({ turns } = pickInTurn(waiting, count));
      }
      const total = given.reduce((sum, weight) => sum + weight, 0);
      const dialed = counts.reduce((sum, count) => sum + count, 0);
      return turns.every(({ given: has, weight }) => {
        const share = (dialed * weight) / total;
        return Math.abs(has - share) <= turns.length / 2 + 0.5;
      });
    }),
  );
});
