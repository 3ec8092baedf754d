import type { RTCSession } from 'jssip/lib/RTCSession';
import { expect, test } from 'vitest';
import { FakeNet } from '../live/fake-wire.ts';
import { FakeSipSession } from './fake-sip-session.ts';
import { FakeVoice } from './fake-voice.ts';
import { SipLeg } from './sip-leg.ts';

function arrange(hasVoice = true) {
  const net = new FakeNet();
  const told: string[] = [];
  const voice = new FakeVoice('a', 'Headset');
  const leg: SipLeg = new SipLeg({
    voice: () => (hasVoice ? (voice as unknown as MediaStream) : undefined),
    onSound: (sound) => void told.push(sound === undefined ? 'silence' : 'sound'),
    onChange: () => void told.push(leg.state),
    schedule: net.schedule,
  });
  const call = (): FakeSipSession => {
    const session = new FakeSipSession();
    leg.answer(session as unknown as RTCSession);
    return session;
  };
  return { net, told, leg, call, track: voice.track };
}

test('the switch calls, is answered at once, and the leg is up when the media is', () => {
  const { leg, call, told } = arrange();
  const session = call();
  expect(session.done).toEqual(['answered']);
  expect(leg.state).toBe('joining');
  session.peer.hear({});
  session.peer.become('connected');
  expect(told).toEqual(['joining', 'sound', 'up']);
  session.say('ended');
  expect(told.slice(3)).toEqual(['silence', 'none']);
});

test('without a microphone there is nobody to speak to', () => {
  const { leg, call } = arrange(false);
  expect(call().done).toEqual(['hung up 480']);
  expect(leg.state).toBe('none');
});

test('a second call means that the first one is dead', () => {
  const { leg, call } = arrange();
  const first = call();
  first.peer.become('connected');
  const second = call();
  expect(first.done).toEqual(['answered', 'hung up']);
  expect(leg.state).toBe('joining');
  second.peer.become('connected');
  first.say('failed');
  first.peer.become('closed');
  expect(leg.state).toBe('up');
});

test('a path that breaks off may mend within seconds', () => {
  const { leg, call, net } = arrange();
  const { peer, done } = call();
  peer.become('connected');
  peer.become('disconnected');
  expect(leg.state).toBe('joining');
  peer.become('connected');
  expect(net.alarms).toEqual([]);
  expect(done).toEqual(['answered']);
  expect(leg.state).toBe('up');
});

test('one that stays broken is given up, so that the switch calls again', () => {
  const { leg, call, net } = arrange();
  const { peer, done } = call();
  peer.become('connected');
  peer.become('disconnected');
  expect(net.ring()).toBe(4_000);
  expect(done).toEqual(['answered', 'hung up 408']);
  expect(leg.state).toBe('none');
});

test.each(['failed', 'closed'] as const)('one that has %s is given up at once', (state) => {
  const { leg, call } = arrange();
  const { peer, done } = call();
  peer.become('connected');
  peer.become(state);
  expect(done).toEqual(['answered', 'hung up 408']);
  expect(leg.state).toBe('none');
});

test('a leg that never carried a sound says so, until one does', () => {
  const { leg, call } = arrange();
  call().say('ended', 'RTP Timeout');
  expect(leg.isBlocked).toBe(true);
  const second = call();
  expect(leg.isBlocked).toBe(true);
  second.peer.become('connected');
  expect(leg.isBlocked).toBe(false);
  second.peer.become('failed');
  expect(leg.isBlocked).toBe(false);
  call().say('ended');
  expect(leg.isBlocked).toBe(false);
});

test('hanging up ends it here and there', () => {
  const { leg, call } = arrange();
  const { done } = call();
  leg.hangUp();
  leg.hangUp();
  expect(done).toEqual(['answered', 'hung up']);
  expect(leg.state).toBe('none');
});

test('another microphone speaks in the call that is going on', () => {
  const { leg, call, track } = arrange();
  const { peer } = call();
  leg.setVoice(track as unknown as MediaStreamTrack);
  expect(peer.tracks).toEqual([track]);
});

test('the counters of two connections are told apart, and without one there are none', async () => {
  const { leg, call } = arrange();
  expect(await leg.sample()).toBeUndefined();
  call();
  expect(await leg.sample()).toMatchObject({ connection: 1, packetsReceived: 50 });
  call();
  expect(await leg.sample()).toMatchObject({ connection: 2 });
});
