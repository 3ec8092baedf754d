import { agentGroupId, agentId } from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { VirtualClock } from '../virtual-clock.ts';
import { ProductStaff } from './product-staff.ts';
import type { AgentPlan } from './staff.ts';

const ann = { agentId: agentId('ann'), name: 'Ann', groupIds: [agentGroupId('sales')] };

/** Ann at a screen that shows what it is told to show. */
function scene(breaks: AgentPlan['breaks'], heard = { isPerson: true, wrapUpMs: 5_000 }) {
  const clock = new VirtualClock(instant(0));
  const pressed: string[] = [];
  const press = (what: string) => void pressed.push(`${clock.now()} ${what}`);
  let view: AgentView | undefined;
  const line = {
    isUp: () => true,
    view: () => view,
    logOn: () => press('log-on'),
    connect: () => press('connect'),
    disconnect: () => press('disconnect'),
    send: (_id: string, command: { readonly type: string; readonly draft?: unknown }) => {
      const draft = command.draft === undefined ? '' : ` ${JSON.stringify(command.draft)}`;
      press(`${command.type}${draft}`);
    },
    later: clock.after.bind(clock),
  };
  const staff = new ProductStaff(line, {
    agents: [ann],
    plans: [{ loginMs: 3_000, breaks }],
    opensMs: 20_000,
    breakReason: 'lunch',
    heardAt: () => heard,
  });
  const show = (phase: string) => {
    const interaction = { id: 'i1', phase, phone: '', draft: {} };
    view = { status: { phase }, interaction } as unknown as AgentView;
    staff.changed(ann.agentId);
  };
  const until = (ms: number) => {
    clock.after(millis(ms - clock.now()), () => {});
    while (clock.now() < ms && clock.jump());
    return pressed.splice(0);
  };
  return { staff, show, until };
}

const CAME = ['23000 log-on', '23000 connect', '23000 set-ready'];

test('agents come when the floor has them come, and finish when it has them finish', () => {
  const { staff, show, until } = scene([]);
  staff.foundSite();
  expect(until(30_000)).toEqual(CAME);
  show('wrap-up');
  show('wrap-up');
  expect(until(60_000)).toEqual(['35000 mark-done {}']);
});

test('they say of a machine that it was one', () => {
  const { show, until } = scene([], { isPerson: false, wrapUpMs: 2_000 });
  show('wrap-up');
  expect(until(60_000)).toEqual(['2000 mark-done {"callResult":"answering-machine"}']);
});

test('a break is taken at once by whoever is ready, one after the other', () => {
  const { staff, show, until } = scene([
    { atMs: 20_000, lengthMs: 10_000 },
    { atMs: 25_000, lengthMs: 5_000 },
  ]);
  staff.foundSite();
  until(30_000);
  show('ready');
  expect(until(41_000)).toEqual(['40000 set-not-ready']);
  show('not-ready');
  expect(until(90_000)).toEqual(['50000 set-not-ready', '55000 set-ready']);
});

test('a break waits for the call at hand', () => {
  const { staff, show, until } = scene([{ atMs: 20_000, lengthMs: 10_000 }]);
  staff.foundSite();
  show('talking');
  expect(until(45_000)).toEqual(CAME);
  show('wrap-up');
  expect(until(90_000)).toEqual(['50000 set-not-ready', '50000 mark-done {}', '60000 set-ready']);
});

test('in the evening whoever is in a call finishes it first', () => {
  const { staff, show, until } = scene([]);
  show('wrap-up');
  staff.goHome();
  expect(until(60_000)).toEqual(['5000 log-off', '5000 mark-done {}']);
  show('ready');
  staff.goHome();
  expect(until(61_000)).toEqual(['60000 log-off']);
});

test('nothing goes wrong in a day without faults', () => {
  const { staff } = scene([]);
  expect(() => staff.refused(ann.agentId)).toThrow('bug: ann was refused');
  expect(() => staff.lostSite()).toThrow('bug: the site went down');
});
