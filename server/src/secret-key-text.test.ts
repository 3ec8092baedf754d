import { expect, test } from 'vitest';
import { parseSecretKeys } from './secret-key-text.ts';

const [a, b] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 255).toString('base64')];

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string, keys: readonly string[] | undefined]>([
  ['one key',               a,                          [a]],
  ['several, one a line',   `${b}\n${a}\n`,             [b, a]],
  ['nothing',               ' \n',                      undefined],
  ['one that is too short', a.slice(4),                 undefined],
  ['one beside a word',     `${a} and`,                 undefined],
])('%s', (_why, text, keys) => {
  expect(parseSecretKeys(text)).toEqual(keys);
});
