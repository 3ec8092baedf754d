import { expect, test } from 'vitest';
import type { MicrophoneFault } from './phone.ts';
import { browserSoundAccess, microphoneFault } from './sound-access.ts';

class FakeMedia extends EventTarget {
  readonly asked: unknown[] = [];
  enumerateDevices = async () => [
    { kind: 'audioinput', deviceId: 'a', label: 'Headset' },
    { kind: 'videoinput', deviceId: 'b', label: 'Camera' },
    { kind: 'audiooutput', deviceId: '', label: '' },
    { kind: 'audiooutput', deviceId: 'c', label: 'Speakers' },
  ];
  getUserMedia = async (constraints: unknown) => void this.asked.push(constraints);
}

class FakePermissions {
  readonly status = new EventTarget();
  query = async () => this.status;
}

function arrange() {
  const media = new FakeMedia();
  const permissions = new FakePermissions();
  const access = browserSoundAccess(
    media as unknown as MediaDevices,
    permissions as unknown as Permissions,
  );
  if (access === undefined) throw new Error('there should be access');
  return { media, permissions, access };
}

test('microphones and loudspeakers are listed, those without an id are not', async () => {
  expect(await arrange().access.list()).toEqual({
    inputs: [{ id: 'a', label: 'Headset' }],
    outputs: [{ id: 'c', label: 'Speakers' }],
  });
});

test('echo and noise are taken out, and a device is a wish', async () => {
  const { media, access } = arrange();
  const clean = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  await access.open(undefined);
  await access.open('a');
  expect(media.asked).toEqual([
    { audio: clean },
    { audio: { ...clean, deviceId: { ideal: 'a' } } },
  ]);
});

test('plugs and permissions are news until nobody listens', async () => {
  const { media, permissions, access } = arrange();
  let changes = 0;
  const stop = access.onChange(() => {
    changes += 1;
  });
  await Promise.resolve();
  media.dispatchEvent(new Event('devicechange'));
  permissions.status.dispatchEvent(new Event('change'));
  expect(changes).toBe(2);
  stop();
  media.dispatchEvent(new Event('devicechange'));
  permissions.status.dispatchEvent(new Event('change'));
  expect(changes).toBe(2);
});

test.each<[name: string, fault: MicrophoneFault]>([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
])('%s means %s', (name, fault) => {
  expect(microphoneFault(new DOMException('', name))).toBe(fault);
});
