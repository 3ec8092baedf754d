import { expect, test } from 'vitest';
import { machineBytes, sharedBuffersMb } from './postgres-memory.ts';

const GB = 2 ** 30;

test.each([
  ['a small virtual machine', 0.5 * GB, 128],
  ['no more than an eighth', 2 * GB, 256],
  ['a server', 8 * GB, 1_024],
  ['a large one, of which files take the rest', 256 * GB, 1_024],
])('%s', (_, bytes, mb) => {
  expect(sharedBuffersMb(bytes)).toBe(mb);
});

test('this machine has memory', () => {
  expect(machineBytes()).toBeGreaterThan(0);
});
