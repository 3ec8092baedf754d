import type { CallerIdsBody } from '@outpace/protocol/campaigns.ts';
import { expect, test } from 'vitest';
import { withNumbers } from './caller-id-choices.ts';

const SET: CallerIdsBody = { numbers: ['+12025550100'], choice: 'nearest', showsMax: 80 };

// biome-ignore format: a table is read in columns.
test.each<[why: string, before: CallerIdsBody | null, typed: readonly string[], after: CallerIdsBody | null]>([
  ['the first number makes a set',      null,      ['+1 (202) 555-0100'],            { numbers: ['+12025550100'], choice: 'in-turn', showsMax: null }],
  ['another one joins it',              SET,       ['+12025550100', '+12025550101'], { ...SET, numbers: ['+12025550100', '+12025550101'] }],
  ['the same number, written otherwise', SET,      ['+12025550100', '+1 202 555 0100'], SET],
  ['without numbers there is none',     SET,       ['', ' '],                        null],
])('%s', (_why, before, typed, after) => {
  expect(withNumbers(before, typed)).toEqual(after);
});
