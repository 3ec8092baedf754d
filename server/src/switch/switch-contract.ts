import { millis, seconds } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SwitchRig } from './contract-desk.ts';
import { ContractDesk, SOON } from './contract-desk.ts';

export type ContractSubject = {
  readonly name: string;
  /** Called once, before the first test. */
  readonly open: () => Promise<SwitchRig>;
  /** A third party can be busy, hang up, and stay; otherwise it is only told about. */
  readonly hasThirdParties: boolean;
};

/** What every switch does, whatever it is made of. */
export function switchContract({ name, open, hasThirdParties }: ContractSubject): void {
  describe(`the contract of a switch, kept by ${name}`, () => {
    let rig: SwitchRig;
    let desk: ContractDesk;
    const current = (): readonly [SwitchRig, ContractDesk] => [rig, desk];

    beforeAll(async () => {
      rig = await open();
      desk = new ContractDesk(rig);
    });
    afterAll(() => rig.close());

    describe('calls', () => calls(current));
    describe('calls that are ordered at a bad moment', () => badMoments(current));
    describe('agents', () => agents(current));
    describe('calls that are handed on', () => handedOn(current));
    describe('what happens in a call', () => inCall(current));
    if (hasThirdParties) describe('third parties', () => others(current));
    if (hasThirdParties) describe('supervisors', () => supervisors(current));
    describe('colleagues', () => colleagues(current));
    describe('a process that dies', () => survivors(current));
  });
}

type Current = () => readonly [SwitchRig, ContractDesk];

function calls(current: Current): void {
  test('a call rings, is answered, and ends when the called party hangs up', async () => {
    const [rig, desk] = current();
    const phone = desk.number(SOON);
    const [call] = await desk.talking(phone);
    await rig.hangUpCallee(phone);
    await desk.told('call-ended', call);
    await desk.another();
    expect(desk.storyOf(call)).toEqual(['call-ringing', 'call-answered', 'answer']);
  });

  test('a call ends when it is hung up here, however often that is said', async () => {
    const [, desk] = current();
    const [call] = await desk.talking();
    desk.hangUp(call);
    desk.hangUp(call);
    await desk.told('call-ended', call);
    desk.hangUp(call);
    await desk.another();
    expect(desk.storyOf(call)).toEqual(['call-ringing', 'call-answered', 'answer']);
  });

  test('a busy line is told as such', async () => {
    const [, desk] = current();
    const call = desk.dial(desk.number({ does: 'is-busy' }));
    await desk.told('call-ended', call);
    expect(desk.storyOf(call).at(-1)).toBe('busy');
  });

  test('nobody answers until the time is over', async () => {
    const [, desk] = current();
    const call = desk.dial(desk.number({ does: 'rings-out' }), seconds(2));
    await desk.told('call-ended', call);
    expect(desk.storyOf(call)).toEqual(['call-ringing', 'no-answer']);
  });
}

function badMoments(current: Current): void {
  test('a call that is taken back while it rings ends unanswered, once', async () => {
    const [, desk] = current();
    const call = desk.dial(desk.number({ does: 'rings-out' }));
    await desk.told('call-ringing', call);
    desk.hangUp(call);
    await desk.told('call-ended', call);
    await desk.another();
    expect(desk.storyOf(call)).toEqual(['call-ringing', 'no-answer']);
  });

  test('an answer in the instant of the taking back makes one end', async () => {
    const [, desk] = current();
    const races = Array.from({ length: 12 }, (_, index) =>
      desk.dial(desk.number({ does: 'answers', ringMs: millis(index * 2) })),
    );
    await Promise.all(
      races.map(async (call) => {
        await desk.told('call-ringing', call);
        desk.hangUp(call);
        await desk.told('call-ended', call);
      }),
    );
    await desk.another();
    for (const call of races) {
      const story = desk.storyOf(call);
      const answered = ['call-ringing', 'call-answered', 'answer'];
      expect([['call-ringing', 'no-answer'], answered]).toContainEqual(story);
    }
  });

  test('a call that is ordered twice is dialed once', async () => {
    const [, desk] = current();
    const phone = desk.number(SOON);
    const call = desk.dial(phone);
    desk.dialAs(call, phone);
    await desk.told('call-answered', call);
    desk.dialAs(call, phone);
    desk.hangUp(call);
    await desk.told('call-ended', call);
    await desk.another();
    expect(desk.storyOf(call)).toEqual(['call-ringing', 'call-answered', 'answer']);
  });

  test('orders for a call that is gone do nothing', async () => {
    const [rig, desk] = current();
    const call = await desk.answered();
    const agent = await desk.agentUp();
    desk.hangUp(call);
    await desk.told('call-ended', call);
    const before = desk.storyOf(call);
    desk.join(call, agent);
    desk.hold(call, true);
    desk.mute(call, true);
    desk.say(call, 'now');
    desk.record(call, 'pause');
    rig.carrier.endConsultation({ attemptId: call });
    await desk.another();
    expect(desk.storyOf(call)).toEqual(before);
  });
}

