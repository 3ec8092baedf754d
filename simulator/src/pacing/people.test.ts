import { expect, test } from 'vitest';
import { type FloorScenario, peopleShareAt } from './floor-scenario.ts';
import { FLOOR_SCENARIOS } from './floor-scenarios.ts';
import { People } from './people.ts';

const scenario = (name: string): FloorScenario => {
  const found = FLOOR_SCENARIOS.get(name);
  if (found === undefined) throw new Error(name);
  return found;
};
const MINUTE_MS = 60_000;

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

test('a record has the same fate for everybody who dials it while the share stands still', () => {
  const [one, other] = [1, 1].map((seed) => new People(scenario('ordinary-50'), seed));
  for (let record = 0; record < 200; record += 1) {
    other?.dial(199 - record, 0);
    expect(one?.dial(record, 0)).toEqual(other?.dial(record, 9e6));
  }
  const stranger = new People(scenario('ordinary-50'), 2);
  expect(one?.dial(0, 0)).not.toEqual(stranger.dial(0, 0));
});

test('when more people answer, those who answered before still do, in the same way', () => {
  const people = new People(scenario('drifting-50'), 1);
  let more = 0;
  for (let record = 0; record < 500; record += 1) {
    const early = people.dial(record, 0).fate;
    const late = people.dial(record, 180 * MINUTE_MS).fate;
    if (early.outcome === 'person') expect(late).toEqual(early);
    else if (late.outcome === 'person') more += 1;
  }
  expect(more).toBeGreaterThan(50);
});

test('the outcomes have the shares of the scenario', () => {
  const people = new People(scenario('A-50'), 3);
  const counts = { person: 0, machine: 0, busy: 0, invalid: 0, 'no-answer': 0 };
  for (let record = 0; record < 20_000; record += 1)
    counts[people.dial(record, 0).fate.outcome] += 1;
  expect(counts.person / 20_000).toBeCloseTo(0.245, 1);
  expect(counts.busy / 20_000).toBeCloseTo(0.1, 1);
  expect(counts.invalid / 20_000).toBeCloseTo(0.05, 1);
  expect(counts.machine).toBe(0);
});

test('lists are dialed one after the other', () => {
  const people = new People(scenario('short-lists-5'), 1);
  expect(people.count).toBe(1_300);
  expect([0, 649, 650, 1_299].map((record) => people.dial(record, 0).listId)).toEqual([
    'first',
    'first',
    'second',
    'second',
  ]);
});
