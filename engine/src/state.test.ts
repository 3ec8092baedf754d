import { expect, test } from 'vitest';
import { epoch, siteId } from './basics/ids.ts';
import { instant, minutes } from './basics/time.ts';
import { DEFAULT_LIMITS, newState } from './state.ts';

const setup = { siteId: siteId('site'), epoch: epoch(3), at: instant(7), reasons: [] };

test('a new site knows nobody and waits for nothing', () => {
  const { index, dialed, starts, ...state } = newState(setup);
  const none = new Map();
  expect(state).toEqual({
    siteId: 'site',
    epoch: 3,
    limits: DEFAULT_LIMITS,
    reasons: [],
    phones: 'none',
    isSwitchUp: true,
    now: 7,
    idsGiven: 0,
    sessions: none,
    agents: none,
    offers: none,
    attempts: none,
    interactions: none,
    ended: none,
    strangers: none,
    chains: none,
    suppressed: none,
    listedUntil: none,
    undos: none,
    answered: none,
    deadlines: [],
  });
  expect(dialed.size).toBe(0);
  expect(starts.room(setup.at)).toBe(Number.POSITIVE_INFINITY);
  expect(Object.values(index)).toEqual(Object.values(index).map(() => none));
});

test('a site may have limits of its own', () => {
  const { limits } = newState({ ...setup, limits: { leaseMs: minutes(3) } });
  expect(limits).toEqual({ ...DEFAULT_LIMITS, leaseMs: minutes(3) });
});
