import { expect, test } from 'vitest';
import { hours, minutes, seconds } from './basics/time.ts';
import { sessionOf } from './entities.ts';
import { pacerOf, pacingLimits } from './pacers.ts';
import type { PacingInputs } from './pacing/contract.ts';
import { ANN, AUTO_ANSWER, BEN, chains, GROUP, TestSite } from './test-site.ts';

const predictive = { ...AUTO_ANSWER, mode: 'predictive' } as const;

function shift(count = 40): TestSite {
  const site = TestSite.running({ plan: predictive, chains: chains(count), agents: [ANN, BEN] });
  for (const id of [ANN, BEN]) site.ready(id);
  return site;
}

/** What the controller would say now, with so many calls in the air as there are. */
function inputs(site: TestSite): PacingInputs {
  const { state, at } = site;
  const inAir = state.index.unmetByGroup.get(GROUP)?.size ?? 0;
  const position = { at, free: 0, waiting: 0, inAir, portsFree: 0, recordsFree: 0 };
  return pacerOf(state, sessionOf(state, GROUP), at).decide(position).inputs;
}

test('a controller made in the middle has seen who is there and what is in the air', () => {
  const site = shift();
  site.tick(seconds(4));
  const watched = inputs(site);
  site.state.index.pacers.clear();
  const { answersSoon, freeSoon, inAir } = inputs(site);
  expect(inAir).toBe(2);
  expect(answersSoon).toBeCloseTo(watched.answersSoon, 6);
  expect(freeSoon).toBeCloseTo(watched.freeSoon, 6);
});

test('it is shown every call, and forgets none that has ended', () => {
  const site = shift();
  for (let n = 1; n <= 6; n += 1) {
    site.ring(site.attempt(n));
    site.ended(site.attempt(n), 'busy');
    expect(inputs(site).inAir).toBe(2);
    const { bound } = site.state.index.pacing.get(GROUP) ?? {};
    expect(bound).toBe('thin-data');
  }
});

test('agents who come and go are shown, and an unloaded group forgets all', () => {
  const site = shift();
  site.ask(ANN, { type: 'log-off' });
  site.tick(minutes(1));
  expect(site.state.index.pacers.size).toBe(1);
  site.order({ type: 'force-unload', groupId: GROUP });
  site.lease([], GROUP, 0);
  expect(site.state.index.pacers.size).toBe(0);
});

test('the plan gives the ceiling and what was before, the supervisor the target', () => {
  const past = { liveAnswers: 400, abandoned: 9 };
  const site = TestSite.running({ plan: { ...predictive, past } });
  expect(pacingLimits(sessionOf(site.state, GROUP), site.at)).toMatchObject({
    target: { kind: 'abandonment', share: 0.03 },
    ceiling: { share: 0.03, before: past },
  });
  site.ready(ANN);
  expect(inputs(site)).toMatchObject({ liveAnswers: 400, abandoned: 9 });
  site.order({ type: 'set-target', groupId: GROUP, target: { kind: 'abandonment', share: 0.01 } });
  expect(pacingLimits(sessionOf(site.state, GROUP), site.at).target).toEqual({
    kind: 'abandonment',
    share: 0.01,
  });
  expect(inputs(site).intended).toBeLessThan(0.0294);
});

test.each([
  [undefined, 30 * 24, 15],
  ['us', 30 * 24, 15],
  ['uk', 24, 15],
  ['canada', 31 * 24, 15],
] as const)('the law of %s has its own period, and its shortest ring', (profile, period, ring) => {
  const own = { hours: [], closedDates: [], limits: [], without: [] };
  const rules = profile === undefined ? undefined : { ...own, profile };
  const site = TestSite.running({ plan: { ...predictive, rules } });
  expect(pacingLimits(sessionOf(site.state, GROUP), site.at)).toMatchObject({
    ceiling: { share: 0.03, periodMs: hours(period) },
    ringMs: seconds(ring),
  });
});
