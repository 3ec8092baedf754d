import { agentId as agentIdOf, attemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';
import type { LineTurn } from './agent-lines.ts';
import type { Callee } from './callees.ts';
import type { CarrierOrder, CarrierTrouble, CarrierTurn, CarrierWake } from './carrier.ts';
import { Carrier, NO_CARRIER_TROUBLE } from './carrier.ts';

const id = attemptId('a1');
const agentId = 'ann' as Extract<CarrierOrder, { type: 'bridge' }>['agentId'];
const BEN = agentIdOf('ben');
/** A number that is called as a third party. */
const NUMBER = '+12125550143' as PhoneNumber;
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
    'a line may ring before it is refused',
    { setUpMs: millis(500), kind: 'refuses', result: 'busy', ringMs: millis(3_000) },
    [[0, originate(true)]],
    ['500 call-ringing', '3500 call-ended busy'],
  ],
  [
    'a hang-up comes before the refusal',
    { setUpMs: millis(500), kind: 'refuses', result: 'busy', ringMs: millis(3_000) },
    [
      [0, originate(true)],
      [3_480, hangUp],
    ],
    ['500 call-ringing', '3540 call-ended no-answer'],
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
  const asked: (readonly [before: number, at: number])[] = [];
  const carrier = new Carrier({
    calleeOf: (_phone, before, at) => {
      asked.push([before, at]);
      return person;
    },
  });
  carrier.order(originate(true), instant(0));
  carrier.vanish();
  expect(carrier.callsUp).toBe(0);
  carrier.order(originate(true), instant(60_000));
  expect(asked).toEqual([
    [0, 0],
    [1, 60_000],
  ]);
});

const raise: CarrierOrder = { type: 'raise-agent', agentId, music: false };
const dropLeg: CarrierOrder = { type: 'drop-agent', agentId };
const record: CarrierOrder = {
  type: 'record',
  attemptId: id,
  interactionId: 'i1' as Extract<CarrierOrder, { type: 'record' }>['interactionId'],
  what: 'start',
  announcement: 'none',
};

/** A carrier whose agents need phones, worked by hand; Ann's browser has registered. */
function withPhones(trouble: Partial<CarrierTrouble> = {}) {
  const carrier = new Carrier({
    calleeOf: () => person,
    phones: 'needed',
    trouble: { ...NO_CARRIER_TROUBLE, ...trouble },
  });
  carrier.hearer = () => {};
  carrier.lines.register(agentId, true);
  const agenda = new Agenda<CarrierWake>();
  let now = instant(0);
  const said: string[] = [];
  const follow = ({ events, wakes }: CarrierTurn): void => {
    for (const event of events) {
      const state = 'leg' in event ? event.leg : 'state' in event ? event.state : '';
      said.push(`${event.type} ${state}`.trim());
    }
    for (const wake of wakes) agenda.put(wake.at, wake);
  };
  const until = (at: number): readonly string[] => {
    for (;;) {
      const next = agenda.nextAt;
      if (next === undefined || next > at) break;
      const due = agenda.take();
      if (due === undefined) break;
      now = due.at;
      follow(carrier.wake(due.thing));
    }
    now = instant(at);
    return said.splice(0);
  };
  const order = (what: CarrierOrder): void => follow(carrier.order(what, now));
  const legs = () =>
    carrier.survey().map((leg) => (leg.of === 'agent' ? `agent ${leg.agentId}` : leg.state));
  const turn = (of: LineTurn): void => follow(carrier.followLine(of, agentId, now));
  return { carrier, until, order, legs, turn };
}

/** Ann and the person talk since 5 s. */
function talking(trouble: Partial<CarrierTrouble> = {}) {
  const scene = withPhones(trouble);
  scene.order(originate(false));
  scene.order(raise);
  scene.until(5_000);
  scene.order(bridge);
  return scene;
}

test('a call and its agent are found in every stage', () => {
  const { carrier, until, order, legs } = withPhones();
  order(originate(false));
  until(1_000);
  expect(legs()).toEqual(['ringing']);
  until(5_000);
  expect(legs()).toEqual(['waiting']);
  order(raise);
  order(bridge);
  // The agent's leg is still on its way.
  expect(legs()).toEqual(['waiting']);
  until(5_300);
  expect(legs()).toEqual(['talking', 'agent ann']);
  order(play);
  expect(legs()).toEqual(['message', 'agent ann']);
  order(hangUp);
  expect([legs(), carrier.isSilent]).toEqual([['agent ann'], false]);
  order(dropLeg);
  until(5_400);
  expect([legs(), carrier.isSilent]).toEqual([[], true]);
});

