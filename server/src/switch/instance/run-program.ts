import { execFile } from 'node:child_process';
import { InstanceFault } from './instance-fault.ts';

/** A program, what runs it (itself, or its own loader), and the words that come first. */
export type Program = {
  readonly name: string;
  readonly file: string;
  readonly words: readonly string[];
};

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Runs a program to its end and answers what it wrote to its output. Throws an `InstanceFault`
 * with its last words when it fails.
 */
export function runProgram(
  { name, file, words }: Program,
  more: readonly string[] = [],
  { cwd, env = {} }: RunOptions = {},
): Promise<string> {
  const options = {
    cwd,
    // Programs of the system speak the language that we read.
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
    maxBuffer: OUTPUT_BYTES_MAX,
  };
  return new Promise((resolve, reject) => {
    execFile(file, [...words, ...more], options, (problem, output, complaints) => {
      if (problem === null) {
        resolve(output);
        return;
      }
      const said = lastLines(complaints) || lastLines(output) || problem.message;
      reject(new InstanceFault(`${name} failed: ${said}`, { cause: problem }));
    });
  });
}

const lastLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-3)
    .join(' | ');

/** A program of the machine, found as the shell finds it. */
export const systemProgram = (name: string): Program => ({ name, file: name, words: [] });

/** Runs `work` on every item, so many at a time; answers in the order of the items. */
export async function eachOf<Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers = new Map<number, Answer>();
  const queue = items.entries();
  const workers = Array.from({ length: atOnce }, async () => {
    for (const [index, item] of queue) answers.set(index, await work(item));
  });
  await Promise.all(workers);
  return [...answers].toSorted(([a], [b]) => a - b).map(([, answer]) => answer);
}
