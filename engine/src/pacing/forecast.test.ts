import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMostZero, Forecast } from './forecast.ts';
import { HORIZON_S, POINTS } from './horizon.ts';

const LAST = POINTS - 1;
const flat = (value: number): Float64Array => new Float64Array(POINTS).fill(value);
/** Everybody answers at the last point. */
const atLast = (): Float64Array => {
  const first = new Float64Array(POINTS);
  first[LAST] = 1;
  return first;
};

function forecastOf(
  spare: number,
  agents: readonly number[],
  calls: readonly number[],
  staffed: number,
): Forecast {
  const forecast = new Forecast();
  forecast.begin(spare, staffed);
  for (const chance of agents) forecast.addFree(flat(chance), 1);
  for (const chance of calls) forecast.addNeed(flat(chance), 0, 1);
  return forecast;
}

/** P(spare + Free − Need ≤ 0) by going through every outcome. */
function byHand(spare: number, agents: readonly number[], calls: readonly number[]): number {
  const all = [...agents.map((chance) => [chance, 1]), ...calls.map((chance) => [chance, -1])];
  const walk = (place: number, sum: number): number => {
    const [chance, step] = all[place] ?? [];
    if (chance === undefined || step === undefined) return sum <= 0 ? 1 : 0;
    return chance * walk(place + 1, sum + step) + (1 - chance) * walk(place + 1, sum);
  };
  return walk(0, spare);
}

describe('the risk of the next person', () => {
  test.each([
    ['one free agent and nothing in the air', 1, [], [], 0],
    ['nobody free', 0, [], [], 1],
    ['one free agent and one call that may need them', 1, [], [0.3], 0.3],
    ['an agent who will be free as often as not', 0, [0.5], [], 0.5],
    ['two people wait for one agent', -1, [0.5, 0.5], [], 0.75],
    ['one free, one soon, two calls', 1, [0.4], [0.25, 0.25], 0.6 * 0.4375 + 0.4 * 0.0625],
  ])('%s', (_name, spare, agents, calls, risk) => {
    const forecast = forecastOf(spare, agents, calls, 5);
    expect(forecast.risk(atLast(), flat(0.25), 0)).toBeCloseTo(risk, 9);
  });

  test('with few agents it is what going through every outcome gives', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 7 });
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 4 }), chances, chances, (spare, agents, calls) => {
        const risk = forecastOf(spare, agents, calls, 10).risk(atLast(), flat(0.2), 0);
        expect(risk).toBeCloseTo(byHand(spare, agents, calls), 6);
      }),
    );
  });

  test('with many agents the moments come within a hundredth of the exact count', () => {
    const agents = Array.from({ length: 60 }, (_, place) => 0.02 + (place % 7) * 0.03);
    const calls = Array.from({ length: 50 }, (_, place) => 0.05 + (place % 5) * 0.04);
    for (const spare of [0, 2, 4, 8]) {
      const exact = forecastOf(spare, agents, calls, 40).risk(atLast(), flat(0.2), 0);
      const moments = forecastOf(spare, agents, calls, 400).risk(atLast(), flat(0.2), 0);
      expect(Math.abs(exact - moments)).toBeLessThan(0.01);
    }
  });

  test('answers are weighed by when they come', () => {
    const forecast = new Forecast();
    forecast.begin(0, 3);
    const fromTen = HORIZON_S.map((seconds) => (seconds >= 10 ? 1 : 0));
    forecast.addFree(Float64Array.from(fromTen), 1);
    expect(forecast.risk(flat(1 / POINTS), flat(0.2), 0)).toBeCloseTo(7 / POINTS, 9);
  });
});

describe('how many calls may go', () => {
  test.each([
    ['exactly, with few', 4],
    ['by moments, with many', 100],
  ])('%s: the last risk is within the price and the next is not', (_name, staffed) => {
    const chances = flat(0.25);
    const before = (): Forecast => forecastOf(4, [0.5, 0.5, 0.2], [0.2, 0.3], staffed);
    const admitted = before().admit(atLast(), chances, 0.05, 100);
    const riskAt = (more: number): number => {
      const forecast = before();
      for (let call = 0; call < more; call += 1) forecast.addNeed(chances, 0, 1);
      return forecast.risk(atLast(), chances, 0);
    };
    expect(admitted).toBeGreaterThan(0);
    expect(riskAt(admitted - 1)).toBeLessThanOrEqual(0.05);
    expect(riskAt(admitted)).toBeGreaterThan(0.05);
  });

  test('no price, no call; and never more than asked for', () => {
    expect(forecastOf(1, [], [0.5], 5).admit(atLast(), flat(0.25), 0, 10)).toBe(0);
    expect(forecastOf(50, [], [], 5).admit(atLast(), flat(0.25), 0.03, 7)).toBe(7);
  });
});

test.each([
  [3, 0, 0],
  [0, 0, 1],
  [-2, 0, 1],
])('of %i agents for certain, variance %i: short with chance %i', (mean, variance, chance) => {
  expect(atMostZero(mean, variance, 0)).toBe(chance);
});
