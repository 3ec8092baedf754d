import { agentGroupId, agentId, epoch, offerId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { step } from '@outpace/engine/engine.ts';
import { newState } from '@outpace/engine/state.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { type AgentHabits, SimulatedAgent, USUAL_HABITS } from './agents.ts';
import { Prng } from './prng.ts';

const setup = { agentId: agentId('ann'), name: 'Ann', groupIds: [agentGroupId('sales')] };
const eager: AgentHabits = { ...USUAL_HABITS, takesBreak: 0, closesLaptop: 0 };
const agent = (habits = eager, seed = 1) => new SimulatedAgent(setup, new Prng(seed), habits);

function loggedOnView(): AgentView {
  const at = instant(1_000);
  const reasons = [{ code: 'lunch', label: 'Lunch' }];
  const state = newState({ siteId: siteId('site'), epoch: epoch(1), at, reasons });
  step(state, { type: 'agent-logged-on', at, ...setup });
  const view = agentView(state, setup.agentId);
  if (view === undefined) throw new Error('not logged on');
  return view;
}

const view = loggedOnView();
const offer: NonNullable<AgentView['offer']> = {
  id: offerId('o1'),
  campaignName: 'Campaign',
  contactName: 'Contact',
  phone: '+12125550142',
  offeredAt: instant(1_000),
  until: instant(21_000),
  atEnd: 'time-out',
  rejectAllowed: true,
  callback: undefined,
  fields: [],
};
const previewing: AgentView = { ...view, status: { ...view.status, phase: 'previewing' }, offer };

const acts = (plans: ReturnType<SimulatedAgent['look']>): string[] =>
  plans.map(({ act }) => (act.type === 'send' ? act.command.type : act.type));

test('an agent signs in, gets ready, and logs off in the evening', () => {
  const ann = agent();
  expect(acts(ann.look(undefined, false))).toEqual(['log-on']);
  expect(acts(ann.look(view, false))).toEqual(['set-ready']);
  expect(acts(ann.look(view, true))).toEqual(['log-off']);
  expect(acts(ann.look(undefined, true))).toEqual([]);
});

test('a situation is decided once, and again only when the answer was no', () => {
  const ann = agent();
  expect(ann.look(view, false)).toHaveLength(1);
  expect(ann.look(view, false)).toEqual([]);
  ann.reconsider();
  expect(ann.look(view, false)).toHaveLength(1);
});

test('offers are accepted, rejected and left to run out in the usual shares', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 2_000; seed += 1) {
    const [act = 'nothing'] = acts(agent(eager, seed).look(previewing, false));
    counts.set(act, (counts.get(act) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['accept-offer', 'nothing', 'reject-offer']);
  expect(Math.abs((counts.get('accept-offer') ?? 0) / 2_000 - eager.accepts)).toBeLessThan(0.02);
  expect(Math.abs((counts.get('reject-offer') ?? 0) / 2_000 - eager.rejects)).toBeLessThan(0.02);
});

test('who closes the laptop opens it again', () => {
  const plans = agent({ ...eager, closesLaptop: 1 }).look(view, false);
  expect(acts(plans)).toEqual(['set-ready', 'close-laptop', 'open-laptop']);
  const [, closed, opened] = plans;
  expect(opened?.afterMs ?? 0).toBeGreaterThan(closed?.afterMs ?? 0);
});
