import { millis, minutes } from '@outpace/engine/basics/time.ts';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { TestTimers } from '../asterisk/test-exchange.ts';
import { keepUp } from './keep-up.ts';

/** An instance that ends when it is told to, and may not start. */
class Mortal {
  readonly did: string[] = [];
  isIll = false;
  held: (() => void) | undefined;
  end: () => void = () => undefined;

  ended(): Promise<void> {
    return new Promise((resolve) => {
      this.end = resolve;
    });
  }

  kill(): Promise<void> {
    this.did.push('kill');
    return Promise.resolve();
  }

  start(): Promise<void> {
    this.did.push('start');
    if (this.isIll) return Promise.reject(new Error('no port'));
    return this.held === undefined ? Promise.resolve() : new Promise((go) => (this.held = go));
  }
}

let [mortal, timers] = [new Mortal(), new TestTimers()];
let stop: () => Promise<void>;
beforeEach(() => {
  [mortal, timers] = [new Mortal(), new TestTimers()];
  stop = keepUp('Asterisk', mortal, timers, pino({ level: 'silent' }));
});

const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function die(): Promise<readonly number[]> {
  mortal.end();
  await quiet();
  return timers.waits;
}
async function pass(wait: number): Promise<void> {
  timers.pass(millis(wait));
  await quiet();
}

test('it is started again, each time in a row a little later', async () => {
  const waits: number[] = [];
  for (let nth = 1; nth <= 8; nth += 1) {
    const [wait = 0] = await die();
    waits.push(wait);
    await pass(wait);
  }
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(mortal.did.slice(0, 4)).toEqual(['kill', 'start', 'kill', 'start']);
});

test('one that was well for a while is started at once again', async () => {
  await die();
  await pass(500);
  await pass(minutes(1));
  expect(await die()).toEqual([500]);
});

test('one that does not start is tried again', async () => {
  mortal.isIll = true;
  await die();
  await pass(500);
  expect(timers.waits).toEqual([1_000]);
  mortal.isIll = false;
  await pass(1_000);
  expect(mortal.did).toEqual(['kill', 'start', 'start']);
});

test('when it is ended by us it stays so, also while it waits', async () => {
  await stop();
  await die();
  expect([mortal.did, timers.waits]).toEqual([[], []]);
});

test('nor is it left running by a start that was under way', async () => {
  mortal.held = () => undefined;
  await die();
  await pass(500);
  let isStopped = false;
  const over = stop().then(() => {
    isStopped = true;
  });
  await quiet();
  expect(isStopped).toBe(false);
  mortal.held();
  await over;
  await die();
  expect(mortal.did).toEqual(['kill', 'start']);
});
