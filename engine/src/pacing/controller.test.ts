import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hours, instant, seconds } from '../basics/time.ts';
import type {
  PacingDecision,
  PacingEvent,
  PacingLimits,
  PacingPosition,
  PacingShared,
} from './contract.ts';
import { createController } from './controller.ts';
import { certain } from './demand.ts';

const LIMITS: PacingLimits = {
  target: { kind: 'abandonment', share: 0.03 },
  ceiling: { share: 0.03, periodMs: hours(720) },
  ringMs: seconds(15),
  takesBack: true,
};

const position = (over: Partial<PacingPosition>): PacingPosition => ({
  at: instant(0),
  free: 0,
  waiting: 0,
  inAir: 0,
  portsFree: 1_000,
  recordsFree: 1_000,
  ...over,
});

const careful = ({ free, waiting, inAir }: PacingPosition): number =>
  Math.max(0, free - waiting - inAir);

/**
 * Ten agents on a list of which every fourth call is answered after 5 s: two of three of them are
 * still in conversation at the end. The first `lost` people met nobody, the other calls end after
 * `endsMs`.
 */
function taught(
  limits: PacingLimits,
  lost: number,
  endsMs = 6_000,
): ReturnType<typeof createController> {
  const events: PacingEvent[] = [];
  for (let agent = 0; agent < 10; agent += 1) {
    events.push({ type: 'agent-changed', agentId: `a${agent}`, state: 'ready', at: instant(0) });
  }
  for (let call = 0; call < 800; call += 1) {
    const attemptId = `c${call}`;
    const agentId = `a${(call / 4) % 10}`;
    const from = instant(call * 2_000);
    events.push({ type: 'attempt-opened', attemptId, at: from });
    const at = instant(from + 5_000);
    if (call % 4 !== 0) {
      events.push({ type: 'attempt-ended', attemptId, at: instant(from + endsMs) });
      continue;
    }
    const agentBy = instant(at + 2_000);
    events.push({ type: 'attempt-answered', attemptId, at });
    events.push({ type: 'attempt-classified', attemptId, verdict: 'person', agentBy, at });
    if (call / 4 < lost) {
      events.push({ type: 'attempt-ended', attemptId, at: agentBy });
      continue;
    }
    events.push({ type: 'attempt-connected', attemptId, at });
    events.push({ type: 'agent-changed', agentId, state: 'talking', at });
    const ready = instant(at + 50_000 + ((call * 7) % 11) * 1_000);
    events.push({ type: 'agent-changed', agentId, state: 'ready', at: ready });
  }
  const pacer = createController(limits);
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    if (event.at <= THEN) pacer.observe(event);
  }
  return pacer;
}

const THEN = instant(800 * 2_000 + 6_000);

