import { expect, test } from 'vitest';
import { liveDay } from '../shrink.ts';
import { World } from '../world.ts';
import { bankHour, bankHourOf } from './bank-hour.ts';

test('ten agents work an hour over the whole bank without breaking a law, twice alike', () => {
  const size = bankHour.sizeOf(1);
  const [first, second] = [liveDay(bankHour, 1, size), liveDay(bankHour, 1, size)];
  expect(first.violations).toEqual([]);
  expect(first.contacts).toBeGreaterThan(50);
  expect(second.hash).toBe(first.hash);
});

test('the list may come from elsewhere', () => {
  const size = { ...bankHour.sizeOf(1), chains: 200, minutes: 5 };
  const { chains, ...setup } = bankHour.setUp(1, size);
  const own = new World({ ...setup, chains }).run();
  const given = new World(bankHourOf(1, size, bankHour.setUp(1, size).chains)).run();
  expect(given.hash).toBe(own.hash);
});
