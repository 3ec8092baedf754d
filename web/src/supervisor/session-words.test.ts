import type { PacingView } from '@outpace/engine/pacing/counts.ts';
import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { expect, test } from 'vitest';
import {
  activityOf,
  agentShares,
  isSwitchDown,
  nextStep,
  pacingSentence,
  type ShownState,
  stateOf,
  waitSentences,
} from './session-words.ts';

const session = {
  phase: 'running',
  inAir: { offered: 2, dialing: 1, ringing: 3, waiting: 1, connected: 5 },
  counts: { attempts: 1_240, connected: 1 },
} as SessionRow;

test('what goes on is told in one line', () => {
  expect(activityOf(undefined)).toBe('Nobody is dialed for it.');
  expect(activityOf(session)).toBe('5 calls in the air, 1 contact of 1,240 attempts');
});

test.each<[ShownState, ReturnType<typeof nextStep>]>([
  ['not-loaded', 'load'],
  ['loading', undefined],
  ['active', 'start'],
  ['running', undefined],
  ['unloading', undefined],
])('after %s the next step is %s', (state, next) => {
  expect(nextStep(state)).toBe(next);
});

test('a group without a session is not loaded', () => {
  expect(stateOf(undefined)).toBe('not-loaded');
  expect(stateOf(session)).toBe('running');
});

test('each thing that is waited for has its own sentence', () => {
  expect(waitSentences({ records: false, ports: false, agents: false, trunks: false })).toEqual([]);
  expect(waitSentences({ records: true, ports: true, agents: true, trunks: true })).toHaveLength(4);
  const open = { records: false, ports: false, agents: false, trunks: false, validation: true };
  expect(waitSentences(open)).toEqual([expect.stringContaining('validation')]);
});

const decision = (part: Partial<PacingView>): PacingView => ({
  ready: 4,
  waiting: 0,
  inAir: 2,
  wanted: 0,
  opened: 0,
  bound: 'nothing',
  ...part,
});

test.each<[PacingView, string]>([
  [decision({}), 'No more calls are wanted right now.'],
  [
    decision({ bound: 'risk', forecast: {} as PacingView['forecast'] }),
    'No more calls are wanted right now. One more would risk that a person finds no agent in time.',
  ],
  [decision({ bound: 'pause' }), 'Dialing pauses after a fault and goes on by itself.'],
  [
    decision({ wanted: 3, opened: 1, bound: 'rate' }),
    'Wanted 3 calls more and opened 1. The trunks start so many calls a second and no more: the next go out in their turn.',
  ],
  [
    decision({ wanted: 3, bound: 'trunks' }),
    'Wanted 3 calls more and opened 0. The trunks take no calls: one is tried now and then until it gets through.',
  ],
  [
    decision({ bound: 'switch' }),
    'The switch cannot be reached: calls under way go on, and nothing new is dialed.',
  ],
  [
    decision({ wanted: 2, opened: 2 }),
    'Wanted 2 calls more and opened them. No limit stood in the way.',
  ],
  [
    decision({ wanted: 1, opened: 1 }),
    'Wanted 1 call more and opened it. No limit stood in the way.',
  ],
  [
    decision({ wanted: 5, opened: 3, bound: 'records' }),
    'Wanted 5 calls more and opened 3. Records were the limit.',
  ],
])('the decision %o reads as a sentence', (view, sentence) => {
  expect(pacingSentence(view)).toBe(sentence);
});

test('a switch that is away is seen by whoever would dial', () => {
  const pacing = decision({ bound: 'switch' });
  expect(isSwitchDown([])).toBe(false);
  expect(isSwitchDown([{ phase: 'running', pacing: decision({}) }])).toBe(false);
  expect(isSwitchDown([{ phase: 'active', pacing }])).toBe(false);
  expect(
    isSwitchDown([
      { phase: 'active', pacing },
      { phase: 'running', pacing },
    ]),
  ).toBe(true);
});

test('the shares of the bar add up to everybody who is logged on', () => {
  const agents = {
    loggedOn: 11,
    ready: 2,
    reserved: 1,
    engaged: 1,
    talking: 4,
    wrapUp: 1,
    notReady: 2,
  };
  expect(agentShares(agents).reduce((sum, { count }) => sum + count, 0)).toBe(agents.loggedOn);
});
