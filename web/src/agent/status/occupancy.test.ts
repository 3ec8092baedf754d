import { expect, test } from 'vitest';
import { occupancy } from './occupancy.ts';

test('busy is talking and after call work, out of all time on duty', () => {
  expect(occupancy({ talkMs: 0, wrapUpMs: 0, readyMs: 0 })).toBeUndefined();
  expect(occupancy({ talkMs: 60_000, wrapUpMs: 20_000, readyMs: 20_000 })).toBe(0.8);
});
