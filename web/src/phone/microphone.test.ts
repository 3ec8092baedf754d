import { expect, test } from 'vitest';
import type { SoundDevice } from './devices.ts';
import { FakeSoundAccess } from './fake-sound-access.ts';
import { Microphone } from './microphone.ts';

const builtIn: SoundDevice = { id: 'a', label: 'Built-in' };
const headset: SoundDevice = { id: 'b', label: 'Headset' };

function arrange(inputs: readonly SoundDevice[]) {
  const access = new FakeSoundAccess(inputs, (voice) => voice as unknown as MediaStream);
  const news: string[] = [];
  const look = async (isNew: boolean): Promise<void> => {
    microphone.hearDevices((await access.list()).inputs, isNew);
  };
  const microphone: Microphone = new Microphone({
    access,
    onChange: () => undefined,
    onVoice: () => void look(false),
    onNews: ({ what, label, instead }) => void news.push([what, label, instead].join(' ')),
  });
  access.onChange(() => void look(true));
  const heard = (label: string | undefined) => expect.poll(() => access.used).toBe(label);
  return { access, microphone, news, heard };
}

test('it opens what was chosen before, and says what it is', async () => {
  const { microphone, heard, news } = arrange([builtIn, headset]);
  microphone.open(headset);
  expect(microphone.state).toEqual({ phase: 'asking' });
  await heard('Headset');
  expect(microphone.state).toEqual({ phase: 'on', label: 'Headset' });
  await expect.poll(() => microphone.choice.picked.device).toEqual(headset);
  expect(news).toEqual([]);
});

test('a device is known by its name when the browser gave it a new id', async () => {
  const { microphone, heard } = arrange([builtIn, headset]);
  microphone.open({ id: 'of before', label: 'Headset' });
  await heard('Headset');
});

test('pulled out, another is used and said; plugged in again, it is used again', async () => {
  const { access, microphone, news, heard } = arrange([builtIn, headset]);
  microphone.open(headset);
  await expect.poll(() => microphone.choice.picked.device).toEqual(headset);
  access.plug([builtIn]);
  await heard('Built-in');
  await expect.poll(() => news).toEqual(['unplugged Headset Built-in']);
  access.plug([builtIn, headset]);
  await heard('Headset');
  expect(news.at(-1)).toBe('back Headset ');
});

test('the last one pulled out is a fault until there is one again', async () => {
  const { access, microphone, news, heard } = arrange([headset]);
  microphone.open(undefined);
  await expect.poll(() => microphone.choice.picked.device).toEqual(headset);
  access.plug([]);
  await expect.poll(() => microphone.state).toEqual({ phase: 'fault', fault: 'none' });
  await expect.poll(() => news).toEqual(['unplugged Headset ']);
  access.plug([builtIn]);
  await heard('Built-in');
  await expect.poll(() => news.at(-1)).toBe('back Built-in ');
});

test('denied, it stays so until the permission changes', async () => {
  const { access, microphone, heard } = arrange([builtIn]);
  access.isDenied = true;
  microphone.open(undefined);
  await expect.poll(() => microphone.state).toEqual({ phase: 'fault', fault: 'denied' });
  access.isDenied = false;
  access.change();
  await heard('Built-in');
});

test('choosing another is no news, and only one is open', async () => {
  const { access, microphone, news, heard } = arrange([builtIn, headset]);
  microphone.open(builtIn);
  await heard('Built-in');
  microphone.choose(headset);
  await heard('Headset');
  expect(access.opened.filter(({ track }) => !track.isStopped)).toHaveLength(1);
  expect(news).toEqual([]);
});

test('muted, it stays muted with another device', async () => {
  const { access, microphone, heard } = arrange([builtIn, headset]);
  microphone.open(builtIn);
  await heard('Built-in');
  microphone.setMuted(true);
  microphone.choose(headset);
  await heard('Headset');
  expect(access.opened.map(({ track }) => track.enabled)).toEqual([false, false]);
  microphone.setMuted(false);
  expect(access.opened.at(-1)?.track.enabled).toBe(true);
});

test('closed, it lets go, and an answer that comes too late is let go as well', async () => {
  const { access, microphone, heard } = arrange([builtIn]);
  microphone.open(undefined);
  await heard('Built-in');
  microphone.open(undefined);
  microphone.close();
  await heard(undefined);
  expect(access.opened).toHaveLength(2);
  expect(microphone.state).toEqual({ phase: 'off' });
});

test('a page without TLS gets no microphone', () => {
  const none = (): void => undefined;
  const access = undefined;
  const microphone = new Microphone({ access, onChange: none, onVoice: none, onNews: none });
  microphone.open(undefined);
  expect(microphone.state).toEqual({ phase: 'fault', fault: 'insecure' });
});
