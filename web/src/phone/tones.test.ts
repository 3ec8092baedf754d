import { expect, test } from 'vitest';
import { FakeNet } from '../live/fake-wire.ts';
import { HeardSpeaker } from './fake-speaker.ts';
import type { PhoneCall } from './phone.ts';
import { TonePhone } from './tones.ts';

function arrange() {
  const speaker = new HeardSpeaker();
  const net = new FakeNet();
  return { speaker, net, phone: new TonePhone(speaker, net.schedule) };
}

const at = (phase: PhoneCall['phase']): PhoneCall => ({
  interactionId: undefined,
  phase,
  muted: false,
});

test('a call rings until it is answered, connects and ends', () => {
  const { speaker, net, phone } = arrange();
  phone.show(at('dialing'));
  expect(speaker.heard).toEqual([]);
  phone.show(at('ringing'));
  phone.show(at('ringing'));
  net.ring();
  phone.show(at('connected'));
  expect(net.alarms).toEqual([]);
  phone.show(at('wrap-up'));
  phone.show(undefined);
  expect(speaker.heard).toEqual([
    '440+480 at 0.5',
    '440+480 at 0.5',
    '660 880 at 0.5',
    '520 390 at 0.5',
  ]);
});

test('a page loaded in the middle of a call plays nothing', () => {
  const { speaker, phone } = arrange();
  phone.show(at('connected'));
  expect(speaker.heard).toEqual([]);
});

test('volume is that of the next tone, and sound waits for a press', () => {
  const { speaker, phone } = arrange();
  phone.wake();
  phone.setVolume(0.2);
  phone.show(at('ringing'));
  expect(speaker.heard).toEqual(['awake', '440+480 at 0.2']);
});

test('a hold is neither the end of a call nor the beginning of one', () => {
  const { speaker, phone } = arrange();
  phone.show(at('ringing'));
  for (const phase of ['connected', 'on-hold', 'connected', 'reconnecting', 'wrap-up'] as const) {
    phone.show(at(phase));
  }
  expect(speaker.heard).toEqual(['440+480 at 0.5', '660 880 at 0.5', '520 390 at 0.5']);
});
