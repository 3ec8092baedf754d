import { describe, expect, test } from 'vitest';
import { hours, instant, millis, seconds } from '../basics/time.ts';
import { AgentBook } from './agent-book.ts';
import type { PacingLimits, PacingTarget } from './contract.ts';
import { Price } from './price.ts';

/** Where the price of nine agents begins at 3 %. */
const NINE = 0.03 * 0.5 * (1 + 10 / 9);

const limits = (target: PacingTarget, share = 0.03): PacingLimits => ({
  target,
  ceiling: { share, periodMs: hours(720) },
  ringMs: seconds(15),
  takesBack: true,
});
const SHARE: PacingTarget = { kind: 'abandonment', share: 0.03 };
const met = { isAbandoned: false, waitedS: 0.4 };
const lost = { isAbandoned: true, waitedS: 2 };

describe('the price of a risk', () => {
  test('begins near where it comes to rest: higher in a small team', () => {
    const price = new Price(limits(SHARE));
    const starts = [1, 9, 63, 1_000_000].map((agents) => price.now(0.03, agents));
    expect(starts.map((start) => Math.round(start * 1_000))).toEqual([45, 32, 17, 15]);
  });

  test('rises slowly while people are met, and falls at once when one is lost', () => {
    const price = new Price(limits(SHARE));
    for (let answer = 0; answer < 50; answer += 1) price.learn(met, 0.03, 9, 1);
    expect(price.now(0.03, 9)).toBeCloseTo(NINE * Math.exp((50 * 0.2 * 0.03) / 3), 6);
    const before = price.now(0.03, 9);
    price.learn(lost, 0.03, 9, 1);
    expect(price.now(0.03, 9) / before).toBeCloseTo(Math.exp((-0.2 * 0.97) / 3), 6);
  });

  test('whatever comes, it keeps within twenty limits either way', () => {
    const price = new Price(limits(SHARE));
    for (let answer = 0; answer < 10_000; answer += 1) price.learn(lost, 0.03, 1, 1);
    expect(price.now(0.03, 9)).toBeCloseTo(0.0015, 6);
    for (let answer = 0; answer < 100_000; answer += 1) price.learn(met, 0.03, 1, 1);
    expect(price.now(0.03, 9)).toBeCloseTo(0.6, 6);
  });

  test('a ledger in debt is felt before anything is learned', () => {
    const price = new Price(limits(SHARE));
    expect(price.now(0.015, 9)).toBeCloseTo(NINE / 2, 6);
    expect(price.now(0, 9)).toBe(0);
    expect(new Price(limits(SHARE, 0)).now(0.03, 9)).toBe(0);
  });

  test('another share keeps what was learned of the forecast', () => {
    const price = new Price(limits(SHARE));
    for (let answer = 0; answer < 200; answer += 1) price.learn(met, 0.03, 9, 1);
    const before = price.now(0.03, 9);
    price.change(limits({ kind: 'abandonment', share: 0.01 }));
    expect(price.now(0.01, 9)).toBeCloseTo(before / 3, 6);
    expect(price.isTarget(9)).toBe(true);
  });
});

/** Agents who were ready for `ready` of ten minutes, waiting for `waitS` each time. */
function agentsWith(ready: number, waitS: number): AgentBook {
  const agents = new AgentBook(undefined);
  for (let turn = 0; turn < 10; turn += 1) {
    const from = turn * 60_000;
    agents.change('a', 'ready', instant(from));
    agents.elapse(60 * ready);
    agents.change('a', 'talking', instant(from + waitS * 1_000));
    agents.elapse(60 * (1 - ready));
  }
  return agents;
}

/** The price after five minutes of steering. */
function steered(target: PacingTarget, agents: AgentBook, waitedS = 0): number {
  const price = new Price(limits(target));
  // The ceiling's own price is out of the way.
  for (let answer = 0; answer < 5_000; answer += 1) price.learn({ ...met, waitedS }, 0.03, 1, 1);
  for (let second = 0; second <= 300; second += 1) price.steer(agents, instant(second * 1_000));
  return price.now(0.03, 9);
}

describe('the price of another target', () => {
  // biome-ignore format: a table is read in columns.
  test.each<[why: string, target: PacingTarget, ready: number, waitS: number, waitedS: number, more: boolean]>([
    ['too little to do',             { kind: 'busy-factor', share: 0.85 },               0.4, 20, 0,  true],
    ['busy enough',                  { kind: 'busy-factor', share: 0.5 },                0.1, 20, 0,  false],
    ['they wait too long',           { kind: 'agent-wait', ms: millis(10_000) },         0.3, 25, 0,  true],
    ['they hardly wait',             { kind: 'agent-wait', ms: millis(10_000) },         0.3, 2,  0,  false],
    ['people are met at once',       { kind: 'distribution-time', ms: millis(1_000) },   0.3, 9, 0.1, true],
    ['people wait for too long',     { kind: 'distribution-time', ms: millis(500) },     0.3, 9, 1.9, false],
  ])('%s', (_why, target, ready, waitS, waitedS, more) => {
    const price = steered(target, agentsWith(ready, waitS), waitedS);
    if (more) expect(price).toBeGreaterThan(0.05);
    else expect(price).toBeLessThan(0.05);
  });

  test('the largest gain is a risk at which one more call is worth nothing', () => {
    const target: PacingTarget = { kind: 'maximum-gain', gain: 1, loss: 99 };
    expect(steered(target, agentsWith(0.3, 9))).toBeCloseTo(0.01, 9);
  });

  test('none of them goes over the ceiling', () => {
    const price = new Price(limits({ kind: 'busy-factor', share: 1 }));
    const idle = agentsWith(0.9, 50);
    for (let second = 0; second <= 900; second += 1) price.steer(idle, instant(second * 1_000));
    expect(price.now(0.03, 9)).toBeCloseTo(NINE, 6);
    expect(price.isTarget(9)).toBe(false);
  });
});
