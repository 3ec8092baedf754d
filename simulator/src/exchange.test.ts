import { must } from '@outpace/engine/basics/assert.ts';
import { attemptId, epoch } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, instant, minutes, seconds } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';
import { calleeOf, USUAL_MIX } from './callees.ts';
import { Carrier, type CarrierOrder } from './carrier.ts';
import { Exchange } from './exchange.ts';
import { Faults, NO_FAULTS } from './faults.ts';
import { fictionPhone } from './lists.ts';
import { Prng } from './prng.ts';
import type { Thing } from './world-thing.ts';

const ORDER: CarrierOrder = {
  type: 'originate',
  attemptId: attemptId('a1'),
  phone: fictionPhone(1),
  giveUpAt: instant(20_000),
  detect: 'balanced',
  message: 'sorry',
};

/** A connection in a world of its own, and what a process hears of a call until it is over. */
function site(faults: Partial<typeof NO_FAULTS> = {}) {
  const agenda = new Agenda<Thing>();
  let now = instant(0);
  const sent: string[] = [];
  const carrier = new Carrier({
    calleeOf: (phone, before) => calleeOf(1, phone, before, { ...USUAL_MIX, invalid: 1 }),
  });
  const exchange = new Exchange({
    carrier,
    faults: new Faults(new Prng(1), { ...NO_FAULTS, ...faults }),
    trunks: undefined,
    now: () => now,
    epoch: () => epoch(1),
    put: (at, thing) => agenda.put(at, thing),
    onSent: ({ type }) => sent.push(type),
    onTrunk: () => {},
  });
  const heard = (until: Instant = after(now, minutes(1))): readonly string[] => {
    const events: string[] = [];
    while (agenda.nextAt !== undefined && agenda.nextAt <= until) {
      const { at, thing } = must(agenda.take(), 'the next thing');
      now = at;
      if (thing.type === 'line') exchange.follow(carrier.wake(thing.wake));
      if (thing.type === 'event') events.push(thing.event.type);
    }
    return events;
  };
  return { exchange, carrier, sent, heard };
}

test('an order reaches the carrier, and the process hears what comes of it', () => {
  const { exchange, sent, heard } = site();
  expect(exchange.open()).toEqual([]);
  exchange.order(ORDER);
  expect(sent).toEqual(['originate']);
  expect(heard()).toContain('call-ended');
});

test('what is ordered of a switch that cannot be reached is lost', () => {
  const { exchange, carrier, sent, heard } = site();
  exchange.lose();
  expect(exchange.open()).toBeUndefined();
  exchange.order(ORDER);
  expect([sent, carrier.callsUp, heard()]).toEqual([[], 0, []]);
  exchange.comeBack();
  expect(exchange.listen()).toEqual([]);
  exchange.order(ORDER);
  expect(heard()).toContain('call-ended');
});

test.each([
  [true, 1],
  [false, 0],
])('a process that dies says nothing more; calls survive it: %s', (callsSurvive, up) => {
  const { exchange, carrier, heard } = site({ callsSurvive });
  exchange.open();
  exchange.order(ORDER);
  exchange.die();
  expect(carrier.callsUp).toBe(up);
  expect(heard(instant(seconds(60)))).toEqual([]);
});
