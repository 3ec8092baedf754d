import type { PacingEvent, PacingPosition } from '@outpace/engine/pacing/contract.ts';
import { expect, test } from 'vitest';
import { fixedRatio } from '../rivals/fixed-ratio.ts';
import { progressive } from '../rivals/progressive.ts';
import { Floor, SHIFT_STARTS } from './floor.ts';
import { floorDay, limitsOf } from './floor-day.ts';
import { measuresOf } from './floor-measures.ts';
import type { FloorScenario } from './floor-scenario.ts';
import { floorScenario } from './floor-scenarios.ts';
import { addUp } from './floor-tally.ts';
import { fixed } from './laws.ts';
import type { PacerKind } from './pacer.ts';

const scenario = (name: string, changed: Partial<FloorScenario> = {}): FloorScenario => ({
  ...floorScenario(name),
  ...changed,
});

/** A day with everything that a pacer saw and was asked. */
function watched(of: FloorScenario, kind: PacerKind) {
  const events: PacingEvent[] = [];
  const positions: PacingPosition[] = [];
  const inner = kind.make(limitsOf(0.03));
  const pacer = {
    observe: (event: PacingEvent) => {
      events.push(event);
      inner.observe(event);
    },
    decide: (position: PacingPosition) => {
      positions.push(position);
      return inner.decide(position);
    },
  };
  const tally = new Floor({ scenario: of, seed: 1, pacer, holdsMs: kind.holdsMs }).run();
  return { tally, events, positions };
}

test('the same seed lives the same day, another seed another one', () => {
  const day = (seed: number) => floorDay(scenario('breaks-15'), fixedRatio(2), seed, 0.03);
  expect(day(1)).toEqual(day(1));
  expect(day(1).people).not.toBe(day(2).people);
});

// The published comparison of open systems has 57 to 58 % for these.
test.each(['A-5', 'A-25', 'A-100'])('progressive dialing in %s', (name) => {
  const tally = addUp([1, 2, 3].map((seed) => floorDay(scenario(name), progressive, seed, 0.03)));
  expect(tally.abandoned).toBe(0);
  const { occupancy } = measuresOf(tally, 0.03);
  expect(occupancy).toBeGreaterThan(0.55);
  expect(occupancy).toBeLessThan(0.595);
});

test('what is counted agrees with what was told', () => {
  const short = { hours: 1 };
  const { tally, events, positions } = watched(scenario('impatient-15', short), fixedRatio(5));
  const told = (type: PacingEvent['type']): number =>
    events.filter((event) => event.type === type).length;
  expect(told('attempt-opened')).toBe(tally.dials);
  expect(told('attempt-connected')).toBe(tally.contacts);
  expect(positions.length).toBe(tally.decisions);
  expect(tally.abandoned).toBeGreaterThan(10);
  // From the first login on, every agent's time is either busy, ready or away.
  const logins = scenario('impatient-15').staffing.loginsMs / 15;
  const shift = tally.busyMs + tally.readyMs + tally.awayMs;
  const last = positions.at(-1)?.at ?? 0;
  const lived = last - SHIFT_STARTS;
  expect(shift).toBe(15 * lived - (logins * 14 * 15) / 2);
});

test('each position is what the events add up to', () => {
  const { events, positions } = watched(scenario('lunch-15', { hours: 4 }), fixedRatio(3));
  const ready = new Map<string, boolean>();
  const open = new Map<string, 'in-air' | 'waiting' | 'connected'>();
  let seen = 0;
  for (const { at, free, waiting, inAir } of positions) {
    for (; seen < events.length; seen += 1) {
      const event = events[seen];
      if (event === undefined || event.at > at) break;
      // Calls that this very decision opens come after it.
      if (event.type === 'attempt-opened' && event.at === at) break;
      if (event.type === 'agent-changed') ready.set(event.agentId, event.state === 'ready');
      if (event.type === 'attempt-opened') open.set(event.attemptId, 'in-air');
      if (event.type === 'attempt-connected') open.set(event.attemptId, 'connected');
      if (event.type === 'attempt-ended') open.delete(event.attemptId);
      if (event.type === 'attempt-classified' && event.verdict === 'person') {
        open.set(event.attemptId, 'waiting');
      }
    }
    const phases = [...open.values()];
    expect({ free, waiting, inAir }).toEqual({
      free: [...ready.values()].filter(Boolean).length,
      waiting: phases.filter((phase) => phase === 'waiting').length,
      inAir: phases.filter((phase) => phase === 'in-air').length,
    });
  }
});

