import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import { agentOf } from '../entities.ts';
import { ANN, TestSite } from '../test-site.ts';
import { newTurn } from '../turn.ts';
import { enter, logOff, settleAgent } from './agent-phases.ts';

function turnOf(site: TestSite) {
  site.tick(seconds(5));
  return newTurn(site.state, site.at);
}

test('every change of phase is logged with its reason', () => {
  const site = TestSite.running();
  const turn = turnOf(site);
  enter(turn, agentOf(site.state, ANN), { phase: 'not-ready', reason: 'lunch' });
  enter(turn, agentOf(site.state, ANN), { phase: 'ready' });
  const logged = { type: 'log-agent-state', agentId: ANN, at: site.at };
  expect(turn.effects).toEqual([
    { ...logged, phase: 'not-ready', reason: 'lunch' },
    { ...logged, phase: 'ready', reason: undefined },
  ]);
  expect(site.picture().ann).toBe('ready');
});

test('who holds nothing any more goes where they asked to go', () => {
  const site = TestSite.running();
  const turn = turnOf(site);
  settleAgent(turn, ANN);
  expect(site.picture().ann).toBe('ready');
  site.state.agents.set(ANN, {
    ...agentOf(site.state, ANN),
    pending: { to: 'not-ready', reason: 'lunch' },
  });
  settleAgent(turn, ANN);
  expect(site.picture().ann).toBe('not-ready lunch');
});

test('who is logged off is gone, and that is logged', () => {
  const site = TestSite.running();
  const turn = turnOf(site);
  logOff(turn, agentOf(site.state, ANN));
  expect([site.state.agents.has(ANN), site.state.index.agentsByGroup.size]).toEqual([false, 0]);
  expect(turn.effects).toEqual([
    { type: 'log-agent-state', agentId: ANN, phase: 'logged-off', reason: undefined, at: site.at },
  ]);
});
