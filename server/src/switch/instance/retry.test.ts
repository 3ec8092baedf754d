import { expect, test } from 'vitest';
import { retry } from './retry.ts';

test('asks until there is an answer', async () => {
  const answers = [undefined, undefined, 'yes', 'too late'];
  expect(await retry(10_000, () => Promise.resolve(answers.shift()))).toBe('yes');
  expect(answers).toEqual(['too late']);
});

test('gives up when time is up, but asks once at least', async () => {
  let asked = 0;
  const answer = await retry(0, () => {
    asked += 1;
    return Promise.resolve(undefined);
  });
  expect({ answer, asked }).toEqual({ answer: undefined, asked: 1 });
});

test('what goes wrong in asking is not hidden', async () => {
  await expect(retry(10_000, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
