import { expect, test } from 'vitest';
import { campaignGroupId } from '../basics/ids.ts';
import { seatsOf } from './seats.ts';

const seats = (...seekers: readonly (readonly [due: number, had: number])[]): readonly number[] => [
  ...seatsOf(
    seekers.map(([due, had], place) => ({ groupId: campaignGroupId(`g${place}`), due, had })),
  ).values(),
];

// biome-ignore format: a table is read in columns.
test.each<[why: string, seekers: readonly (readonly [number, number])[], whole: readonly number[]]>([
  ['nobody else wants them',                  [[4, 4]],                             [4]],
  ['whole parts are had as they are',         [[2, 9], [2, 0]],                     [2, 2]],
  ['the odd agent goes to who had less',      [[2.5, 3], [2.5, 2]],                 [2, 3]],
  ['and then to the other',                   [[2.5, 2], [2.5, 3]],                 [3, 2]],
  ['alike in all: by name',                   [[0.5, 0], [0.5, 0]],                 [1, 0]],
  ['less by what is due, not by number',      [[0.25, 0.2], [0.75, 0.5]],           [0, 1]],
  ['two odd ones among three',                [[6 + 2 / 3, 7], [6 + 2 / 3, 6], [6 + 2 / 3, 6.5]],
                                                                                    [6, 7, 7]],
  ['three thirds are a whole agent',          [[1 / 3 + 1 / 3 + 1 / 3, 0]],         [1]],
  ['whoever has a whole part has no odd one', [[3, 0], [1.5, 2], [1.5, 1]],         [3, 1, 2]],
])('%s', (_why, seekers, whole) => {
  expect(seats(...seekers)).toEqual(whole);
});

test('no agent is given twice, and none is left over', () => {
  for (let agents = 1; agents <= 30; agents += 1) {
    const thirds = [0, 1, 2].map((had) => [agents / 3, had] as const);
    expect(seats(...thirds).reduce((sum, each) => sum + each, 0)).toBe(agents);
  }
});
