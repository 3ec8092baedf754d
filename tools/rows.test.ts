import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** The parts of the outbound call are numbered from S1 to this. */
const LAST = 23;

/** Of each line of the table: the row, the file of the test, and its name. */
const lines = readFileSync(join(root, 'docs', 'rows.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [SC]\d+ \|/.test(line))
  .map((line) => {
    const [row = '', , file = '', name = ''] = line.slice(2, -2).split(' | ');
    return { row, file: file.replaceAll('`', ''), name };
  });

test.each(lines)('$row is shown: $name', ({ file, name }) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), 'utf8')).toContain(`'${name}'`);
});

test('each part of the outbound call has a test in a browser', () => {
  const rows = lines.map(({ row }) => row).filter((row) => row.startsWith('S'));
  const shown = [...new Set(rows)];
  expect(shown).toEqual(Array.from({ length: LAST }, (_none, at) => `S${at + 1}`));
});
