import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { UA } from 'jssip';
import { expect, test } from 'vitest';
import { FakeNet } from '../live/fake-wire.ts';
import { FakeSipSession } from './fake-sip-session.ts';
import { FakeSoundAccess } from './fake-sound-access.ts';
import { FakeSoundElement } from './fake-sound-element.ts';
import type { PhoneCall } from './phone.ts';
import { SipPhone } from './sip-phone.ts';

type Told = { readonly originator: string; readonly session: unknown };

/** The SIP library where everything works at once. */
class FakeAgent {
  readonly done: string[] = [];
  readonly #listeners = new Map<string, (event: Told) => void>();
  on = (event: string, listener: (event: Told) => void) =>
    void this.#listeners.set(event, listener);
  get = () => 'ana';
  isConnected = () => true;
  isRegistered = () => true;
  register = () => void this.done.push('register');
  stop = () => void this.done.push('stop');
  start = () => this.#listeners.get('registered')?.({ originator: 'local', session: undefined });
  call(session: FakeSipSession): void {
    this.#listeners.get('newRTCSession')?.({ originator: 'remote', session });
  }
}

const headset = { id: 'b', label: 'Headset' };
const interactionId = 'i1' as InteractionId;

function arrange() {
  const net = new FakeNet();
  const agents: FakeAgent[] = [];
  const kept = new Map<string, string>();
  const stream = (voice: unknown) => voice as MediaStream;
  const access = new FakeSoundAccess([{ id: 'a', label: 'Built-in' }, headset], stream);
  const reports: string[] = [];
  const meters: string[] = [];
  let wake = (): void => undefined;
  const phone = new SipPhone({
    report: (id) => void reports.push(id),
    fetchSettings: async () => ({
      user: 'ana',
      domain: 'outpace.invalid',
      password: 'secret',
      socketPath: '/api/sip',
      registerSeconds: 60,
    }),
    newAgent: async () => {
      const agent = new FakeAgent();
      agents.push(agent);
      return agent as unknown as UA;
    },
    access,
    newElement: () => new FakeSoundElement(),
    newTone: () => stream({}),
    watchLevel: (_voice, tell) => {
      tell(0.5);
      meters.push('on');
      return () => void meters.push('off');
    },
    onWake: (listener) => {
      wake = listener;
      return () => undefined;
    },
    memory: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
    schedule: net.schedule,
  });
  const registered = () => expect.poll(() => phone.current().line).toBe('registered');
  return { phone, access, agents, net, kept, reports, meters, registered, wake: () => wake() };
}

const call = (phase: PhoneCall['phase'], muted = false): PhoneCall => ({
  interactionId,
  phase,
  muted,
});

test('it signs in once there is a microphone, is called, and is closed again', async () => {
  const { phone, agents, registered } = arrange();
  phone.open();
  await registered();
  const session = new FakeSipSession();
  agents[0]?.call(session);
  session.peer.become('connected');
  expect(phone.current()).toMatchObject({ leg: 'up', microphone: { phase: 'on' } });
  phone.close();
  expect(session.done).toEqual(['answered', 'hung up']);
  expect(agents[0]?.done).toEqual(['stop']);
  expect(phone.current()).toMatchObject({ leg: 'none', line: 'off', microphone: { phase: 'off' } });
});

test('without a microphone it does not sign in: nobody could be spoken to', async () => {
  const { phone, access, agents, registered } = arrange();
  access.isDenied = true;
  phone.open();
  await expect.poll(() => phone.current().microphone).toEqual({ phase: 'fault', fault: 'denied' });
  expect(phone.current().line).toBe('off');
  access.isDenied = false;
  phone.retry();
  await registered();
  expect(agents).toHaveLength(1);
});

test('the last microphone pulled out signs it off, but not in the middle of a call', async () => {
  const { phone, access, agents, registered } = arrange();
  phone.open();
  await registered();
  const session = new FakeSipSession();
  agents[0]?.call(session);
  access.plug([]);
  await expect.poll(() => phone.current().microphone).toEqual({ phase: 'fault', fault: 'none' });
  expect(phone.current().line).toBe('registered');
  session.say('ended');
  expect(phone.current().line).toBe('off');
});

test('what is muted on the screen does not leave the page', async () => {
  const { phone, access, registered } = arrange();
  phone.open();
  await registered();
  phone.show(call('connected', true));
  expect(access.opened[0]?.track.enabled).toBe(false);
  phone.show(call('connected'));
  expect(access.opened[0]?.track.enabled).toBe(true);
});

test('a talk is measured from its beginning to its end', async () => {
  const { phone, agents, net, reports, registered } = arrange();
  phone.open();
  await registered();
  agents[0]?.call(new FakeSipSession());
  phone.show(call('ringing'));
  expect(net.alarms).toEqual([]);
  phone.show(call('connected'));
  await expect.poll(() => net.alarms.length).toBe(1);
  net.ring();
  await expect.poll(() => phone.current().quality).toMatchObject({ packetsLost: 0 });
  phone.show(call('wrap-up'));
  expect(phone.current().quality).toBeUndefined();
  await expect.poll(() => reports).toEqual(['i1']);
});

test('what is chosen is used, and remembered for the next time', async () => {
  const { phone, access, kept, registered } = arrange();
  phone.open();
  await registered();
  phone.choose('input', headset);
  phone.setVolume(0.3);
  await expect.poll(() => access.used).toBe('Headset');
  expect(JSON.parse(kept.get('outpace-sound') ?? '')).toMatchObject({
    input: headset,
    volume: 0.3,
  });
});

test('a device that goes is news until somebody has read it', async () => {
  const { phone, access, registered } = arrange();
  phone.open();
  await registered();
  await expect.poll(() => phone.current().input.devices).toHaveLength(2);
  access.plug([headset]);
  const news = { what: 'unplugged', kind: 'input', label: 'Built-in', instead: 'Headset' };
  await expect.poll(() => phone.current().news).toEqual(news);
  phone.dismissNews();
  expect(phone.current().news).toBeUndefined();
});

test('a meter follows the voice, from one device to the next', async () => {
  const { phone, meters, registered } = arrange();
  const levels: number[] = [];
  const stop = phone.watchLevel((level) => void levels.push(level));
  phone.open();
  await registered();
  phone.choose('input', headset);
  await expect.poll(() => meters).toEqual(['on', 'off', 'on']);
  stop();
  expect(meters).toHaveLength(4);
  expect(levels).toEqual([0, 0.5, 0.5]);
});

test('a page that wakes up asks the switch whether it is still known there', async () => {
  const { phone, agents, registered, wake } = arrange();
  phone.open();
  await registered();
  wake();
  expect(agents[0]?.done).toEqual(['register']);
});
