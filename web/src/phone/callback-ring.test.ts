import { expect, test } from 'vitest';
import { FakeNet } from '../live/fake-wire.ts';
import { CallbackRing } from './callback-ring.ts';
import { HeardSpeaker } from './fake-speaker.ts';

function arrange() {
  const speaker = new HeardSpeaker();
  const net = new FakeNet();
  return { speaker, net, ring: new CallbackRing(speaker, net.schedule) };
}

const NOTES = '784 1047 784 1047';

test('it rings again and again until it is stopped', () => {
  const { speaker, net, ring } = arrange();
  ring.start();
  ring.start();
  net.ring();
  ring.stop();
  ring.stop();
  expect([speaker.heard, net.alarms]).toEqual([[`${NOTES} at 0.5`, `${NOTES} at 0.5`], []]);
});

test('it may be woken, and turned down', () => {
  const { speaker, ring } = arrange();
  ring.wake();
  ring.setVolume(0);
  ring.start();
  expect(speaker.heard).toEqual(['awake', `${NOTES} at 0`]);
});
