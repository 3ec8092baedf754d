import { describe, expect, test } from 'vitest';
import { instant } from '../basics/time.ts';
import { CallBook } from './call-book.ts';
import type { PacingEvent } from './contract.ts';
import { Forecast } from './forecast.ts';
import { HORIZON_S, POINTS } from './horizon.ts';

type Said = { readonly [Type in PacingEvent['type']]: Extract<PacingEvent, { type: Type }> };

const opened = (id: string, at: number, listId?: string): Said['attempt-opened'] => ({
  type: 'attempt-opened',
  attemptId: id,
  listId,
  at: instant(at),
});
const step = (
  type: 'attempt-ringing' | 'attempt-answered' | 'attempt-connected' | 'attempt-ended',
  id: string,
  at: number,
): PacingEvent => ({ type, attemptId: id, at: instant(at) });
const person = (id: string, at: number, agentBy = at + 2_000): PacingEvent => ({
  type: 'attempt-classified',
  attemptId: id,
  verdict: 'person',
  agentBy: instant(agentBy),
  at: instant(at),
});
const machine = (id: string, at: number): PacingEvent => ({
  type: 'attempt-classified',
  attemptId: id,
  verdict: 'machine',
  at: instant(at),
});

function shown(events: readonly PacingEvent[], calls = new CallBook(undefined)) {
  const answers = events.map((event) => calls.observe(event)).filter((said) => said !== undefined);
  return { calls, answers };
}

/** Agents expected to be needed within ten seconds. */
function neededSoon(calls: CallBook, at: number): number {
  const forecast = new Forecast();
  forecast.begin(0, 10);
  calls.addNeed(forecast, instant(at), new Float64Array(POINTS));
  return -forecast.expected(HORIZON_S.indexOf(10));
}

describe('what becomes of a person', () => {
  const before = [opened('c', 0), step('attempt-answered', 'c', 8_000), person('c', 9_000)];

  test.each<[why: string, then: readonly PacingEvent[], answers: readonly boolean[]]>([
    ['an agent comes in time', [step('attempt-connected', 'c', 9_500)], [false]],
    ['in the last instant', [step('attempt-connected', 'c', 11_000)], [false]],
    ['too late for the law', [step('attempt-connected', 'c', 11_001)], [true]],
    ['nobody comes', [step('attempt-ended', 'c', 11_000)], [true]],
    ['it was a machine after all', [machine('c', 9_200), step('attempt-ended', 'c', 9_300)], []],
    [
      'said twice',
      [step('attempt-connected', 'c', 9_500), step('attempt-connected', 'c', 9_500)],
      [false],
    ],
  ])('%s', (_why, then, answers) => {
    expect(shown([...before, ...then]).answers).toEqual(
      answers.map((isAbandoned) =>
        expect.objectContaining({ answer: expect.objectContaining({ isAbandoned }) }),
      ),
    );
  });

  test('who is no person is not asked about', () => {
    const events = [opened('c', 0), machine('c', 9_000), step('attempt-ended', 'c', 9_000)];
    expect(shown(events).answers).toEqual([]);
    expect(shown(events).calls.inAir).toBe(0);
  });

  test('who was no person after all, as the agent has heard, is taken back once', () => {
    const met = [opened('c', 0), person('c', 9_000), step('attempt-connected', 'c', 9_100)];
    const heard = [machine('c', 30_000), machine('c', 31_000), step('attempt-ended', 'c', 31_000)];
    expect(shown([...met, ...heard]).answers.map(({ type }) => type)).toEqual([
      'answer',
      'no-person',
    ]);
  });

  test.each([
    ['in time', 11_000, false],
    ['too late', 11_001, true],
  ])('met %s: so much is taken back', (_when, at, wasAbandoned) => {
    const met = [opened('c', 0), person('c', 9_000), step('attempt-connected', 'c', at)];
    const { answers } = shown([...met, machine('c', 30_000)]);
    expect(answers.at(-1)).toEqual({ type: 'no-person', wasAbandoned });
  });

  test('nor is a call that nobody knows', () => {
    expect(shown([person('x', 1_000), step('attempt-connected', 'x', 2_000)]).answers).toEqual([]);
  });
});