describe('what one decision says', () => {
  test.each<[string, Partial<PacingPosition>, number, number, PacingDecision['why']]>([
    ['one free agent', { free: 1 }, 1, 3, 'risk'],
    ['five free agents: more', { free: 5 }, 10, 30, 'risk'],
    ['people wait already', { free: 1, waiting: 4 }, 0, 0, 'risk'],
    ['few ports', { free: 5, portsFree: 3 }, 3, 3, 'ports'],
    ['no port, though nobody would be risked', { free: 5, portsFree: 0 }, 0, 0, 'ports'],
    ['no port, and too much to risk anyhow', { waiting: 4, portsFree: 0 }, 0, 0, 'risk'],
    ['few records', { free: 5, recordsFree: 3 }, 3, 3, 'records'],
    ['calls in the air that no event told of', { free: 9, inAir: 5 }, 4, 4, 'mismatch'],
  ])('%s', (_name, over, least, most, why) => {
    const decision = taught(LIMITS, 0).decide(position({ at: THEN, ...over }));
    expect(decision.open).toBeGreaterThanOrEqual(least);
    expect(decision.open).toBeLessThanOrEqual(most);
    expect(decision.why).toBe(why);
  });

  test('nothing is known: one call for each free agent', () => {
    const decision = createController(LIMITS).decide(position({ free: 4, inAir: 1 }));
    expect([decision.open, decision.why]).toEqual([3, 'thin-data']);
  });

  /** So many agents whom others will take, whatever happens. */
  const others = (count: number, over: Partial<PacingShared> = {}): Partial<PacingPosition> => ({
    shared: { demand: [certain(count)], own: 0, part: 1, ...over },
  });

  test.each<[string, Partial<PacingPosition>, number]>([
    ['agents whom others take are as good as not there', { free: 5, ...others(5) }, 0],
    ['for its own it dials at least one each', { free: 5, ...others(5, { own: 2 }) }, 2],
    [
      'with nothing left to pay it dials for its own',
      { free: 5, ...others(3, { own: 3, priceMax: 0 }) },
      3,
    ],
  ])('others share its agents: %s', (_name, over, open) => {
    expect(taught(LIMITS, 0).decide(position({ at: THEN, ...over })).open).toBe(open);
  });

  test('what others may need makes it dial less, the more of them the less', () => {
    const open = (count: number): number =>
      taught(LIMITS, 0).decide(position({ at: THEN, free: 8, ...others(count) })).open;
    expect(open(0)).toBe(taught(LIMITS, 0).decide(position({ at: THEN, free: 8 })).open);
    expect([open(0) > open(2), open(2) > open(5), open(5) > 0]).toEqual([true, true, true]);
  });

  test('while somebody is behind it pays no more than that one can', () => {
    const pays = (priceMax: number | undefined): PacingDecision['inputs'] =>
      taught(LIMITS, 0).decide(position({ at: THEN, free: 5, ...others(0, { priceMax }) })).inputs;
    expect(pays(undefined).price).toBeGreaterThan(0.001);
    expect(pays(0.001).price).toBe(0.001);
    expect(pays(1).price).toBe(pays(undefined).price);
  });

  test('it can spare the agents that its calls do not need', () => {
    const pacer = taught(LIMITS, 0);
    expect(pacer.spare(position({ at: THEN, free: 5 }))).toBeGreaterThanOrEqual(4);
    for (let n = 0; n < 30; n += 1) {
      pacer.observe({ type: 'attempt-opened', attemptId: `more${n}`, at: THEN });
    }
    expect(pacer.spare(position({ at: THEN, free: 5 }))).toBe(0);
    expect(pacer.spare(position({ at: THEN, free: 0 }))).toBe(0);
  });

  test('its demand is a chance for each call that rings, and certain for who waits', () => {
    const pacer = createController(LIMITS);
    const at = instant(1_000);
    for (const attemptId of ['one', 'two', 'three']) {
      pacer.observe({ type: 'attempt-opened', attemptId, at });
    }
    const agentBy = instant(3_000);
    const found = { type: 'attempt-classified', verdict: 'person', agentBy, at } as const;
    pacer.observe({ ...found, attemptId: 'one' });
    const [waits, ...ring] = pacer.demand(at);
    expect([waits?.count, ...new Set(waits?.chances)]).toEqual([1, 1]);
    expect(ring.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const [first = 1, last = 0] = [ring[0]?.chances[0], ring[0]?.chances.at(-1)];
    expect([first < last, last < 1]).toEqual([true, true]);
  });

  test('the budget is used up: little beyond one call for each free agent', () => {
    const decision = taught(LIMITS, 40).decide(position({ at: THEN, free: 2 }));
    expect([decision.open, decision.why]).toEqual([2, 'ledger']);
  });

  test('the first hour: it grows by what has ended, and says so', () => {
    const pacer = createController(LIMITS);
    for (let agent = 0; agent < 100; agent += 1) {
      pacer.observe({
        type: 'agent-changed',
        agentId: `a${agent}`,
        state: 'ready',
        at: instant(0),
      });
    }
    const at = instant(60_000);
    for (let call = 0; call < 40; call += 1) {
      const attemptId = `c${call}`;
      const agentId = `a${call}`;
      pacer.observe({ type: 'attempt-opened', attemptId, at: instant(1_000) });
      pacer.observe({ type: 'attempt-ended', attemptId, at: instant(31_000) });
      if (call >= 3) continue;
      pacer.observe({ type: 'agent-changed', agentId, state: 'talking', at: instant(2_000) });
      pacer.observe({ type: 'agent-changed', agentId, state: 'ready', at });
    }
    const decision = pacer.decide(position({ at, free: 50 }));
    expect(decision.open).toBe(60);
    expect(decision.why).toBe('growing');
  });

  test('a limit of zero is progressive dialing', () => {
    const none = { ...LIMITS.ceiling, share: 0 };
    const decision = taught({ ...LIMITS, ceiling: none }, 0).decide(
      position({ at: THEN, free: 2 }),
    );
    expect([decision.open, decision.why]).toEqual([2, 'ledger']);
  });

  test('a smaller share chosen meanwhile: fewer calls, and it says that the target binds', () => {
    const pacer = taught(LIMITS, 0);
    const then = position({ at: THEN, free: 3, recordsLeft: Number.POSITIVE_INFINITY });
    const before = pacer.decide(then);
    const limits: PacingLimits = { ...LIMITS, target: { kind: 'abandonment', share: 0.012 } };
    pacer.observe({ type: 'limits-changed', limits, at: THEN });
    const after = pacer.decide(then);
    expect(after.open).toBeLessThan(before.open);
    expect(after.why).toBe('target');
  });

  test('calls that rang long enough are taken back when the agents are gone, one at a time', () => {
    const pacer = taught(LIMITS, 0);
    for (let call = 0; call < 30; call += 1) {
      pacer.observe({ type: 'attempt-opened', attemptId: `late${call}`, at: THEN });
      const at = instant(THEN + 1_000);
      pacer.observe({ type: 'attempt-ringing', attemptId: `late${call}`, at });
    }
    const young = pacer.decide(position({ at: instant(THEN + 4_000), inAir: 30 }));
    expect(young.takeBack).toEqual([]);
    const almost = pacer.decide(position({ at: instant(THEN + 15_900), inAir: 30 }));
    expect(almost.takeBack).toEqual([]);
    const old = pacer.decide(position({ at: instant(THEN + 16_000), inAir: 30 }));
    expect(old.takeBack).toEqual(['late0']);
  });

  /** Nobody answers after five seconds, and whoever does not rings for thirty. */
  test.each<[what: string, over: Partial<PacingPosition>, limits: PacingLimits, taken: number]>([
    ['no line is left', { portsFree: 0 }, LIMITS, 2],
    ['the last lines are used now', { portsFree: 1 }, LIMITS, 2],
    ['it is not the lines that let nobody out', { portsFree: 0, linesFree: 9 }, LIMITS, 0],
    ['the lists end soon', { portsFree: 0, recordsLeft: 900 }, LIMITS, 0],
    ['calls are not to be taken back', { portsFree: 0 }, { ...LIMITS, takesBack: false }, 0],
  ])('lines that ring in vain get new calls, a few at once: %s', (_what, over, limits, taken) => {
    const pacer = taught(limits, 0, 30_000);
    for (let call = 0; call < 30; call += 1) {
      pacer.observe({ type: 'attempt-opened', attemptId: `late${call}`, at: THEN });
      const at = instant(THEN + 1_000);
      pacer.observe({ type: 'attempt-ringing', attemptId: `late${call}`, at });
    }
    const recordsLeft = Number.POSITIVE_INFINITY;
    const then = position({ at: instant(THEN + 17_000), free: 9, inAir: 38, recordsLeft, ...over });
    expect(pacer.decide(then).takeBack).toEqual(['late0', 'late1'].slice(0, taken));
  });

  test('what was learned is worth something to the next', () => {
    const memory = JSON.parse(JSON.stringify(taught(LIMITS, 0).learned()));
    const before = { liveAnswers: 1_000, abandoned: 20 };
    const next = createController({ ...LIMITS, ceiling: { ...LIMITS.ceiling, before }, memory });
    next.observe({ type: 'agent-changed', agentId: 'a', state: 'ready', at: instant(0) });
    const decision = next.decide(position({ free: 1 }));
    expect(decision.why).toBe('risk');
    expect(decision.inputs.answerRate).toBeCloseTo(0.25, 1);
  });
});

const anyAt = fc.integer({ min: -5_000, max: 3_000_000 }).map(instant);
const anyAttempt = fc.integer({ min: 0, max: 30 }).map((id) => `c${id}`);
const anyEvent: fc.Arbitrary<PacingEvent> = fc.oneof(
  fc.record({
    type: fc.constant('attempt-opened'),
    attemptId: anyAttempt,
    listId: fc.constantFrom('x', 'y', undefined),
    at: anyAt,
  }),
  fc.record({
    type: fc.constantFrom(
      'attempt-ringing',
      'attempt-answered',
      'attempt-connected',
      'attempt-ended',
    ),
    attemptId: anyAttempt,
    at: anyAt,
  }),
  fc.record({
    type: fc.constant('attempt-classified'),
    attemptId: anyAttempt,
    verdict: fc.constantFrom('person', 'machine', 'other'),
    agentBy: fc.option(anyAt, { nil: undefined }),
    at: anyAt,
  }),
  fc.record({
    type: fc.constant('agent-changed'),
    agentId: fc.integer({ min: 0, max: 40 }).map((id) => `a${id}`),
    state: fc.constantFrom('ready', 'talking', 'wrap-up', 'away', 'gone'),
    at: anyAt,
  }),
  fc.record({ type: fc.constant('tick'), at: anyAt }),
) as fc.Arbitrary<PacingEvent>;

const anyPosition = fc.record({
  at: anyAt,
  free: fc.nat({ max: 1_000 }),
  waiting: fc.nat({ max: 50 }),
  inAir: fc.nat({ max: 60 }),
  portsFree: fc.nat({ max: 500 }),
  recordsFree: fc.constantFrom(0, 1, 3, 200),
});
const anyTarget: fc.Arbitrary<PacingLimits['target']> = fc.oneof(
  fc.record({ kind: fc.constant('abandonment'), share: fc.constantFrom(0, 0.01, 0.03, 1) }),
  fc.record({ kind: fc.constant('busy-factor'), share: fc.constantFrom(0, 0.85, 1) }),
  fc.record({ kind: fc.constant('agent-wait'), ms: fc.constant(seconds(10)) }),
  fc.record({ kind: fc.constant('distribution-time'), ms: fc.constant(seconds(1)) }),
  fc.record({ kind: fc.constant('maximum-gain'), gain: fc.constant(1), loss: fc.constant(20) }),
) as fc.Arbitrary<PacingLimits['target']>;

describe('whatever comes in', () => {
  const steps = fc.array(fc.oneof({ weight: 4, arbitrary: anyEvent }, anyPosition), {
    maxLength: 300,
  });

  test('late, doubled, unknown, out of order: every decision is a sane one', () => {
    fc.assert(
      fc.property(anyTarget, steps, (target, all) => {
        const pacer = createController({ ...LIMITS, target });
        for (const step of all) {
          if ('type' in step) {
            pacer.observe(step);
            continue;
          }
          const { open, takeBack, inputs } = pacer.decide(step);
          expect(Number.isInteger(open)).toBe(true);
          expect(open).toBeGreaterThanOrEqual(0);
          expect(open).toBeLessThanOrEqual(Math.min(step.portsFree, step.recordsFree));
          expect(takeBack.length).toBeLessThanOrEqual(2);
          expect(Object.values(inputs).every(Number.isFinite)).toBe(true);
          expect(inputs.risk).toBeGreaterThanOrEqual(0);
          expect(inputs.risk).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a ceiling of zero never dials more than one call for a free agent', () => {
    const limits = { ...LIMITS, ceiling: { ...LIMITS.ceiling, share: 0 } };
    fc.assert(
      fc.property(steps, (all) => {
        const pacer = createController(limits);
        for (const step of all) {
          if ('type' in step) pacer.observe(step);
          else expect(pacer.decide(step).open).toBeLessThanOrEqual(careful(step));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the same events give the same decisions', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const run = (): unknown[] => {
          const pacer = createController(LIMITS);
          return all.map((step) => ('type' in step ? pacer.observe(step) : pacer.decide(step)));
        };
        expect(run()).toEqual(run());
      }),
      { numRuns: 50 },
    );
  });
});
