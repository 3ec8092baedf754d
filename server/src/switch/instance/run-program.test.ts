import { expect, test } from 'vitest';
import { InstanceFault } from './instance-fault.ts';
import { eachOf, runProgram, systemProgram } from './run-program.ts';

const shell = (script: string) => ({ name: 'sh', file: '/bin/sh', words: ['-c', script] });

test('answers what the program wrote', async () => {
  expect(await runProgram(shell('echo one; echo two >&2'))).toBe('one\n');
});

test('a failing program is named with its last words', async () => {
  const failing = runProgram(shell('echo first >&2; echo no such thing >&2; exit 3'));
  await expect(failing).rejects.toThrow(InstanceFault);
  await expect(failing).rejects.toThrow('sh failed: first | no such thing');
});

test('a program that is not there is a fault too', async () => {
  const failing = runProgram(systemProgram('no-such-program'));
  await expect(failing).rejects.toThrow(/^no-such-program failed: .*ENOENT/);
});

test('works on so many at a time and answers in order', async () => {
  let working = 0;
  let most = 0;
  const answers = await eachOf([3, 1, 2, 5, 4], 2, async (item) => {
    working += 1;
    most = Math.max(most, working);
    await Promise.resolve();
    working -= 1;
    return item * 10;
  });
  expect({ answers, most }).toEqual({ answers: [30, 10, 20, 50, 40], most: 2 });
});
