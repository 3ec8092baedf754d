import { expect, test } from 'vitest';
import { ANN, AUTO_ANSWER, chains, TestSite } from '../test-site.ts';
import { pacingState } from './agent-pacing.ts';

const state = (site: TestSite): string => pacingState(site.agent(ANN));

test('through a call: away, ready, talking, in wrap-up, ready', () => {
  const plan = { ...AUTO_ANSWER, mode: 'predictive' } as const;
  const site = TestSite.running({ plan, chains: chains(2) });
  expect(state(site)).toBe('away');
  site.ready(ANN);
  expect(state(site)).toBe('ready');
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1), 'person');
  expect(state(site)).toBe('talking');
  site.endCall(ANN);
  expect(state(site)).toBe('wrap-up');
  site.markDone(ANN);
  expect(state(site)).toBe('ready');
});

test('who looks at an offer, or is promised to a call, takes nobody else', () => {
  const site = TestSite.running();
  site.ready(ANN);
  expect(site.picture().ann).toBe('previewing 1');
  expect(state(site)).toBe('away');
  const own = TestSite.running({ plan: AUTO_ANSWER });
  own.ready(ANN);
  expect(own.picture().ann).toBe('reserved 1');
  expect(state(own)).toBe('away');
});

test('an engaged agent is ready once they are heard', () => {
  const plan = { ...AUTO_ANSWER, mode: 'predictive-seizing' } as const;
  const site = TestSite.running({ plan, phones: 'needed' });
  site.ready(ANN);
  expect([site.picture().ann, state(site)]).toEqual(['ready leg raising', 'away']);
  site.leg(ANN, 'up');
  expect([site.picture().ann, state(site)]).toEqual(['engaged leg up', 'ready']);
  site.silence(ANN);
  expect(state(site)).toBe('away');
});
