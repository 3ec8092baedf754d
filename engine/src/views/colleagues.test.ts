import { expect, test } from 'vitest';
import { ANN, BEN, CAT, TestSite } from '../test-site.ts';
import { colleaguesOf } from './colleagues.ts';

test('everybody else who is logged on, those who can be called first', () => {
  const site = TestSite.running({ agents: [CAT, ANN, BEN], chains: [] });
  site.ready(CAT);
  expect(colleaguesOf(site.state, ANN)).toEqual([
    { agentId: CAT, name: 'cat', phase: 'ready', problem: undefined },
    { agentId: BEN, name: 'ben', phase: 'not-ready', problem: 'TARGET_NOT_READY' },
  ]);
});
