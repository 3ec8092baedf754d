import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './store-start-fault.ts';

// Places among the fields of proc(5) `stat` that `fieldsOf` answers.
const STATE = 0;
const THREADS = 17;
const START = 19;

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (problem) {
    return errorCode(problem) === 'EPERM';
  }
  const fields = process.platform === 'linux' ? statOf(pid) : undefined;
  return fields === undefined || !isOver(fields);
}

/**
 * A process that has ended and that nobody has asked about yet still answers to its number. While
 * threads of it are ending it still has its files and ports, though its first one is gone.
 */
export const isOver = ({ [STATE]: state, [THREADS]: threads }: readonly string[]): boolean =>
  state === 'Z' && Number(threads) <= 1;

/**
 * When a process began, in whatever unit the system counts; undefined when there is none. Numbers
 * of processes are used again, in containers even the same one at each start, so a number alone
 * does not say who it was.
 */
export function startOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') return statOf(pid)?.[START];
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

/** From the third on: the second may hold blanks and brackets. */
export const fieldsOf = (stat: string): readonly string[] =>
  stat.slice(stat.lastIndexOf(')') + 2).split(' ');

function statOf(pid: number): readonly string[] | undefined {
  try {
    return fieldsOf(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (problem) {
    // The process may end between the question and the reading, which is an answer too.
    if (errorCode(problem) === 'ENOENT' || errorCode(problem) === 'ESRCH') return undefined;
    throw problem;
  }
}
