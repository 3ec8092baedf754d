import { agentId, interactionId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { QualitySample } from '../store/call-quality.ts';
import { QualityDesk } from './quality-desk.ts';

const sample = (id: string, overMs: number): QualitySample => ({
  interactionId: interactionId(id),
  agentId: agentId('ana'),
  at: instant(0),
  lossShare: 0,
  jitterMs: 0,
  jitterMsMax: 0,
  levelIn: 0,
  levelOut: 0,
  overMs,
});

/** A store that writes when it is told to, or fails. */
class SlowStore {
  readonly saved: (readonly QualitySample[])[] = [];
  readonly faults: unknown[] = [];
  #settle: (() => void)[] = [];

  save = (samples: readonly QualitySample[]): Promise<void> => {
    this.saved.push(samples);
    return new Promise((resolve) => this.#settle.push(resolve));
  };
  onFault = (fault: unknown): void => void this.faults.push(fault);

  settle(): void {
    for (const resolve of this.#settle.splice(0)) resolve();
  }
}

const lengths = (store: SlowStore): readonly (readonly number[])[] =>
  store.saved.map((samples) => samples.map(({ overMs }) => overMs));

test('the first sample is written at once, later ones together after a rest', async () => {
  const store = new SlowStore();
  const desk = new QualityDesk({ ...store, restMs: 1 });
  desk.take(sample('i-1', 1));
  desk.take(sample('i-1', 2));
  desk.take(sample('i-2', 3));
  desk.take(sample('i-1', 4));
  expect(lengths(store)).toEqual([[1]]);
  store.settle();
  await expect.poll(() => lengths(store)).toEqual([[1], [4, 3]]);
  store.settle();
  await desk.close();
});

test('closing writes what is left, behind the write that is on its way', async () => {
  const store = new SlowStore();
  const desk = new QualityDesk({ ...store, restMs: 60_000 });
  desk.take(sample('i-1', 1));
  desk.take(sample('i-1', 2));
  const closing = desk.close();
  expect(lengths(store)).toEqual([[1]]);
  store.settle();
  await expect.poll(() => lengths(store)).toEqual([[1], [2]]);
  store.settle();
  await closing;
});

test('a store that fails is told of, and asked again', async () => {
  const store = new SlowStore();
  const failing = () => Promise.reject(new Error('gone away'));
  const desk = new QualityDesk({ save: failing, onFault: store.onFault, restMs: 1 });
  desk.take(sample('i-1', 1));
  await expect.poll(() => store.faults.length).toBe(1);
  desk.take(sample('i-1', 2));
  await expect.poll(() => store.faults.length).toBe(2);
  await desk.close();
});
