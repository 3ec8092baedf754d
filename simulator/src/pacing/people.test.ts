import { expect, test } from 'vitest';
import { floorScenario } from './floor-scenarios.ts';
import { answerOf, People } from './people.ts';

const MINUTE_MS = 60_000;

test('a record has the same fate for everybody who dials it while the share stands still', () => {
  const [one, other] = [1, 1].map((seed) => new People(floorScenario('ordinary-50'), seed));
  for (let record = 0; record < 200; record += 1) {
    other?.dial(199 - record, 0);
    expect(one?.dial(record, 0)).toEqual(other?.dial(record, 9e6));
  }
  const stranger = new People(floorScenario('ordinary-50'), 2);
  expect(one?.dial(0, 0)).not.toEqual(stranger.dial(0, 0));
});

test('when more people answer, those who answered before still do, in the same way', () => {
  const people = new People(floorScenario('drifting-50'), 1);
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
  const people = new People(floorScenario('A-50'), 3);
  const counts = { person: 0, machine: 0, busy: 0, invalid: 0, 'no-answer': 0 };
  for (let record = 0; record < 20_000; record += 1)
    counts[people.dial(record, 0).fate.outcome] += 1;
  expect(counts.person / 20_000).toBeCloseTo(0.245, 1);
  expect(counts.busy / 20_000).toBeCloseTo(0.1, 1);
  expect(counts.invalid / 20_000).toBeCloseTo(0.05, 1);
  expect(counts.machine).toBe(0);
});

test('lists are dialed one after the other', () => {
  const people = new People(floorScenario('short-lists-5'), 1);
  expect(people.count).toBe(1_300);
  expect([0, 649, 650, 1_299].map((record) => people.dial(record, 0).listId)).toEqual([
    'first',
    'first',
    'second',
    'second',
  ]);
});

test('only dials that are answered have an answer', () => {
  const answer = {
    verdictMs: 0,
    isTakenForPerson: true,
    inTimeMs: 2_000,
    patienceMs: 0,
    talkMs: 1,
    wrapUpMs: 1,
  };
  expect(answerOf({ ringsMs: 0, outcome: 'person', answersMs: 1, answer })).toBe(answer);
  expect(() => answerOf({ ringsMs: 0, outcome: 'busy', endsMs: 1 })).toThrow('busy');
});
