import { expect, test } from 'vitest';
import { workOf } from './agent-work.ts';
import { ANN, GROUP, TestSite } from './test-site.ts';

test('an agent has the work of a group in hand from the offer to the end of the wrap-up', () => {
  const site = TestSite.running();
  const work = () => workOf(site.state, site.agent(ANN));
  expect(work()).toBeUndefined();
  site.ready(ANN);
  expect([site.agent(ANN).phase, work()]).toEqual(['previewing', GROUP]);
  site.talk(ANN);
  expect([site.agent(ANN).phase, work()]).toEqual(['talking', GROUP]);
  site.endCall(ANN);
  expect([site.agent(ANN).phase, work()]).toEqual(['wrap-up', GROUP]);
  site.ask(ANN, { type: 'set-not-ready', reason: 'lunch' });
  site.markDone(ANN);
  expect([site.agent(ANN).phase, work()]).toEqual(['not-ready', undefined]);
});
