import { agentId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { AgentLines } from './agent-lines.ts';
import { ALL_FAULTS, type FaultSwitches, Faults, NO_FAULTS } from './faults.ts';
import { Handsets } from './handsets.ts';
import { Prng } from './prng.ts';
import { VirtualClock } from './virtual-clock.ts';

const ann = agentId('ann');

function deskOf(on: FaultSwitches) {
  const clock = new VirtualClock(instant(0));
  const lines = new AgentLines('needed');
  const faults = new Faults(new Prng(1), on);
  const said: string[] = [];
  const tell: ConstructorParameters<typeof Handsets>[0]['tell'] = (_agentId, { events }) => {
    for (const event of events) said.push(Object.values(event).join(' '));
  };
  const later = clock.after.bind(clock);
  const handsets = new Handsets({ lines, prng: new Prng(1), faults, later, tell }, [ann]);
  const raise = (): void => {
    const order = { type: 'raise-agent', agentId: ann, music: false } as const;
    for (const wake of lines.order(order, clock.now()).wakes) lines.wake(wake);
  };
  return { clock, faults, said, handsets, raise };
}

test('a phone registers soon after the laptop was opened, and is gone with it', () => {
  const { clock, handsets, said, raise } = deskOf(NO_FAULTS);
  handsets.open(ann);
  expect(said).toEqual([]);
  while (clock.jump());
  raise();
  handsets.close(ann);
  expect(said).toEqual([
    'phone-reachable ann true',
    'phone-reachable ann false',
    'agent-leg ann lost',
  ]);
});

test('with trouble a phone is now unregistered, now lost, now silent, until there is none', () => {
  const { clock, faults, handsets, said, raise } = deskOf(ALL_FAULTS);
  handsets.open(ann);
  for (let jumps = 0; jumps < 400; jumps += 1) {
    clock.jump();
    raise();
  }
  expect([...new Set(said)].sort()).toEqual([
    'agent-leg ann hung-up',
    'agent-leg ann lost',
    'agent-silent ann false',
    'agent-silent ann true',
    'phone-reachable ann false',
    'phone-reachable ann true',
  ]);
  faults.stop();
  let jumps = 0;
  while (clock.jump()) jumps += 1;
  expect(jumps).toBeLessThan(20);
});
