import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REFUSALS } from '@outpace/engine/basics/refusal.ts';
import { REFUSAL_STATUS } from '@outpace/protocol/refusals.ts';
import { Environment } from '@outpace/server/config.ts';
import { KEY_PLACES, KEYS } from '@outpace/web/agent/keys/key-table.ts';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
];

/** The cells of every table row of a page whose first cell is code. */
const rows = (page: string): readonly (readonly string[])[] =>
  readFileSync(join(root, 'docs', page), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(2, -2).split(' | '));

test('the page of refusals says what the code says', () => {
  const statuses: Readonly<Record<string, number | undefined>> = REFUSAL_STATUS;
  const table = Object.entries(REFUSALS).map(([code, sentence]) => [
    `\`${code}\``,
    String(statuses[code] ?? 409),
    sentence,
  ]);
  expect(rows('refusals.md')).toEqual(table);
});

test('the page on operating names every setting', () => {
  const names = rows('operating.md').map(([name]) => name);
  const settings = Object.keys(Environment.properties).map((name) => `\`${name}\``);
  expect(names.filter((name) => !name?.includes(' '))).toEqual(settings);
});

test('the page of keys says what the table of keys says', () => {
  const table = Object.values(KEYS);
  const inPlaces = Object.keys(KEY_PLACES).flatMap((place) =>
    table.filter((row) => row.place === place).map(({ key, name }) => [`\`${key}\``, name]),
  );
  expect(rows('keys.md')).toEqual(inPlaces);
});

test.each(pages)('what %s points to is there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const links = [...text.matchAll(/(?<!!)\[[^\]]+\]\((?!https?:)([^)#]+)/g)].map(([, link]) =>
    join(dirname(page), link ?? ''),
  );
  const files = [...text.matchAll(/`((?:engine|protocol|server|simulator|tools|web)\/[\w./-]+)`/g)];
  const named = [...links, ...files.map(([, path]) => path ?? '')];
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
