import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ASTERISK_MODULES } from './asterisk-modules.ts';
import { asteriskTree } from './asterisk-tree.ts';
import { runProgram } from './run-program.ts';

test('the fetched Asterisk runs and has what is asked of it', async () => {
  const tree = await asteriskTree();
  expect(await runProgram(tree.program, ['-V'])).toMatch(/^Asterisk 2\d\.\d+/);
  expect(ASTERISK_MODULES.filter((name) => !tree.modules.includes(name))).toEqual([]);
  expect(existsSync(join(tree.shareFolder, 'rest-api', 'channels.json'))).toBe(true);
});
