import { instant } from '@outpace/engine/basics/time.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';

test('things come out by time, and by the order they went in at the same time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), (times) => {
      const agenda = new Agenda<number>();
      times.forEach((at, index) => {
        agenda.put(instant(at), index);
      });
      const sorted = times
        .map((at, index) => ({ at, index }))
        .sort((a, b) => a.at - b.at || a.index - b.index);
      const taken = times.map(() => agenda.take()?.thing);
      expect(taken).toEqual(sorted.map(({ index }) => index));
      expect(agenda.take()).toBeUndefined();
    }),
  );
});

test('the next time is known without taking anything', () => {
  const agenda = new Agenda<string>();
  expect(agenda.nextAt).toBeUndefined();
  agenda.put(instant(9), 'later');
  agenda.put(instant(3), 'sooner');
  expect(agenda.nextAt).toBe(3);
  expect(agenda.size).toBe(2);
});
