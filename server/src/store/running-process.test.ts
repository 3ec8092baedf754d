import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { fieldsOf, hasEnded, isAlive, isOver, startOf } from './running-process.ts';

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

// Of proc(5) `stat`, as far as the number of threads and the start.
const stat = (name: string, state: string, threads: number): string =>
  `4711 (${name}) ${state} 1 4711 4711 0 -1 4228364 0 0 0 0 1 2 0 0 20 0 ${threads} 0 90210 0`;

// biome-ignore format: a table is read in columns.
test.each<[why: string, stat: string, over: boolean]>([
  ['sleeps',                                        stat('asterisk', 'S', 40),  false],
  ['has ended, and nobody has asked about it',      stat('asterisk', 'Z', 1),   true],
  ['has ended, and the system forgets it just now', stat('asterisk', 'Z', 0),   true],
  ['is ending: one thread still has its ports',     stat('asterisk', 'Z', 2),   false],
  ['has a name that looks like an end',             stat('x) Z 1 (', 'R', 1),   false],
])('%s', (_why, text, over) => {
  expect(isOver(fieldsOf(text))).toBe(over);
  expect(fieldsOf(text)[19]).toBe('90210');
});
