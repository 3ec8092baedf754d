import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtFile } from './import-file.ts';
import {
  plainList,
  planSuppressionFile,
  previewSuppression,
  suppressionLook,
} from './suppression-file.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-suppression-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(text: string): Promise<string> {
  const path = join(folder, 'file.csv');
  await writeFile(path, text);
  return path;
}

async function looked(text: string) {
  const path = await fileOf(text);
  const look = await lookAtFile(path, plainList('US'));
  if (!look.ok) throw new Error(look.problem.code);
  return { path, ...suppressionLook(look.value, 'US') };
}

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string, targets: readonly string[]]>([
  ['numbers alone',            '212-555-0142\n212-555-0143\n', ['phone']],
  ['a register',               'Telephone,Customer ID,Reason,Expires,Region\n2125550142,C7,asked,2027-01-01,East\n',
    ['phone', 'customer-id', 'reason', 'ends-on', 'skip']],
  ['customers alone',          'customer_id,valid until\nC7,2027-01-01\n', ['customer-id', 'ends-on']],
  ['one of each kind alone',   'Phone,Note,Comment\n2125550142,a,b\n', ['phone', 'reason', 'skip']],
])('what columns are is guessed: %s', async (_why, text, targets) => {
  const { suggested } = await looked(text);
  expect(suggested.columns.map(({ target }) => target)).toEqual(targets);
  expect(suggested).toMatchObject({ defaultCountry: 'US', way: 'append', endsAt: null });
});

test('the first rows are shown as they would come in', async () => {
  const { path, suggested } = await looked('Phone,Until\n2125550142,2027-01-01\n5,x\n');
  expect(await previewSuppression(path, suggested, NOW)).toMatchObject({
    ok: true,
    value: {
      rows: [
        { line: 2, phone: '+12125550142', endsAt: '2027-01-01T00:00:00Z', problems: [] },
        { line: 3, phone: '5', problems: [{ column: 'Phone' }, { column: 'Until' }] },
      ],
    },
  });
});

test.each([
  ['has as many columns as the file', [{ target: 'phone' }], /The file has 2 columns/],
  ['says who is meant', [{ target: 'skip' }, { target: 'reason' }], /No column is mapped/],
] as const)('a mapping %s', async (_why, columns, detail) => {
  const { path, suggested } = await looked('Phone,Until\n2125550142,2027-01-01\n');
  const planned = await planSuppressionFile(path, { ...suggested, columns: [...columns] });
  expect(planned).toMatchObject({
    ok: false,
    problem: { code: 'BAD_REQUEST', detail: expect.stringMatching(detail) },
  });
});
