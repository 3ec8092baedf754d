import { expect, test } from 'vitest';
import { ANN, chain, GROUP, plan, TestSite } from '../test-site.ts';
import { isThrough } from './group-through.ts';

const through = (site: TestSite): boolean => isThrough(site.state, GROUP);

test('a group that is not loaded has nothing to call, one that loads may have', () => {
  const site = new TestSite();
  expect(through(site)).toBe(true);
  site.load(plan());
  expect(through(site)).toBe(false);
});

test('it is through when the store has nothing left, now or later', () => {
  const site = TestSite.running({ agents: [], chains: [] });
  site.lease([], GROUP, 1);
  expect(through(site)).toBe(false);
  site.lease([], GROUP, 0);
  expect(through(site)).toBe(true);
  // What others of the list may put back is asked for, and may come.
  site.lease([chain(1)]);
  expect(through(site)).toBe(false);
});

test('it is not while somebody holds the last record, nor while it unloads', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.ready(ANN);
  site.talk(ANN);
  site.lease([], GROUP, 0);
  expect(through(site)).toBe(false);
  site.order({ type: 'complete', groupId: GROUP });
  expect([site.state.sessions.get(GROUP)?.phase, through(site)]).toEqual(['unloading', false]);
});
