import { expect, test } from 'vitest';
import { rememberedPhone, rememberedSound, rememberPhone, rememberSound } from './remembered.ts';

/** A browser's storage in a Map. */
class FakeMemory {
  readonly kept = new Map<string, string>();
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.kept.set(key, value);
}

test('devices and volume are remembered one by one', () => {
  const memory = new FakeMemory();
  expect(rememberedSound(memory)).toEqual({ input: undefined, output: undefined, volume: 1 });
  rememberSound(memory, { input: { id: 'a', label: 'Headset' } });
  rememberSound(memory, { volume: 0.4 });
  expect(rememberedSound(memory)).toEqual({
    input: { id: 'a', label: 'Headset' },
    output: undefined,
    volume: 0.4,
  });
});

test('so is where the agent wants to be called', () => {
  const memory = new FakeMemory();
  expect(rememberedPhone(memory)).toBeUndefined();
  rememberPhone(memory, { kind: 'desk', address: 'sip:ana@desk.example' });
  expect(rememberedPhone(memory)).toEqual({ kind: 'desk', address: 'sip:ana@desk.example' });
});
