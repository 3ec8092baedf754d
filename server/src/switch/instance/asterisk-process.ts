import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasEnded, isAlive, startOf } from '../../store/running-process.ts';
import { errorCode } from '../../store/store-start-fault.ts';
import { CONFIG_FOLDER, LOG_FOLDER } from './base-config.ts';
import { InstanceFault } from './instance-fault.ts';
import { retry } from './retry.ts';
import type { Program } from './run-program.ts';

const PID_FILE = 'instance.pid';
const STOP_MS_MAX = 10_000;
const KILL_MS_MAX = 5_000;
const LOOK_MS = 250;

/**
 * The process number of the Asterisk that was started in this folder and is still alive, by
 * whomever; undefined when there is none.
 */
export async function runningIn(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, PID_FILE), 'utf8').catch(missing);
  if (text === undefined) return undefined;
  const [pidText = '', start = ''] = text.split('\n');
  const pid = Number(pidText);
  // Numbers are used again: the same one that began at another time is somebody else.
  return Number.isInteger(pid) && isAlive(pid) && startOf(pid) === start ? pid : undefined;
}

/** Starts it as a process that lives on when this one is killed, so that people go on talking. */
export async function launch(folder: string, { name, file, words }: Program): Promise<number> {
  await rm(join(folder, 'run', 'asterisk.pid'), { force: true });
  await turnOverLog(folder);
  const config = join(folder, CONFIG_FOLDER, 'asterisk.conf');
  // A file, not a pipe: it must be able to write when we are gone.
  const log = openSync(consoleOf(folder), 'w', 0o600);
  try {
    const child = spawn(file, [...words, '-C', config, '-f'], {
      cwd: folder,
      // A group of its own: Ctrl+C ends us first, and we end it after the last call.
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
    });
    await once(child, 'spawn');
    child.unref();
    const pid = child.pid ?? 0;
    await writeFile(join(folder, PID_FILE), `${pid}\n${startOf(pid) ?? ''}\n`);
    return pid;
  } catch (problem) {
    throw new InstanceFault(`${name} could not be run (${String(problem)}).`, { cause: problem });
  } finally {
    closeSync(log);
  }
}

/** Ends it and its calls, in order, or by force when it does not end. */
export async function stop(pid: number): Promise<void> {
  signal(pid, 'SIGTERM');
  if (!(await hasEnded(pid, STOP_MS_MAX))) await kill(pid);
}

/** As a power cut would: nothing is said to anybody. */
export async function kill(pid: number): Promise<void> {
  signal(pid, 'SIGKILL');
  await hasEnded(pid, KILL_MS_MAX);
}

/** Resolves when the process has ended, for whatever reason. */
export async function ended(pid: number): Promise<void> {
  const hasGone = () => Promise.resolve(isAlive(pid) ? undefined : true);
  await retry(Number.POSITIVE_INFINITY, hasGone, LOOK_MS);
}

/** What it complained about last. */
export async function lastWords(folder: string): Promise<string> {
  const texts = await Promise.all(
    [messagesOf(folder), consoleOf(folder)].map((path) => readFile(path, 'utf8').catch(missing)),
  );
  const lines = texts.flatMap((text) => (text ?? '').split('\n')).map((line) => line.trim());
  const complaints = lines.filter((line) => /ERROR|WARNING|error/.test(line));
  return complaints.slice(-3).join(' | ');
}

/** Whether it has complained, since it was started, that somebody else is on a port of its own. */
export async function lacksPort(folder: string): Promise<boolean> {
  const text = await readFile(messagesOf(folder), 'utf8').catch(missing);
  return text?.includes('Address already in use') ?? false;
}

/** What it said the last time is kept apart, so that its last words are always of this time. */
async function turnOverLog(folder: string): Promise<void> {
  await rename(messagesOf(folder), `${messagesOf(folder)}.1`).catch(missing);
}

const messagesOf = (folder: string): string => join(folder, LOG_FOLDER, 'messages');

const consoleOf = (folder: string): string => join(folder, LOG_FOLDER, 'console');

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (problem) {
    if (errorCode(problem) !== 'ESRCH') throw problem;
  }
}

function missing(problem: unknown): undefined {
  if (errorCode(problem) !== 'ENOENT') throw problem;
}
