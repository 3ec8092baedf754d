import { expect, test } from 'vitest';
import { mayReload } from './reload-page.ts';

test('a page reloads once, and once more after a minute', () => {
  const kept = new Map<string, string>();
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const now = 1_000_000;
  const tries = [now, now + 1_000, now + 59_999, now + 60_000, now + 60_001];
  expect(tries.map((at) => mayReload(memory, at))).toEqual([true, false, false, true, false]);
});
