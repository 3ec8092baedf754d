import { expect, test } from 'vitest';
import { peopleShareAt } from './floor-scenario.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, hour: number, share: number]>([
  ['before the first point',   0,   0.2],
  ['straight between points',  2,   0.3],
  ['just before a jump',       5.999, 0.4],
  ['the point itself',         4,   0.4],
  ['the jump at its hour',       6,   0.1],
  ['after the last point',     9,   0.1],
])('%s', (_why, hour, share) => {
  const people = [[0, 0.2], [4, 0.4], [6, 0.4], [6, 0.1]] as const;
  expect(peopleShareAt({ listId: 'list', records: 1, people }, hour)).toBeCloseTo(share, 3);
});
