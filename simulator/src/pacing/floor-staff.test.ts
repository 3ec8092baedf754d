import { expect, test } from 'vitest';
import { FloorStaff } from './floor-staff.ts';
import { newTally } from './floor-tally.ts';

function scene(agents: number) {
  let now = 0;
  const told: string[] = [];
  const tally = newTally();
  const plans = Array.from({ length: agents }, () => ({ loginMs: 0, breaks: [] }));
  const staff = new FloorStaff(plans, {
    now: () => now,
    tally,
    changed: (agentId, state) => told.push(`${agentId} ${state}`),
    leaves: (agent, lengthMs) => told.push(`${agent.agentId} leaves for ${lengthMs}`),
  });
  const at = (ms: number) => {
    now = ms;
  };
  return { staff, tally, told, at };
}

test('the agent who has been ready longest is taken', () => {
  const { staff, tally, at } = scene(2);
  const [one, two] = staff.agents;
  if (one === undefined || two === undefined) throw new Error('two agents');
  at(1_000);
  staff.release(two);
  at(3_000);
  staff.release(one);
  expect(staff.readyCount).toBe(2);
  at(4_000);
  expect([staff.take(), staff.take(), staff.take()]).toEqual([two, one, undefined]);
  expect(tally.waitMsSum).toBe(3_000 + 1_000);
});

test('a break waits for the call and is counted as time away', () => {
  const { staff, tally, told, at } = scene(1);
  const [agent] = staff.agents;
  if (agent === undefined) throw new Error('an agent');
  staff.release(agent);
  staff.take();
  at(10_000);
  staff.wantBreak(agent, 60_000);
  at(15_000);
  staff.change(agent, 'wrap-up');
  at(20_000);
  staff.release(agent);
  at(80_000);
  staff.release(agent);
  at(85_000);
  staff.endDay();
  expect(told).toEqual([
    'agent 1 ready',
    'agent 1 talking',
    'agent 1 wrap-up',
    'agent 1 away',
    'agent 1 leaves for 60000',
    'agent 1 ready',
  ]);
  const { busyMs, awayMs, readyMs } = tally;
  expect({ busyMs, awayMs, readyMs }).toEqual({ busyMs: 20_000, awayMs: 60_000, readyMs: 5_000 });
});

test('a ready agent goes at once and is given nobody', () => {
  const { staff, told } = scene(1);
  const [agent] = staff.agents;
  if (agent === undefined) throw new Error('an agent');
  staff.release(agent);
  staff.wantBreak(agent, 60_000);
  expect(staff.take()).toBeUndefined();
  expect(told.at(-1)).toBe('agent 1 leaves for 60000');
});
