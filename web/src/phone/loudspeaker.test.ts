import { expect, test } from 'vitest';
import type { SoundDevice } from './devices.ts';
import { FakeSoundElement } from './fake-sound-element.ts';
import { Loudspeaker } from './loudspeaker.ts';

const system: SoundDevice = { id: 'default', label: 'Default' };
const headset: SoundDevice = { id: 'b', label: 'Headset' };
const sound = {} as unknown as MediaStream;

function arrange(canChoose = true) {
  const elements: FakeSoundElement[] = [];
  const news: string[] = [];
  const speaker = new Loudspeaker({
    newElement: () => {
      const element = new FakeSoundElement(canChoose);
      elements.push(element);
      return element;
    },
    newTone: () => sound,
    onChange: () => undefined,
    onNews: ({ what, kind, label, instead }) =>
      void news.push([what, kind, label, instead].join(' ')),
  });
  const [call, tone] = elements;
  if (call === undefined || tone === undefined) throw new Error('there should be two elements');
  return { speaker, call, tone, news };
}

test('call and test tone come from the device that was chosen, as loud', () => {
  const { speaker, call, tone } = arrange();
  speaker.open(headset);
  speaker.hearDevices([system, headset]);
  speaker.setVolume(0.5);
  speaker.play(sound);
  speaker.playTone();
  const expected = { sinkId: 'b', volume: 0.5, srcObject: sound };
  expect([call, tone]).toMatchObject([expected, expected]);
  speaker.choose(system);
  expect(call.sinkId).toBe('default');
});

test('pulled out, another one sounds, and it is said', () => {
  const { speaker, call, news } = arrange();
  speaker.open(headset);
  speaker.hearDevices([system, headset]);
  speaker.hearDevices([system]);
  expect(call.sinkId).toBe('default');
  expect(news).toEqual(['unplugged output Headset Default']);
});

test('where a page may not choose there is nothing to choose, nor news', () => {
  const { speaker, news } = arrange(false);
  speaker.open(headset);
  speaker.hearDevices([system, headset]);
  speaker.hearDevices([system]);
  expect(speaker.choice).toBeUndefined();
  expect(news).toEqual([]);
});

test('a browser that wants a press first gets the call to sound after it', async () => {
  const { speaker, call } = arrange();
  call.isForbidden = true;
  speaker.play(sound);
  await expect.poll(() => speaker.needsPress).toBe(true);
  call.isForbidden = false;
  speaker.wake();
  await expect.poll(() => speaker.needsPress).toBe(false);
});

test('after the call nothing is left that could sound', async () => {
  const { speaker, call } = arrange();
  call.isForbidden = true;
  speaker.play(sound);
  await expect.poll(() => speaker.needsPress).toBe(true);
  speaker.play(undefined);
  expect(call.srcObject).toBeNull();
  expect(speaker.needsPress).toBe(false);
});