test('lines and records bound what is opened', () => {
  const greedy: PacerKind = {
    name: 'greedy',
    make: () => ({ observe: () => undefined, decide: () => ({ open: 1e9, takeBack: [] }) }),
  };
  const { positions } = watched(scenario('trunks-5', { hours: 0.2 }), greedy);
  expect(Math.max(...positions.map(({ portsFree }) => portsFree))).toBe(7);
  expect(Math.max(...positions.map(({ inAir }) => inAir))).toBeLessThanOrEqual(7);
  expect(floorDay(scenario('short-lists-5'), greedy, 1, 0.03).dials).toBe(1_300);
});

test('a call that is taken back counts with how long it rang', () => {
  const seen = new Map<string, number>();
  const impatient: PacerKind = {
    name: 'impatient',
    make: () => ({
      observe: (event) => {
        if (event.type === 'attempt-ringing') seen.set(event.attemptId, event.at);
        else if ('attemptId' in event) seen.delete(event.attemptId);
      },
      decide: ({ at, inAir }) => ({
        open: Math.max(0, 5 - inAir),
        takeBack: [...seen].filter(([, ringsAt]) => at - ringsAt >= 17_000).map(([id]) => id),
      }),
    }),
  };
  const tally = floorDay(scenario('A-5', { hours: 1 }), impatient, 1, 0.03);
  expect(tally.takenBack).toBeGreaterThan(50);
  expect(tally.shortestCutMs).toBe(17_000);
});

test.each<
  [why: string, changed: Partial<FloorScenario>, holdsMs: number | undefined, share: number]
>([
  ['in time is in time', {}, undefined, 0],
  ['a system that holds people longer still has them too late', {}, 600_000, 0],
  [
    'nobody is in time after a slow verdict',
    {
      detection: {
        person: fixed(4_000),
        machine: fixed(4_000),
        peopleMissed: 0,
        machinesPassed: 0,
      },
    },
    undefined,
    1,
  ],
  [
    'unless the clock starts at the verdict',
    {
      detection: {
        person: fixed(4_000),
        machine: fixed(4_000),
        peopleMissed: 0,
        machinesPassed: 0,
      },
      deadline: { from: 'verdict', graceMs: 2_000, greeting: fixed(0) },
    },
    undefined,
    0,
  ],
  ['joining takes of the time', { joinMs: 2_001 }, undefined, 1],
])('%s', (_why, changed, holdsMs, share) => {
  const kind = { ...progressive, holdsMs };
  const { tally } = watched(scenario('A-5', { hours: 1, ...changed }), kind);
  expect(tally.people).toBeGreaterThan(20);
  expect(tally.abandoned / tally.people).toBe(share);
});

test('holding people longer than the law allows gives them to agents, too late', () => {
  const crowd = scenario('A-5', { hours: 2 });
  const [law, longer] = [undefined, 60_000].map((holdsMs) =>
    watched(crowd, { ...fixedRatio(6), holdsMs }),
  );
  const lateOf = (day: typeof law) => (day?.tally.contacts ?? 0) - onTime(day);
  const onTime = (day: typeof law) => (day?.tally.people ?? 0) - (day?.tally.abandoned ?? 0);
  expect(lateOf(law)).toBe(0);
  expect(lateOf(longer)).toBeGreaterThan(20);
});

test('breaks begin when the call at hand is over', () => {
  const { events, tally } = watched(scenario('lunch-15', { hours: 5 }), fixedRatio(2));
  const states = new Map<string, string[]>();
  for (const event of events) {
    if (event.type !== 'agent-changed') continue;
    const before = states.get(event.agentId) ?? [];
    if (event.state === 'away') expect(before.at(-1)).toMatch(/ready|wrap-up/);
    states.set(event.agentId, [...before, event.state]);
  }
  expect(tally.awayMs).toBe(15 * 1_800_000);
});
