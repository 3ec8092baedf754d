import { expect, test } from 'vitest';
import { liveDay } from '../shrink.ts';
import { smoke } from './smoke.ts';

test('the short day is lived with every fault', () => {
  const size = smoke.sizeOf(4);
  expect(Object.values(size.faults)).not.toContain(false);
  expect(liveDay(smoke, 4, size).violations).toEqual([]);
});
