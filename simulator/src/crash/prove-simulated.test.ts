import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { proveOne, runNamed } from './prove-simulated.ts';

test('a run is found by its words and told with its last events', () => {
  const lines: string[] = [];
  const run = must(runNamed('progressive', '1', '40l'), 'a run');
  expect(proveOne(run, (line) => lines.push(line))).toBe(true);
  expect(lines[0]).toMatch(/^\d+ steps, \d+ dials, \d+ conversations, 1 kills$/);
  expect(lines.at(-1)).toBe('no law was broken');
});

test.each([
  ['holiday', '1', '40l'],
  ['progressive', 'one', '40l'],
  ['progressive', '1', 'never'],
])('there is no run %s %s %s', (day, seed, deaths) => {
  expect(runNamed(day, seed, deaths)).toBeUndefined();
});
