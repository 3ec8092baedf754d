import { attemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';
import type { Callee } from './callees.ts';
import type { CarrierOrder, CarrierTurn, CarrierWake } from './carrier.ts';
import { Carrier } from './carrier.ts';

const id = attemptId('a1');
const agentId = 'ann' as Extract<CarrierOrder, { type: 'bridge' }>['agentId'];
const originate = (listens: boolean): CarrierOrder => ({
  type: 'originate',
  attemptId: id,
  phone: '+12125550142' as PhoneNumber,
  giveUpAt: instant(30_000),
  detect: listens ? 'balanced' : undefined,
  message: 'sorry',
});
const person: Callee = {
  setUpMs: millis(500),
  kind: 'answers',
  who: 'person',
  ringMs: millis(4_000),
  talkMs: millis(60_000),
  patienceMs: millis(3_000),
  verdict: 'person',
  verdictMs: millis(1_000),
};

/** Runs orders at their times and writes down what the switch says, with the time. */
function heard(callee: Callee, orders: readonly [at: number, order: CarrierOrder][]): string[] {
  const carrier = new Carrier({ calleeOf: () => callee });
  carrier.hearer = () => {};
  const agenda = new Agenda<CarrierOrder | CarrierWake>();
  for (const [at, order] of orders) agenda.put(instant(at), order);
  const lines: string[] = [];
  const note = ({ events, wakes }: CarrierTurn, at: Instant): void => {
    for (const event of events) {
      const { type, ...rest } = event;
      const words = Object.entries(rest).flatMap(([key, word]) =>
        key === 'attemptId' ? [] : [word],
      );
      lines.push([at, type, ...words].join(' '));
    }
    for (const wake of wakes) agenda.put(wake.at, wake);
  };
  for (let due = agenda.take(); due !== undefined; due = agenda.take()) {
    const { at, thing } = due;
    note('type' in thing ? carrier.order(thing, at) : carrier.wake(thing), at);
  }
  expect(carrier.callsUp).toBe(0);
  return lines;
}

const bridge: CarrierOrder = { type: 'bridge', attemptId: id, agentId, beep: false };
const hangUp: CarrierOrder = { type: 'hang-up', attemptId: id };
const play: CarrierOrder = {
  type: 'play-and-release',
  attemptId: id,
  message: 'sorry',
  when: 'now',
};

test.each<[why: string, callee: Callee, orders: [number, CarrierOrder][], lines: string[]]>([
  [
    'a bridged person talks for their talk time',
    person,
    [
      [0, originate(false)],
      [5_000, bridge],
    ],
    ['500 call-ringing', '4500 call-answered', '65000 call-ended answer'],
  ],
  [
    'a person left alone gives up',
    person,
    [[0, originate(true)]],
    [
      '500 call-ringing',
      '4500 call-answered',
      '5500 call-progress person simulated 1000',
      '7500 call-ended remote-release',
    ],
  ],
  [
    'a hang-up before the answer is no answer',
    person,
    [
      [0, originate(true)],
      [2_000, hangUp],
    ],
    ['500 call-ringing', '2060 call-ended no-answer'],
  ],
  [
    'a hang-up of a conversation is an answered call',
    person,
    [
      [0, originate(false)],
      [5_000, bridge],
      [9_000, hangUp],
    ],
    ['500 call-ringing', '4500 call-answered', '9060 call-ended answer'],
  ],
  [
    'a message is played to its end',
    person,
    [
      [0, originate(false)],
      [6_000, play],
    ],
    ['500 call-ringing', '4500 call-answered', '10000 call-ended answer'],
  ],
  [
    'nobody home rings until the switch gives up',
    { setUpMs: millis(500), kind: 'rings-out' },
    [[0, originate(true)]],
    ['500 call-ringing', '30000 call-ended no-answer'],
  ],
  [
    'a busy line never rings',
    { setUpMs: millis(500), kind: 'refuses', result: 'busy' },
    [[0, originate(true)]],
    ['500 call-ended busy'],
  ],
  [
    'a lost call says nothing until the switch gives up',
    { setUpMs: millis(500), kind: 'lost' },
    [[0, originate(true)]],
    ['30000 call-ended no-answer'],
  ],
  ['orders for a leg that is gone do nothing', person, [[0, hangUp]], []],
])('%s', (_why, callee, orders, lines) => {
  expect(heard(callee, orders)).toEqual(lines);
});

test('a number that is dialed again is asked as the second time', () => {
  const asked: number[] = [];
  const carrier = new Carrier({
    calleeOf: (_phone, before) => {
      asked.push(before);
      return person;
    },
  });
  carrier.order(originate(true), instant(0));
  carrier.vanish();
  expect(carrier.callsUp).toBe(0);
  carrier.order(originate(true), instant(60_000));
  expect(asked).toEqual([0, 1]);
});
