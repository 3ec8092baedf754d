import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const simulate = (...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });

test('figures are printed as JSON, with the hash of a single day', () => {
  const { status, stdout, stderr } = simulate('--scenario', 'smoke', '--seed', '2', '--json');
  expect([status, stderr]).toEqual([0, '']);
  const result: unknown = JSON.parse(stdout);
  expect(result).toMatchObject({ scenario: 'smoke', seeds: 1, violations: 0 });
  expect(result).toHaveProperty('hash', expect.stringMatching(/^[0-9a-f]{16}$/));
});

test('words that make no sense are refused in a sentence', () => {
  for (const args of [
    ['--scenario', 'holiday'],
    ['--seeds', 'many'],
    ['--seed', '-1'],
  ]) {
    expect(simulate(...args).status).not.toBe(0);
  }
  expect(simulate('--scenario', 'holiday').stderr).toContain('progressive-day');
});
