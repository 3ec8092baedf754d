import { expect, test } from 'vitest';
import type { Priorities, PriorityChoice } from './queue-rank.ts';
import {
  prioritiesOf,
  priorityOfRank,
  priorityOfType,
  QUEUE_RANKS,
  USUAL_PRIORITIES,
} from './queue-rank.ts';
import { RECORD_TYPES } from './record.ts';

const three = (callback: number, rescheduled: number, general: number): Priorities => ({
  'campaign-callback': callback,
  'campaign-rescheduled': rescheduled,
  general,
});

// biome-ignore format: a table is read in columns.
test.each<[
  why: string, group: PriorityChoice, campaign: PriorityChoice, site: PriorityChoice, Priorities,
]>([
  ['nobody says anything: callbacks, rescheduled, general', {}, {}, {},       three(1, 2, 3)],
  ['the site says it for everybody',       {}, {}, { general: 1 },            three(1, 2, 1)],
  ['a campaign knows better',              {}, { general: 5 }, { general: 1 }, three(1, 2, 5)],
  ['and its group better still',  { general: 9 }, { general: 5 }, { general: 1 }, three(1, 2, 9)],
  ['each type for itself',        { general: 1 }, { 'campaign-callback': 4 },
    { 'campaign-rescheduled': 7 },                                            three(4, 7, 1)],
])('%s', (_why, group, campaign, site, expected) => {
  expect(prioritiesOf({ group, campaign, site })).toEqual(expected);
});

test('whatever is chosen, what was let go of and personal callbacks go first', () => {
  const ranks = Object.values(QUEUE_RANKS);
  const inOrder = (priorities: Priorities) =>
    ranks.toSorted((a, b) => priorityOfRank(a, priorities) - priorityOfRank(b, priorities));
  expect(inOrder(USUAL_PRIORITIES)).toEqual([0, 1, 4, 2, 3]);
  expect(inOrder(three(3, 2, 1))).toEqual([0, 1, 3, 2, 4]);
});

test('every type of record has its place', () => {
  const priorities = three(5, 6, 7);
  expect(RECORD_TYPES.map((type) => [type, priorityOfType(type, priorities)])).toEqual([
    ['no-record-type', 7],
    ['unknown', 7],
    ['general', 7],
    ['campaign-rescheduled', 6],
    ['personal-rescheduled', 0],
    ['personal-callback', 0],
    ['campaign-callback', 5],
    ['no-call', 7],
  ]);
});
