import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epoch, siteId } from './basics/ids.ts';
import { instant } from './basics/time.ts';
import { nextDeadlineOf, schedule, takeDue } from './deadlines.ts';
import type { Deadline, SiteState } from './state.ts';
import { newState } from './state.ts';

const empty = (): SiteState =>
  newState({ siteId: siteId('site'), epoch: epoch(1), at: instant(0), reasons: [] });
const deadline = (at: number, of: Deadline['of'], id: string): Deadline => ({
  at: instant(at),
  of,
  id,
});

test('the earliest comes first, ties by kind and then by id', () => {
  const state = empty();
  const order = [
    deadline(1, 'undo', 'i1'),
    deadline(2, 'agent', 'ann'),
    deadline(2, 'attempt', 'a1'),
    deadline(2, 'attempt', 'a2'),
    deadline(3, 'agent', 'ann'),
  ];
  for (const each of order.toReversed()) schedule(state, each);
  expect(nextDeadlineOf(state)).toBe(1);
  expect(takeDue(state, instant(2))).toEqual(order.slice(0, 4));
  expect(state.deadlines).toEqual(order.slice(4));
});

test('nothing is due before its time, and nothing waits in an empty heap', () => {
  const state = empty();
  expect([nextDeadlineOf(state), takeDue(state, instant(9))]).toEqual([undefined, []]);
  schedule(state, deadline(10, 'undo', 'i1'));
  expect(takeDue(state, instant(9))).toEqual([]);
});

test('the same thing named twice for one moment is looked at once', () => {
  const state = empty();
  for (const at of [5, 5, 4]) schedule(state, deadline(at, 'attempt', 'a1'));
  expect(takeDue(state, instant(5))).toEqual([deadline(4, 'attempt', 'a1')]);
});

const anyDeadline = fc.record({
  at: fc.nat({ max: 20 }).map(instant),
  of: fc.constantFrom<Deadline['of']>('agent', 'attempt', 'offer', 'session'),
  id: fc.constantFrom('1', '2', '3', '4', '5', '6', '7'),
});
const text = ({ at, of, id }: Deadline): string => `${String(at).padStart(2, '0')} ${of} ${id}`;

test('deadlines come out in order, all that are due and none that are not', () => {
  fc.assert(
    fc.property(fc.array(anyDeadline), fc.nat({ max: 20 }), (deadlines, until) => {
      const state = empty();
      for (const each of deadlines) schedule(state, each);
      const due = takeDue(state, instant(until)).map(text);
      const left = takeDue(state, instant(99)).map(text);
      expect(due).toEqual([...due].sort());
      expect(left).toEqual([...left].sort());
      const things = (all: readonly Deadline[]) => new Set(all.map(({ of, id }) => `${of} ${id}`));
      const named = things(deadlines.filter(({ at }) => at <= until));
      expect(new Set(due.map((each) => each.slice(3)))).toEqual(named);
    }),
  );
});
