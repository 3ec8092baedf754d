import { expect, test } from 'vitest';
import { Changes } from './changes.ts';

test('whoever waits is told when it has come about', async () => {
  const changes = new Changes();
  let count = 0;
  const three = changes.until('three', () => (count === 3 ? 'three' : undefined));
  for (count = 1; count < 5; count += 1) changes.tell();
  expect(await three).toBe('three');
});

test('what is true already needs no change', async () => {
  expect(await new Changes().until('now', () => true)).toBe(true);
});

test('what does not come about is named', async () => {
  const waiting = new Changes().until('rain', () => undefined, 10);
  await expect(waiting).rejects.toThrow('rain did not come about within 10 ms');
});
