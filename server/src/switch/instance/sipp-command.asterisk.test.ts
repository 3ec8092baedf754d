import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';
import { sippCommand } from './sipp-command.ts';

test('the fetched sipp runs', async () => {
  const failing = runProgram(await sippCommand(), ['-v']);
  // It says its version as if that were a failure.
  await expect(failing).rejects.toThrow(/^sipp failed: .* see source files/);
});
