import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './store-start-fault.ts';

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (problem) {
    return errorCode(problem) === 'EPERM';
  }
  // A process that has ended and that nobody has asked about yet still answers to its number.
  return stateOf(pid) !== 'Z';
}

/**
 * When a process began, in whatever unit the system counts; undefined when there is none. Numbers
 * of processes are used again, in containers even the same one at each start, so a number alone
 * does not say who it was.
 */
export function startOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') return statOf(pid)?.[19];
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}

/** False when the process is still there after `waitMs`. */
export async function hasEnded(pid: number, waitMs: number): Promise<boolean> {
  const pauseMs = 20;
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += pauseMs) {
    if (!isAlive(pid)) return true;
    await sleep(pauseMs);
  }
  return !isAlive(pid);
}

const stateOf = (pid: number): string | undefined =>
  process.platform === 'linux' ? statOf(pid)?.[0] : undefined;

/** The fields of proc(5) `stat` from the third on: the second may hold blanks and brackets. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch (problem) {
    // The process may end between the question and the reading, which is an answer too.
    if (errorCode(problem) === 'ENOENT' || errorCode(problem) === 'ESRCH') return undefined;
    throw problem;
  }
}
