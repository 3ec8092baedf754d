import { attemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { Carrier } from './carrier.ts';
import type { SwitchTrouble } from './simulated-switch.ts';
import { NO_TROUBLE, SimulatedSwitch } from './simulated-switch.ts';
import { VirtualClock } from './virtual-clock.ts';

const order = {
  type: 'originate',
  attemptId: attemptId('a1'),
  phone: '+12125550142' as PhoneNumber,
  giveUpAt: instant(25_000),
  detect: 'balanced',
  message: 'sorry',
} as const;

const RINGS_OUT = { setUpMs: millis(400), kind: 'rings-out' } as const;

function dial(trouble: SwitchTrouble): string[] {
  const clock = new VirtualClock(instant(0));
  const carrier = new Carrier({ calleeOf: () => RINGS_OUT });
  const outside = new SimulatedSwitch(carrier, clock, trouble);
  const lines: string[] = [];
  outside.onEvent((event) => lines.push(`${clock.now()} ${event.type}`));
  outside.originate(order);
  expect(lines).toEqual([]);
  while (clock.jump());
  return lines;
}

test('events come in their time', () => {
  expect(dial(NO_TROUBLE)).toEqual(['400 call-ringing', '25000 call-ended']);
});

test('trouble makes them late, repeated and out of order', () => {
  const deliveries: SwitchTrouble['deliveries'] = ({ type }) =>
    type === 'call-ringing' ? [millis(30_000)] : [millis(0), millis(10)];
  expect(dial({ ...NO_TROUBLE, deliveries })).toEqual([
    '25000 call-ended',
    '25010 call-ended',
    '30400 call-ringing',
  ]);
});

test('a refused call is told as an event', () => {
  expect(dial({ ...NO_TROUBLE, refuses: () => true })).toEqual(['0 originate-failed']);
});

test('a closed switch is silent', async () => {
  const clock = new VirtualClock(instant(0));
  const carrier = new Carrier({ calleeOf: () => RINGS_OUT });
  const outside = new SimulatedSwitch(carrier, clock);
  const lines: string[] = [];
  outside.onEvent((event) => lines.push(event.type));
  outside.originate(order);
  await outside.close('end');
  while (clock.jump());
  expect([lines, carrier.callsUp]).toEqual([[], 0]);
});
