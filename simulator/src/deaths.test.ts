import { expect, test } from 'vitest';
import { Deaths } from './deaths.ts';

test('a process dies at its place, and the next one at its own', () => {
  const deaths = new Deaths([
    { at: 2, disk: 'written' },
    { at: 3, disk: 'lost' },
  ]);
  const seen = (['decided', 'begun', 'taken', 'begun'] as const).map((place) =>
    deaths.at(place, place === 'begun'),
  );
  expect(seen).toEqual([undefined, 'written', 'lost', undefined]);
  expect(deaths.happened).toBe(2);
  expect(deaths.passed).toEqual([
    { place: 'decided', isInFlight: false },
    { place: 'begun', isInFlight: true },
    { place: 'taken', isInFlight: false },
    { place: 'begun', isInFlight: true },
  ]);
});

test('where nobody is to die, places are counted all the same', () => {
  const deaths = new Deaths();
  expect(deaths.at('durable', false)).toBeUndefined();
  expect([deaths.happened, deaths.passed.length]).toEqual([0, 1]);
});