test('who waits for an agent’s leg talks as soon as it is there, and as long as ever', () => {
  const { until } = talking();
  expect(until(64_999)).toEqual([]);
  expect(until(65_000)).toEqual(['call-ended']);
});

test('a customer whose agent is gone bears the music for a while, and talks again', () => {
  const { carrier, until, turn, order, legs } = talking();
  turn(carrier.lines.lose(agentId, 'lost'));
  expect([until(20_000), legs()]).toEqual([['agent-leg lost'], ['waiting']]);
  order(raise);
  expect([until(22_000), legs()]).toEqual([['agent-leg up'], ['talking', 'agent ann']]);
  turn(carrier.lines.lose(agentId, 'lost'));
  expect(until(40_000)).toEqual(['agent-leg lost', 'call-ended']);
});

test('a bridge to nobody is said', () => {
  const { until, order } = withPhones();
  order(originate(false));
  until(5_000);
  order(bridge);
  expect(until(5_000)).toEqual(['agent-leg failed']);
});

test('a recording ends with its call', () => {
  const { until, order } = talking();
  order(record);
  expect(until(6_000)).toEqual(['recording started']);
  order(hangUp);
  expect(until(7_000)).toEqual(['call-ended', 'recording finished']);
});

test('where nobody listens, or nobody can be found, the message is played', () => {
  const unheard = withPhones();
  unheard.order(originate(true));
  unheard.carrier.hearer = undefined;
  expect([unheard.until(5_000), unheard.legs()]).toEqual([
    ['call-ringing', 'call-orphaned'],
    ['message'],
  ]);
  const orphan = withPhones({ orphans: () => true });
  orphan.order(originate(true));
  expect(orphan.until(9_000)).toEqual(['call-ringing', 'call-orphaned', 'call-ended']);
});

test('a third party rings, is there, and is gone', () => {
  const { until, order } = talking();
  const target = { kind: 'number', phone: NUMBER } as const;
  order({ type: 'consult', attemptId: id, target });
  expect(until(8_000)).toEqual(['consultation ringing', 'consultation answered']);
  order({ type: 'end-consultation', attemptId: id });
  expect(until(9_000)).toEqual(['consultation ended']);
});

test.each([
  ['consult', [], ['consultation answered', 'call-transferred']],
  ['transfer', ['consultation answered', 'call-transferred'], []],
] as const)('%s: a third party takes the call over, which ends with it', (type, first, then) => {
  const { until, order, legs } = talking({ third: () => 'hangs-up' });
  order({ type, attemptId: id, target: { kind: 'number', phone: NUMBER } });
  const heard = until(8_000).filter((word) => word !== 'consultation ringing');
  expect(heard).toEqual(first.length > 0 ? first : ['consultation answered']);
  order({ type: 'complete-transfer', attemptId: id });
  expect(until(9_000)).toEqual(then.slice(1));
  expect(legs()).toEqual(['talking', 'agent ann']);
  expect(until(20_000)).toEqual(['consultation ended', 'call-ended']);
});

test('a colleague is there as soon as their leg is, and gone with it', () => {
  const { until, order, carrier } = talking();
  order({ type: 'conference', attemptId: id, target: { kind: 'agent', agentId: BEN } });
  expect(until(6_000)).toEqual(['consultation ended']);
  order({ type: 'set-agent-phone', agentId: BEN, phone: { kind: 'desk', address: 'sip:b@x' } });
  order({ type: 'raise-agent', agentId: BEN, music: false });
  order({ type: 'conference', attemptId: id, target: { kind: 'agent', agentId: BEN } });
  expect(until(7_000)).toEqual(['agent-leg up', 'consultation answered']);
  const [leg] = carrier.survey();
  expect(leg).toMatchObject({ third: { agentId: BEN, isUp: true, side: 'both' } });
  order({ type: 'drop-agent', agentId: BEN });
  expect(until(8_000)).toEqual(['consultation ended']);
});
