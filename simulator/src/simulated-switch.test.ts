import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { Callee } from './callees.ts';
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
  expect(dial({ ...NO_TROUBLE, refusal: () => 'no-free-port' })).toEqual(['0 originate-failed']);
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

const person: Callee = {
  setUpMs: millis(400),
  kind: 'answers',
  who: 'person',
  ringMs: millis(1_000),
  talkMs: millis(60_000),
  patienceMs: millis(9_000),
  verdict: 'person',
  verdictMs: millis(500),
};
const agent = { agentId: agentId('ann') };

function connected() {
  const clock = new VirtualClock(instant(0));
  const carrier = new Carrier({ calleeOf: () => person, phones: 'needed' });
  const lines: string[] = [];
  const connect = (name: string): SimulatedSwitch => {
    const outside = new SimulatedSwitch(carrier, clock);
    outside.onEvent((event) => {
      const legs =
        'legs' in event ? event.legs.map((leg) => ('state' in leg ? leg.state : leg.of)) : [];
      lines.push([name, event.type, ...legs].join(' '));
    });
    return outside;
  };
  const until = (at: number): readonly string[] => {
    let isThen = false;
    clock.after(millis(at - clock.now()), () => {
      isThen = true;
    });
    while (!isThen) clock.jump();
    return lines.splice(0);
  };
  return { clock, carrier, connect, until };
}

test('calls outlive a connection that is closed with keep, and are heard by the next', async () => {
  const { connect, until } = connected();
  const first = connect('first');
  first.originate(order);
  expect(until(1_401)).toEqual(['first call-ringing', 'first call-answered']);
  await first.close('keep');
  const second = connect('second');
  expect(await second.survey()).toMatchObject([{ attemptId: 'a1', state: 'waiting' }]);
  expect(until(60_000)).toEqual(['second call-progress', 'second call-ended']);
});

test('while the connection is lost nothing is heard or ordered, and then all is told', async () => {
  const { clock, carrier, connect, until } = connected();
  const outside = connect('it');
  outside.phone(agent.agentId, carrier.lines.register(agent.agentId, true));
  outside.raiseAgent({ type: 'raise-agent', ...agent, music: false });
  outside.originate(order);
  expect(until(900)).toEqual(['it phone-reachable', 'it agent-leg', 'it call-ringing']);
  outside.lose();
  outside.hangUp({ type: 'hang-up', attemptId: order.attemptId });
  expect(await outside.survey()).toBe(undefined);
  clock.after(millis(2_000), () => outside.comeBack());
  expect(until(2_901)).toEqual(['it switch-down', 'it switch-up message agent']);
  expect(until(60_000)).toEqual(['it call-ended']);
});

test('who is replaced is told to end', () => {
  const { connect } = connected();
  const outside = connect('it');
  const reasons: string[] = [];
  outside.onEnd((reason) => reasons.push(reason.message));
  outside.replace();
  expect(reasons).toEqual(['another process has taken the switch over']);
});

test('a third party is called and let go', () => {
  const { connect, until } = connected();
  const outside = connect('it');
  const { attemptId: id } = order;
  outside.phone(agent.agentId, { events: [], wakes: [] });
  outside.originate(order);
  until(1_401);
  outside.bridge({ type: 'bridge', attemptId: id, ...agent, beep: false });
  const target = { kind: 'number', phone: order.phone } as const;
  const said = (at: number) => until(at).filter((line) => line !== 'it call-progress');
  outside.consult({ attemptId: id, target });
  expect(said(4_000)).toEqual(['it agent-leg', 'it consultation', 'it consultation']);
  outside.talkWith({ attemptId: id, side: 'both' });
  outside.supervise({ attemptId: id, supervisorId: agent.agentId, how: 'listen' });
  outside.endConsultation({ attemptId: id });
  outside.conference({ attemptId: id, target });
  outside.completeTransfer({ attemptId: id });
  outside.endConsultation({ attemptId: id });
  outside.transfer({ attemptId: id, target });
  const moved = 'it call-transferred';
  expect(said(7_000)).toEqual([...Array(4).fill('it consultation'), moved]);
});