function handedOn(current: Current): void {
  test('a call and its destination are together until one of them goes', async () => {
    const [rig, desk] = current();
    const call = await desk.answered();
    const destination = desk.number(SOON);
    desk.handOn(call, destination);
    desk.handOn(call, destination);
    await desk.consultation(call, 'ringing');
    await desk.consultation(call, 'answered');
    await desk.told('call-transferred', call);
    const legs = await rig.restart();
    expect(legs).toContainEqual(
      expect.objectContaining({
        attemptId: call,
        state: 'talking',
        agentId: undefined,
        third: expect.objectContaining({ isUp: true }),
      }),
    );
    await rig.hangUpCallee(destination);
    await desk.told('call-ended', call);
    const transfers = rig.events.filter(
      (event) => event.type === 'call-transferred' && event.attemptId === call,
    );
    expect(transfers).toEqual([{ type: 'call-transferred', attemptId: call, agentId: undefined }]);
  });

  test('the agent who was on it is free at once, and hears the next call alone', async () => {
    const [rig, desk] = current();
    const [call, agent] = await desk.talking();
    desk.hold(call, true);
    const other = await desk.answered();
    desk.join(other, agent);
    desk.handOn(call, desk.number(SOON));
    await desk.told('call-transferred', call);
    const legs = await rig.restart();
    expect(legs).toContainEqual(
      expect.objectContaining({ attemptId: other, state: 'talking', agentId: agent }),
    );
    expect(legs).toContainEqual(
      expect.objectContaining({ attemptId: call, state: 'talking', agentId: undefined }),
    );
    desk.hangUp(call);
    await desk.told('call-ended', call);
    desk.hangUp(other);
    await desk.told('call-ended', other);
  });

  test('where the destination does not take it, the call is released', async () => {
    const [, desk] = current();
    for (const does of ['is-busy', 'rings-out'] as const) {
      const call = await desk.answered();
      desk.handOn(call, desk.number({ does }), seconds(3));
      await desk.consultation(call, 'ended');
      await desk.told('call-ended', call);
    }
  });

  test('a call that is hung up while its destination rings leaves nobody behind', async () => {
    const [, desk] = current();
    const call = await desk.answered();
    desk.handOn(call, desk.number({ does: 'rings-out' }));
    await desk.consultation(call, 'ringing');
    desk.hangUp(call);
    await desk.told('call-ended', call);
  });
}

function agents(current: Current): void {
  test('a leg comes up once, and goes when the phone hangs up', async () => {
    const [rig, desk] = current();
    const agent = desk.agent();
    desk.raise(agent);
    desk.raise(agent);
    await desk.leg(agent, 'up');
    await rig.hangUpPhone(agent);
    await desk.leg(agent, 'hung-up');
  });

  test('a phone that does not take the call makes no leg', async () => {
    const [, desk] = current();
    const agent = desk.agent('is-busy');
    desk.raise(agent);
    await desk.leg(agent, 'failed');
  });

  test('a leg that was dropped can be raised again', async () => {
    const [rig, desk] = current();
    const agent = await desk.agentUp();
    const before = rig.events.length;
    desk.drop(agent);
    desk.raise(agent);
    await rig.until('the leg up again', (event) => {
      const isIt = event.type === 'agent-leg' && event.agentId === agent && event.leg === 'up';
      return isIt && rig.events.indexOf(event) >= before;
    });
  });

  test('whoever is joined before the leg is up is joined when it is', async () => {
    const [rig, desk] = current();
    const call = await desk.answered();
    const agent = desk.agent();
    desk.raise(agent);
    desk.join(call, agent);
    await desk.leg(agent, 'up');
    const legs = await rig.restart();
    expect(legs).toContainEqual(expect.objectContaining({ attemptId: call, agentId: agent }));
    desk.hangUp(call);
    await desk.told('call-ended', call);
  });

  test('the call goes on when the leg of its agent is gone, and takes another one', async () => {
    const [rig, desk] = current();
    const [call, agent] = await desk.talking();
    await rig.hangUpPhone(agent);
    await desk.leg(agent, 'hung-up');
    const other = await desk.agentUp();
    desk.join(call, other);
    const legs = await rig.restart();
    expect(legs).toContainEqual(expect.objectContaining({ attemptId: call, agentId: other }));
    desk.hangUp(call);
    await desk.told('call-ended', call);
  });
}

