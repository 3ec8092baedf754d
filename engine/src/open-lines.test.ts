import { expect, test } from 'vitest';
import { hasPort, onTheirWay } from './open-lines.ts';
import { ANN, BEN, chains, GROUP, LIMITS, TestSite } from './test-site.ts';

const site = (attemptsMax: number) =>
  TestSite.running({
    agents: [ANN, BEN],
    chains: chains(3),
    plan: { limits: { ...LIMITS, attemptsMax } },
  });

test('records on screens take a place before they are dialed, and calls until they end', () => {
  const s = site(2);
  const room = () => [hasPort(s.state, GROUP), onTheirWay(s.state, GROUP)];
  expect(room()).toEqual([true, 0]);
  s.ready(ANN);
  expect(room()).toEqual([true, 1]);
  s.ready(BEN);
  expect(room()).toEqual([false, 2]);
  s.talk(ANN);
  expect(room()).toEqual([false, 1]);
  s.endCall(ANN);
  expect(room()).toEqual([true, 1]);
});

test('a line that is held for a record takes its place', () => {
  const s = TestSite.running({
    agents: [ANN],
    chains: chains(2),
    phones: 'needed',
    plan: { assured: { of: 'everybody' }, limits: { ...LIMITS, attemptsMax: 1 } },
  });
  s.ready(ANN);
  s.accept(ANN);
  expect(s.agent(ANN).phase).toBe('engaged');
  expect([hasPort(s.state, GROUP), onTheirWay(s.state, GROUP)]).toEqual([false, 1]);
  s.leg(ANN, 'up');
  expect([s.state.attempts.size, onTheirWay(s.state, GROUP)]).toEqual([1, 1]);
});
