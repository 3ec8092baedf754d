import { globSync } from 'node:fs';
import { asteriskTree } from '@outpace/server/switch/instance/asterisk-tree.ts';
import { cacheFolder } from '@outpace/server/switch/instance/cache-folder.ts';
import { espeak } from '@outpace/server/switch/instance/espeak.ts';
import { InstanceFault } from '@outpace/server/switch/instance/instance-fault.ts';
import { sippCommand } from '@outpace/server/switch/instance/sipp-command.ts';

/** Tests that start a real Asterisk, the walk with sound too: what the runner may leave out. */
export const ASTERISK_TESTS = '**/{*.asterisk,voice.e2e}.test.ts';

/** Whether a run with these words to the runner has such tests in it. */
export function hasAsteriskTests(root: string, words: readonly string[]): boolean {
  const files = globSync(ASTERISK_TESTS, { cwd: root, exclude: ['**/node_modules/**'] });
  // The runner takes a file when its path holds one of the words; options do not choose files.
  const filters = words.filter((word) => !word.startsWith('-'));
  if (filters.length === 0) return files.length > 0;
  return files.some((file) => filters.some((filter) => file.includes(filter)));
}

/**
 * Fetches all that such tests need, so that no test has to wait for it. Answers why it could not
 * be had, in one sentence.
 */
export async function fetchTelephony(): Promise<string | undefined> {
  // The tests find it in the very same place, wherever they run.
  process.env.OUTPACE_CACHE = cacheFolder(process.env);
  try {
    await asteriskTree(console.log);
    await sippCommand(console.log);
    await espeak(console.log);
    return undefined;
  } catch (problem) {
    if (!(problem instanceof InstanceFault)) throw problem;
    return `NOT TESTED: all that needs a real Asterisk. ${problem.message}`;
  }
}