function inCall(current: Current): void {
  test('hold, mute and digits leave the call as it is', async () => {
    const [rig, desk] = current();
    const phone = desk.number(SOON);
    const [call] = await desk.talking(phone);
    for (const on of [true, true, false, false]) {
      desk.hold(call, on);
      desk.mute(call, on);
    }
    rig.carrier.sendDigits({ type: 'send-digits', attemptId: call, digits: '12#' });
    await desk.another();
    await rig.hangUpCallee(phone);
    await desk.told('call-ended', call);
    expect(desk.storyOf(call).at(-1)).toBe('answer');
  });

  test('a recording starts, pauses, stops, is taken up again and ends with the call', async () => {
    const [, desk] = current();
    const [call] = await desk.talking();
    desk.record(call, 'start');
    desk.record(call, 'start');
    await desk.recording(call, 'started');
    desk.record(call, 'pause');
    desk.record(call, 'resume');
    desk.record(call, 'stop');
    await desk.recording(call, 'finished');
    desk.record(call, 'start');
    await desk.recording(call, 'started', 2);
    desk.hangUp(call);
    await desk.told('call-ended', call);
    await desk.recording(call, 'finished', 2);
  });

  test('a message is played to its end, and the call released', async () => {
    const [, desk] = current();
    const call = await desk.answered();
    desk.say(call, 'now');
    desk.say(call, 'now');
    await desk.told('call-ended', call);
    await desk.another();
    expect(desk.storyOf(call)).toEqual(['call-ringing', 'call-answered', 'answer']);
  });

  test('where no beep comes the message is played all the same', async () => {
    const [, desk] = current();
    const call = await desk.answered();
    desk.say(call, 'after-beep');
    await desk.told('call-ended', call);
    expect(desk.storyOf(call).at(-1)).toBe('answer');
  });
}

function others(current: Current): void {
  test('a third party is asked, and leaves again', async () => {
    const [rig, desk] = current();
    const [call] = await desk.talking();
    const target = { kind: 'number', phone: desk.number(SOON) } as const;
    rig.carrier.consult({ attemptId: call, target });
    await desk.consultation(call, 'ringing');
    await desk.consultation(call, 'answered');
    for (const side of ['customer', 'both', 'target'] as const) {
      rig.carrier.talkWith({ attemptId: call, side });
    }
    rig.carrier.endConsultation({ attemptId: call });
    await desk.consultation(call, 'ended');
    desk.hangUp(call);
    await desk.told('call-ended', call);
  });

  test('a call that was handed over ends when the third party goes', async () => {
    const [rig, desk] = current();
    const [call, agent] = await desk.talking();
    const phone = desk.number(SOON);
    rig.carrier.consult({ attemptId: call, target: { kind: 'number', phone } });
    await desk.consultation(call, 'answered');
    rig.carrier.completeTransfer({ attemptId: call });
    await desk.told('call-transferred', call);
    const other = await desk.answered();
    desk.join(other, agent);
    await rig.hangUpCallee(phone);
    await desk.told('call-ended', call);
    desk.hangUp(other);
    await desk.told('call-ended', other);
  });

  test('a call can be passed on without asking', async () => {
    const [rig, desk] = current();
    const [call] = await desk.talking();
    const phone = desk.number(SOON);
    rig.carrier.transfer({ attemptId: call, target: { kind: 'number', phone } });
    await desk.consultation(call, 'answered');
    await desk.told('call-transferred', call);
    desk.hangUp(call);
    await desk.told('call-ended', call);
  });

  test('all three meet, and the third party leaves again', async () => {
    const [rig, desk] = current();
    const phone = desk.number(SOON);
    const [call] = await desk.talking(phone);
    const guest = desk.number(SOON);
    rig.carrier.conference({ attemptId: call, target: { kind: 'number', phone: guest } });
    await desk.consultation(call, 'answered');
    await rig.hangUpCallee(guest);
    await desk.consultation(call, 'ended');
    await rig.hangUpCallee(phone);
    await desk.told('call-ended', call);
    expect(desk.storyOf(call).at(-1)).toBe('answer');
  });

  test('a third party that is busy is told as gone, and the call stays', async () => {
    const [rig, desk] = current();
    const phone = desk.number(SOON);
    const [call] = await desk.talking(phone);
    const target = { kind: 'number', phone: desk.number({ does: 'is-busy' }) } as const;
    rig.carrier.consult({ attemptId: call, target });
    await desk.consultation(call, 'ended');
    await rig.hangUpCallee(phone);
    await desk.told('call-ended', call);
    expect(desk.storyOf(call).at(-1)).toBe('answer');
  });
}

