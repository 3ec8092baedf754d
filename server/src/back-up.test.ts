import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const run = (words: readonly string[], env: Readonly<Record<string, string>>) => {
  const file = join(import.meta.dirname, 'back-up.ts');
  const { status, stderr } = spawnSync(process.execPath, [file, ...words], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { status, stderr: stderr.trim() };
};

test.each<[why: string, words: string[], env: Record<string, string>, sentence: string]>([
  ['a folder has to be named', [], {}, 'Where to? npm run backup -- FOLDER'],
  [
    'a server of somebody’s own has its own programs',
    ['copy'],
    { DATABASE_URL: 'postgres://127.0.0.1/outpace' },
    'This database is a server of yours: pg_dump or pg_basebackup copy it.',
  ],
  [
    'nothing runs',
    ['/nowhere/copy'],
    { OUTPACE_DATA: '/nowhere/data' },
    'No database runs in /nowhere/data: as it lies there it may be copied by any program.',
  ],
])('%s', (_why, words, env, sentence) => {
  expect(run(words, env)).toEqual({ status: 1, stderr: sentence });
});
