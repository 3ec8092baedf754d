import { expect, test } from 'vitest';
import { espeak } from './espeak.ts';
import { runProgram } from './run-program.ts';

test('the fetched synthesiser runs and finds its voices', async () => {
  const voices = await runProgram(await espeak(), ['--voices']);
  expect(voices).toMatch(/\ben-gb\b/);
  expect(voices).toMatch(/\bde\b/);
});