function colleagues(current: Current): void {
  test('two agents come together and part, and each still has their leg', async () => {
    const [rig, desk] = current();
    const host = await desk.agentUp();
    const guest = await desk.agentUp();
    rig.carrier.joinAgents({ agentIds: [host, guest] });
    rig.carrier.joinAgents({ agentIds: [host, guest] });
    await desk.another();
    rig.carrier.partAgents({ agentIds: [host, guest] });
    await desk.another();
    const legs = rig.events.filter((event) => event.type === 'agent-leg');
    const theirs = legs.filter(({ agentId }) => agentId === host || agentId === guest);
    expect(theirs.map(({ leg }) => leg)).toEqual(['up', 'up']);
    await rig.hangUpPhone(host);
    await desk.leg(host, 'hung-up');
    await rig.hangUpPhone(guest);
    await desk.leg(guest, 'hung-up');
  });
}

function supervisors(current: Current): void {
  test('a supervisor comes and goes without the call noticing', async () => {
    const [rig, desk] = current();
    const phone = desk.number(SOON);
    const [call] = await desk.talking(phone);
    const supervisorId = await desk.agentUp();
    for (const how of ['listen', 'whisper', 'barge', 'listen', 'stop'] as const) {
      rig.carrier.supervise({ attemptId: call, supervisorId, how });
      await desk.another();
    }
    await rig.hangUpCallee(phone);
    await desk.told('call-ended', call);
    expect(desk.storyOf(call).at(-1)).toBe('answer');
  });
}

function survivors(current: Current): void {
  test('what was alive is found by the next process, which can order it', async () => {
    const [rig, desk] = current();
    const rings = desk.dial(desk.number({ does: 'rings-out' }));
    await desk.told('call-ringing', rings);
    const waits = await desk.answered();
    const [talks, agent] = await desk.talking();
    desk.record(talks, 'start');
    await desk.recording(talks, 'started');
    const [held] = await desk.talking();
    desk.hold(held, true);
    desk.record(held, 'start');
    await desk.recording(held, 'started');
    desk.record(held, 'pause');
    const idle = await desk.agentUp();
    await desk.another();

    const legs = await rig.restart();
    const alone = { agentId: undefined, isHeld: false, recording: 'off' };
    for (const leg of [
      { of: 'attempt', attemptId: rings, state: 'ringing', ...alone },
      { of: 'attempt', attemptId: waits, state: 'waiting', ...alone },
      {
        of: 'attempt',
        attemptId: talks,
        state: 'talking',
        agentId: agent,
        isHeld: false,
        recording: 'on',
      },
      expect.objectContaining({ attemptId: held, isHeld: true, recording: 'paused' }),
      { of: 'agent', agentId: agent },
      { of: 'agent', agentId: idle },
    ]) {
      expect(legs).toContainEqual(leg);
    }

    for (const call of [rings, waits, talks, held]) desk.hangUp(call);
    for (const call of [rings, waits, talks, held]) await desk.told('call-ended', call);
    await desk.recording(talks, 'finished');
  });

  test('closing with the legs leaves none', async () => {
    const [rig, desk] = current();
    await desk.talking();
    desk.dial(desk.number({ does: 'rings-out' }));
    await rig.carrier.close('end');
    await rig.untilNothingIsLeft();
  });
}
