import { expect, test } from 'vitest';
import { Underway } from './underway.ts';

test('who asks again in the meantime has the same answer; who asks later another', async () => {
  const underway = new Underway<string, number>();
  let begun = 0;
  const work = async (): Promise<number> => {
    begun += 1;
    return begun;
  };
  const both = [underway.share('a', work), underway.share('a', work), underway.share('b', work)];
  expect(await Promise.all(both)).toEqual([1, 1, 2]);
  expect(await underway.share('a', work)).toBe(3);
});

test('work that fails is forgotten too', async () => {
  const underway = new Underway<string, number>();
  await expect(underway.share('a', () => Promise.reject(new Error('gone')))).rejects.toThrow(
    'gone',
  );
  expect(await underway.share('a', async () => 1)).toBe(1);
});
