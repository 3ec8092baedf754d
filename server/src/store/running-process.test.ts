import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { hasEnded, isAlive, startOf } from './running-process.ts';

test('a process is told from one that ended, and its start from that of another', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const pid = child.pid ?? 0;
  await once(child, 'spawn');
  expect(isAlive(pid)).toBe(true);
  expect(startOf(pid)).toBe(startOf(pid));
  expect(startOf(pid)).not.toBe(startOf(process.ppid));
  expect(await hasEnded(pid, 40)).toBe(false);
  child.kill('SIGKILL');
  expect(await hasEnded(pid, 10_000)).toBe(true);
  expect(startOf(pid)).toBe(undefined);
});
