import { describe, expect, test } from 'vitest';
import { instant } from '../basics/time.ts';
import { AgentBook } from './agent-book.ts';
import { Forecast } from './forecast.ts';
import { HORIZON_S } from './horizon.ts';

const TEN = HORIZON_S.indexOf(10);

/** Conversations of 60 s and wrap-ups of 10 s, one after the other. */
function practised(turns: number): AgentBook {
  const agents = new AgentBook(undefined);
  for (let turn = 0; turn < turns; turn += 1) {
    const from = turn * 80_000;
    agents.change('a', 'ready', instant(from));
    agents.change('a', 'talking', instant(from + 10_000));
    agents.change('a', 'wrap-up', instant(from + 70_000));
  }
  agents.change('a', 'ready', instant(turns * 80_000));
  return agents;
}

/** Agents expected to be free within ten seconds. */
function freeSoon(agents: AgentBook, at: number, graceS = 0): number {
  const forecast = new Forecast();
  forecast.begin(0, agents.staffed);
  agents.addFree(forecast, instant(at), graceS);
  return forecast.expected(TEN);
}

describe('the agents of a session', () => {
  test('are counted while they are ready or busy', () => {
    const agents = new AgentBook(undefined);
    const states = ['ready', 'talking', 'wrap-up', 'away', 'ready', 'gone', 'ready'] as const;
    const staffed = states.map((state, n) => {
      agents.change('a', state, instant(n * 1_000));
      return agents.staffed;
    });
    expect(staffed).toEqual([1, 1, 1, 0, 1, 0, 1]);
  });

  test('said twice is said once', () => {
    const agents = new AgentBook(undefined);
    agents.change('a', 'talking', instant(0));
    agents.change('a', 'talking', instant(50_000));
    agents.change('a', 'ready', instant(60_000));
    expect(agents.talksSeen).toBe(1);
    expect(agents.staffed).toBe(1);
  });

  test('their work is measured', () => {
    const agents = practised(20);
    expect(agents.talksSeen).toBe(20);
    expect(agents.waitS).toBeCloseTo(10, 6);
    expect(agents.handlingS).toBeGreaterThan(60);
    expect(agents.handlingS).toBeLessThan(90);
    expect(agents.busyFactor).toBeUndefined();
    agents.elapse(100);
    expect(agents.busyFactor).toBe(0);
  });
});

describe('who will be free', () => {
  test('in wrap-up sooner than in conversation, after long sooner than at first', () => {
    const at = 50 * 80_000 + 1_000_000;
    const one = (state: 'talking' | 'wrap-up', forS: number): number => {
      const agents = practised(50);
      agents.change('a', state, instant(at - forS * 1_000));
      return freeSoon(agents, at);
    };
    expect(one('wrap-up', 8)).toBeGreaterThan(one('talking', 58));
    expect(one('talking', 58)).toBeGreaterThan(one('talking', 5));
    expect(one('talking', 5)).toBeLessThan(0.1);
  });

  test('a person who may wait meets more agents', () => {
    const agents = practised(50);
    agents.change('a', 'wrap-up', instant(50 * 80_000 + 5_000));
    const at = 50 * 80_000 + 8_000;
    expect(freeSoon(agents, at, 2)).toBeGreaterThan(freeSoon(agents, at));
  });

  test('who is away may come back, and who is gone may not', () => {
    const agents = new AgentBook(undefined);
    agents.change('a', 'away', instant(0));
    expect(freeSoon(agents, 60_000)).toBeGreaterThan(0);
    agents.change('a', 'gone', instant(61_000));
    expect(freeSoon(agents, 62_000)).toBe(0);
  });
});

test('what was learned is worth a hundred conversations to the next', () => {
  const kept = practised(400).toMemory();
  const next = new AgentBook({ version: 1, lists: {}, ...kept });
  expect(next.talksSeen).toBeCloseTo(100, 0);
});
