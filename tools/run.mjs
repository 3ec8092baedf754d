import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {readonly ('SIGINT' | 'SIGTERM' | 'SIGHUP')[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end with this terminal and answers its exit code; 128 plus the signal's
 * number when a signal ended it. Signals are passed on, and this process waits for the child to
 * end in order.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function run(command, words, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: 'inherit', ...options });
    /** @type {NodeJS.SignalsListener} */
    const pass = (signal) => {
      // The terminal sends Ctrl+C to the child by itself; a second one could cut its end short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, pass);
    /** @param {() => void} settle */
    const end = (settle) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      settle();
    };
    child.on('error', (error) => end(() => reject(error)));
    child.on('exit', (code, signal) => {
      const status = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
      end(() => resolve(status));
    });
  });
}
