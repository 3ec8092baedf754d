import { expect, test } from 'vitest';
import { testTone } from './test-tone.ts';

class FakeOscillator {
  readonly frequency = { value: 0 };
  onended: (() => void) | null = null;
  startS = 0;
  stopS = 0;
  connect = (): void => undefined;

  start(atS: number): void {
    this.startS = atS;
  }

  stop(atS: number): void {
    this.stopS = atS;
  }
}

class FakeContext {
  readonly stream = {};
  readonly oscillators: FakeOscillator[] = [];
  isClosed = false;
  currentTime = 10;
  createMediaStreamDestination = () => ({ stream: this.stream });
  createGain = () => ({
    gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined },
    connect: () => undefined,
  });
  createOscillator = () => {
    const made = new FakeOscillator();
    this.oscillators.push(made);
    return made;
  };

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

test('three notes one after the other, then nothing is left', () => {
  const context = new FakeContext();
  expect(testTone(() => context as unknown as AudioContext)).toBe(context.stream);
  const notes = context.oscillators;
  expect(notes.map(({ frequency }) => frequency.value)).toEqual([523, 659, 784]);
  expect(notes.every(({ startS, stopS }) => startS >= 10 && stopS > startS)).toBe(true);
  expect(context.isClosed).toBe(false);
  notes.at(-1)?.onended?.();
  expect(context.isClosed).toBe(true);
});
