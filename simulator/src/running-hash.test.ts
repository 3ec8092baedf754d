import { expect, test } from 'vitest';
import { RunningHash } from './running-hash.ts';

const hashOf = (lines: readonly string[]): string => {
  const hash = new RunningHash();
  for (const line of lines) hash.add(line);
  return hash.digest();
};

test('the same lines in the same order give the same hash', () => {
  expect(hashOf(['a', 'b'])).toBe(hashOf(['a', 'b']));
  expect(hashOf(['a', 'b'])).not.toBe(hashOf(['b', 'a']));
  expect(hashOf(['ab'])).not.toBe(hashOf(['a', 'b']));
});

test('asking in between does not change it', () => {
  const hash = new RunningHash();
  hash.add('a');
  hash.digest();
  hash.add('b');
  expect(hash.digest()).toBe(hashOf(['a', 'b']));
});

test('it does not depend on how the lines fall into chunks', () => {
  const line = 'x'.repeat(40_000);
  expect(hashOf([line, line, line])).toBe(hashOf([line, line, line]));
});