describe('the calls in the air', () => {
  test('need agents: a call that rings, more so one that was answered', () => {
    const rings = shown([opened('c', 0)]).calls;
    const heard = shown([opened('c', 0), step('attempt-answered', 'c', 8_000)]).calls;
    expect(neededSoon(rings, 8_100)).toBeGreaterThan(0);
    expect(neededSoon(heard, 8_100)).toBeGreaterThan(2 * neededSoon(rings, 8_100));
  });

  test('opened in this very instant counts already', () => {
    const { calls } = shown([opened('c', 0)]);
    calls.elapse(1, instant(1_000));
    const before = neededSoon(calls, 1_000);
    calls.observe(opened('d', 1_000));
    expect(neededSoon(calls, 1_000)).toBeGreaterThan(before);
  });

  test('hundreds that begin at once and cannot have been answered yet say little', () => {
    const { calls } = shown([]);
    for (let n = 0; n < 60; n += 1) {
      const answers = [step('attempt-answered', `c${n}`, 8_000), person(`c${n}`, 9_000)];
      const ends = [step('attempt-ended', `c${n}`, 30_000)];
      shown([opened(`c${n}`, 0), ...(n % 4 === 0 ? answers : []), ...ends], calls);
    }
    calls.elapse(1, instant(31_000));
    const before = calls.rate;
    for (let n = 0; n < 400; n += 1) calls.observe(opened(`d${n}`, 31_000));
    for (let at = 31_500; at <= 36_000; at += 500) calls.elapse(0.5, instant(at));
    expect(calls.rate).toBeGreaterThan(0.6 * before);
  });

  test('a person who waits is counted by their owner, not here', () => {
    const { calls } = shown([opened('c', 0), person('c', 8_000)]);
    expect(neededSoon(calls, 8_000)).toBeCloseTo(0, 12);
  });

  test('one of which nothing is heard is forgotten', () => {
    const { calls } = shown([opened('c', 0)]);
    calls.elapse(5, instant(179_000));
    expect(calls.inAir).toBe(1);
    calls.elapse(5, instant(181_000));
    expect(calls.inAir).toBe(0);
  });

  test.each<[why: string, ringingAt: number | undefined, at: number, found: string | undefined]>([
    ['rang long enough', 1_000, 16_000, 'c'],
    ['rang almost long enough', 1_000, 15_999, undefined],
    ['is not known to ring', undefined, 60_000, undefined],
  ])('taken back is what %s', (_why, ringingAt, at, found) => {
    const { calls } = shown([opened('c', 0)]);
    if (ringingAt !== undefined) calls.observe(step('attempt-ringing', 'c', ringingAt));
    expect(calls.oldestRinging(instant(at), 15_000)).toBe(found);
  });
});

/** A list of which one in four answers after 8 s and the others ring for half a minute. */
const oneInFour = (calls: number): readonly PacingEvent[] =>
  Array.from({ length: calls }, (_, n) => {
    const at = n * 100;
    const answers = [step('attempt-answered', `c${n}`, at + 8_000), person(`c${n}`, at + 9_000)];
    const ends = [step('attempt-ended', `c${n}`, at + 30_000)];
    return [opened(`c${n}`, at, 'list'), ...(n % 4 === 0 ? answers : ends)];
  })
    .flat()
    .toSorted((one, other) => one.at - other.at);

test.each<[what: string, calls: number, ringingAt: number | undefined, most: number, n: number]>([
  ['those that have rung long enough, the oldest first', 400, 1_000, 9, 2],
  ['at most so many', 400, 1_000, 1, 1],
  ['none that is not known to ring', 400, undefined, 9, 0],
  ['none that has not rung for as long as the law wants', 400, 3_000, 9, 1],
  ['none of a list that is hardly known', 100, 1_000, 9, 0],
])('worth less than a new call: %s', (_what, seen, ringsAfter, most, found) => {
  const { calls } = shown(oneInFour(seen));
  const start = seen * 100 + 40_000;
  for (const [n, id] of ['older', 'newer', 'newest'].entries()) {
    const at = start + n * 1_500;
    calls.observe(opened(id, at, 'list'));
    if (ringsAfter !== undefined) calls.observe(step('attempt-ringing', id, at + ringsAfter));
  }
  calls.elapse(1, instant(start));
  const worthLess = calls.worthLess(instant(start + 18_000), 15_000, most);
  expect(worthLess).toEqual(['older', 'newer', 'newest'].slice(0, found));
});

describe('lists', () => {
  /** Two hundred calls: of `good` a half is answered, of `bad` nobody. */
  function learned(): CallBook {
    const calls = new CallBook(undefined);
    for (let n = 0; n < 200; n += 1) {
      const at = n * 1_000;
      const id = `c${n}`;
      const isGood = n % 2 === 0;
      calls.observe(opened(id, at, isGood ? 'good' : 'bad'));
      if (isGood && n % 4 === 0) {
        calls.observe(person(id, at + 9_000));
        calls.observe(step('attempt-connected', id, at + 9_000));
      } else calls.observe(step('attempt-ended', id, at + 25_000));
    }
    return calls;
  }

  test('each has its own answers, and the next call is like those of late', () => {
    const calls = learned();
    for (const list of ['good', 'bad', 'good'] as const) {
      for (let second = 0; second < 120; second += 1) {
        const at = 300_000 + second * 1_000;
        if (second % 5 === 0) calls.observe(opened(`${list}${second}`, at, list));
        calls.elapse(1, instant(at));
        calls.observe(step('attempt-ended', `${list}${second}`, at + 25_000));
      }
      if (list === 'good') expect(calls.rate).toBeGreaterThan(0.3);
      else expect(calls.rate).toBeLessThan(0.12);
    }
  });

  test('what was learned comes back', () => {
    const memory = { version: 1, lists: learned().toMemory(), talk: [], wrapUp: [] } as const;
    const next = new CallBook(memory);
    expect(next.resolved).toBeCloseTo(100, 0);
    expect(next.rate).toBeCloseTo(0.25, 1);
  });
});
