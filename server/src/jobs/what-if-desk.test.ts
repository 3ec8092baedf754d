import type { WhatIfDay, WhatIfPlan, WhatIfRow } from '@outpace/protocol/what-if.ts';
import { expect, test } from 'vitest';
import type { PlanSimulator } from '../ports.ts';
import { spreadsOf, WhatIfDesk } from './what-if-desk.ts';

const plan: WhatIfPlan = {
  ...{ agents: 5, hours: 1, records: 1_000, answerRate: 0.3, talkMs: 60_000, wrapUpMs: 0 },
  ...{ mode: 'predictive', abandonShareMax: 0.03, days: 5 },
  target: { kind: 'abandonment', share: 0.03 },
};
const day = (occupancy: number): WhatIfDay => ({
  ...{ occupancy, abandonment: 0.02, contactsPerHour: 90, agentWaitMs: 8_000, hours: 1 },
});

/** Lives what it is told to, when it is told to. */
class FakeSimulator implements PlanSimulator {
  readonly running: { onDay: (day: WhatIfDay) => void; end: (fault?: Error) => void }[] = [];

  simulate(_plan: WhatIfPlan, onDay: (day: WhatIfDay) => void, signal: AbortSignal) {
    return new Promise<void>((resolve, reject) => {
      const end = (fault?: Error): void => (fault === undefined ? resolve() : reject(fault));
      signal.addEventListener('abort', () => resolve());
      this.running.push({ onDay, end });
    });
  }
}

function newDesk() {
  const simulator = new FakeSimulator();
  const faults: unknown[] = [];
  const desk = new WhatIfDesk({ simulator, onFault: (fault) => faults.push(fault) });
  const begin = (by: string): WhatIfRow => {
    const begun = desk.begin(by, plan);
    return begun.ok ? begun.value : expect.fail(begun.problem.code);
  };
  const state = (by: string, id: string) => desk.find(by, id)?.state;
  return { simulator, desk, begin, faults, state };
}

const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('days come in one by one, and the answer is how far they lie apart', async () => {
  const { simulator, desk, begin } = newDesk();
  const { id, spreads } = begin('sue');
  expect(spreads).toBeUndefined();
  simulator.running[0]?.onDay(day(0.8));
  simulator.running[0]?.onDay(day(0.9));
  const found = desk.find('sue', id);
  expect(found).toMatchObject({ state: 'running', days: [day(0.8), day(0.9)] });
  expect(found?.spreads?.occupancy.middle).toBeCloseTo(0.85);
  simulator.running[0]?.end();
  await quiet();
  expect(desk.find('sue', id)?.state).toBe('done');
});

test('one is lived at a time; a person who asks again has given up the one before', async () => {
  const { simulator, begin, state } = newDesk();
  const first = begin('sue').id;
  const other = begin('tom').id;
  expect([state('sue', first), state('tom', other)]).toEqual(['running', 'waiting']);
  const second = begin('sue').id;
  await quiet();
  expect([state('sue', first), state('tom', other)]).toEqual(['cancelled', 'running']);
  simulator.running[1]?.end();
  await quiet();
  expect([state('tom', other), state('sue', second)]).toEqual(['done', 'running']);
});

test('a cancelled one makes way, and only its owner cancels it', async () => {
  const { desk, begin, state } = newDesk();
  const first = begin('sue').id;
  const next = begin('tom').id;
  expect(desk.cancel('tom', first)).toBeUndefined();
  expect(desk.cancel('sue', first)?.state).toBe('cancelled');
  await quiet();
  expect(state('tom', next)).toBe('running');
  desk.close();
  expect(state('tom', next)).toBe('cancelled');
});

test('a fault is told, and the next one is lived', async () => {
  const { simulator, begin, faults, state } = newDesk();
  const first = begin('sue').id;
  const next = begin('tom').id;
  simulator.running[0]?.end(new Error('no memory'));
  await quiet();
  expect([state('sue', first), state('tom', next), faults.length]).toEqual([
    'failed',
    'running',
    1,
  ]);
});

test('nobody keeps the others waiting with a plan that takes too long', () => {
  const { desk } = newDesk();
  const large = { ...plan, agents: 1_000, hours: 8 };
  expect(desk.begin('sue', { ...large, days: 6 })).toEqual({
    ok: false,
    problem: { code: 'INVALID_PARAMETER', detail: 'at most 5 days of so many agents' },
  });
  expect(desk.begin('sue', { ...large, days: 5 }).ok).toBe(true);
});

test('old answers are forgotten', async () => {
  const { simulator, desk, begin } = newDesk();
  const first = begin('sue').id;
  for (let count = 0; count < 60; count += 1) {
    simulator.running.at(-1)?.end();
    await quiet();
    begin('sue');
  }
  expect(desk.find('sue', first)).toBeUndefined();
});

test('eight of ten days lie between low and high', () => {
  const days = Array.from({ length: 11 }, (_, index) => day(index / 10));
  const { occupancy, abandonment } = spreadsOf(days);
  expect([occupancy.low, occupancy.middle, occupancy.high].map((each) => each.toFixed(2))).toEqual([
    '0.10',
    '0.50',
    '0.90',
  ]);
  expect(abandonment).toEqual({ low: 0.02, middle: 0.02, high: 0.02 });
});
